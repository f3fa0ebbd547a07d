"""Pipes that stand at the ends of lines: between cells that have a line each, or as many in every row, so that they tell
where a row ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure.extraction.table.cells import is_value
from disclosure.extraction.table.written import Written, is_prose

_FEWEST_SEPARATORS = 3
_FEWEST_ROWS = 3
_WIDEST = 40  # pipes in a row
_LONGEST_ROW = 80  # lines
_MOST_TRIES = 20
_LOOK_AHEAD = 30  # lines


# kinds of cells: blank, words, value
_NAMED = re.compile(r"b*v?w+[vb]*|[wb]*w[wb]*")
_VALUES = re.compile(r"b*v[vb]*")  # below heads alone


class _Row(NamedTuple):
    """The first line of a row and the line behind its last."""

    first: int
    behind: int


def rows_closed(lines: list[Written], text: str) -> list[Written]:
    """The lines with every row as one line whose cells have a line each and whose pipes are as many in every row."""
    pipes = [line.text.count("|") for line in lines]
    joined: list[Written] = []
    at = tries = width = 0
    while at < len(lines):
        rows: list[_Row] = []
        if pipes[at] and (at == 0 or not pipes[at - 1] or tries) and _closes_cells(lines, at):
            rows = _best_rows(lines, pipes, at, width)
            tries = tries + 1 if not rows and tries < _MOST_TRIES else 0
        if not rows:
            joined.append(lines[at])
            at += 1
            continue
        width = sum(pipes[rows[0].first : rows[0].behind])
        for row in rows:
            start = lines[row.first].start
            last = lines[row.behind - 1]
            joined.append(Written(text[start : last.start + len(last.text)], start))
        at = rows[-1].behind
    return joined


def _closes_cells(lines: Sequence[Written], at: int) -> bool:
    """Whether from here on most lines with words or values are one cell and a pipe behind it, and some are a blank one: where
    all are told, a pipe says no more than the line's end."""
    near = [text for line in lines[at : at + _LOOK_AHEAD] if (text := line.text.strip())]
    if all(text.endswith("|") and text.count("|") == 1 and len(text) > 1 for text in near):
        return False
    seen = [text for text in near if text.strip("| ")]
    closing = [text for text in seen if text[-1] == "|" and sum(bool(cell.strip()) for cell in text.split("|")) == 1]
    return len(seen) > _FEWEST_ROWS and 5 * len(closing) >= 4 * len(seen)


def _best_rows(lines: Sequence[Written], pipes: Sequence[int], at: int, known: int) -> list[_Row]:
    """The rows from a line on by the number of pipes that leaves no part of a row and takes in most lines; none where rows
    have a line each. Of as many pipes as a row had before, a few rows will do."""
    best: list[_Row] = []
    reached = (False, 0)
    for width in range(_FEWEST_SEPARATORS, _WIDEST):
        rows = _rows(lines, pipes, at, width)
        if not rows or (len(rows) < _FEWEST_ROWS and width != known):
            continue
        behind = rows[-1].behind
        reaches = (behind == len(lines) or not pipes[behind], behind)
        if reaches > reached:
            best, reached = rows, reaches
    of_lines = sum(1 for row in best if sum(map(bool, pipes[row.first : row.behind])) > 1)
    return best if 2 * of_lines > len(best) else []


def _rows(lines: Sequence[Written], pipes: Sequence[int], at: int, width: int) -> list[_Row]:
    """Rows of so many pipes, as long as each ends with a line."""
    rows: list[_Row] = []
    are_heads = False
    # a line without pipes before a row is a heading, or the first half of a label
    while at < len(lines) and pipes[at]:
        first = at
        count = 0
        while at < len(lines) and count < width and at - first < _LONGEST_ROW:
            if not pipes[at] and is_prose(lines[at].text.strip()):
                break
            count += pipes[at]
            at += 1
        kinds = _kinds(lines[first:at]) if count == width else ""
        if _NAMED.fullmatch(kinds):
            are_heads = "v" not in kinds
        elif not (rows and are_heads and _VALUES.fullmatch(kinds)):
            break
        rows.append(_Row(first, at))
    return rows if _begin_with_labels(lines, rows) else []


def _begin_with_labels(lines: Sequence[Written], rows: Sequence[_Row]) -> bool:
    """Whether the numbers that rows begin with are ordinals, and none of the row before."""
    opening = [text for row in rows if is_value(text := lines[row.first].text.strip(" |"))]
    return 2 * len(opening) <= len(rows) or opening[:2] == ["1", "2"] or opening[0] == "0"


def _kinds(lines: Sequence[Written]) -> str:
    """The kinds of the cells of a row, a letter each."""
    return "".join(map(_kind, "\n".join(line.text for line in lines).split("|")[:-1]))


def _kind(cell: str) -> str:
    bare = cell.strip()
    return "b" if not bare else "v" if is_value(bare) else "w"


def separators_left_out(lines: list[Written]) -> list[Written]:
    """Of pipes that follow each other, the last parts two cells and the others are blank cells."""
    kept: list[Written] = []
    done = 0
    for first, last in _stretches(lines):
        kept += lines[done:first]
        done = last + 1
        parts = [part for line in lines[first:done] if line.text.strip() for part in _pipe_apart(line)]
        kept += _blank_cells_kept(parts)
    return kept + lines[done:]


def _stretches(lines: list[Written]) -> Iterator[tuple[int, int]]:
    """The first and the last pipe of each stretch of lines with values in which pipes only close lines."""
    pipes: list[int] = []
    values = 0
    for number, line in enumerate([*lines, Written("。", 0)]):
        bare = line.text.strip()
        if bare == "|" or (bare.endswith("|") and bare.count("|") == 1):
            pipes.append(number)
        elif "|" in bare or is_prose(bare):
            if len(pipes) >= _FEWEST_SEPARATORS <= values:
                yield pipes[0], pipes[-1]
            pipes, values = [], 0
        elif pipes and is_value(bare):
            values += 1


def _blank_cells_kept(parts: list[Written]) -> list[Written]:
    """Cells, and a pipe for each blank cell. Where two pipes or more stand behind every row, one closes the row."""
    kept: list[Written] = []
    ends: list[tuple[bool, list[Written]]] = []  # whether behind a value, and the pipes before a label
    run: list[Written] = []
    before = ""
    for part in [*parts, Written("", 0)]:
        if part.text == "|":
            run.append(part)
            continue
        is_label = not is_value(part.text.strip()) and bool(before) and bool(part.text)
        if is_label and run:
            ends.append((is_value(before), run))
        kept += run[:-1]
        if part.text:
            kept.append(part)
        before, run = part.text.strip(), []
    lengths = [len(pipes) for behind_value, pipes in ends if behind_value]
    if len(lengths) > 1 and min(lengths) > 1:
        closing = {pipes[-2].start for _, pipes in ends if len(pipes) > 1}
        kept = [part for part in kept if part.text != "|" or part.start not in closing]
    return kept


def _pipe_apart(line: Written) -> list[Written]:
    """A line and the pipe that closes it; a pipe alone without the blanks around it."""
    text = line.text.rstrip()
    if not text.endswith("|"):
        return [line]
    at = len(text) - 1
    cell = [Written(text[:at], line.start)] if text[:at].strip() else []
    return [*cell, Written("|", line.start + at)]
