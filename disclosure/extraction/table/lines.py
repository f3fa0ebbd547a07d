"""The lines of a text as a table means them: a whole table on one line becomes a line for each label with its values,
and pipes that stand alone between cells with a line each are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.extraction.table.cells import is_unit, is_value


class Written(NamedTuple):
    """A line, or a stretch of one, as it stands in the text, and its clean offset."""

    text: str
    start: int


LONGEST_LABEL_LINE = 90
"""A longer line without tabs or pipes is prose; blanks do not count."""

_FEWEST_SEPARATORS = 3
_RUN = re.compile(
    r"[\u4e00-\u9fff)”](?: *\d[\d,.]{0,15}| +[-—/\\])(?: +(?:\d[\d,.]{0,15}|[-—/\\])(?![^\s一二三四五六七八九(])){2}"
)
_RUN_AND_LABEL = re.compile(_RUN.pattern + r"[^\u4e00-\u9fff\n]{0,200}[\u4e00-\u9fff]")
_TOKEN = re.compile(r"\S+")
_GLUED = re.compile(r"\A(.{0,80}[\u4e00-\u9fff)”])(\d[\d,]{0,15}(?:\.\d{1,4})?(?:[\u4e00-\u9fff]{1,2})?)")
_COUNTED_IN_LABEL = re.compile(r"(?:(?<![总合共])计|第|范围)$")
_GLUED_BEFORE = re.compile(r"(\d[\d,]{0,15})(?=[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))")


def table_lines(text: str) -> list[Written]:
    """The lines of a text in order; what is left out are pipes alone that only part cells, and blank lines by them."""
    lines: list[Written] = []
    position = 0
    for line in text.split("\n"):
        if _runs_on(line):
            lines += _cut_run_on(line, position)
        else:
            lines.append(Written(line, position))
        position += len(line) + 1
    return _without_separators(lines) if "\n|" in text else lines


def is_prose(line: str) -> bool:
    """Whether a line without tabs and pipes is a sentence rather than labels or cells."""
    return line.endswith(("。", ";")) or len(line) - line.count(" ") > LONGEST_LABEL_LINE


def unglue(text: str) -> int | None:
    """Where the number begins that lost the blank before it: in 收到申请数12 behind the 数."""
    glued = _GLUED.fullmatch(text)
    if glued is None or _COUNTED_IN_LABEL.search(glued[1]) or not is_value(glued[2]):
        return None
    return len(glued[1])


def _runs_on(line: str) -> bool:
    """Whether a line holds several rows: words behind a run of values, or a run in a line as long as prose."""
    if "|" in line or "\t" in line or _RUN.search(line) is None:
        return False
    return len(line) - line.count(" ") > LONGEST_LABEL_LINE or _RUN_AND_LABEL.search(line) is not None


def _cut_run_on(line: str, position: int) -> Iterator[Written]:
    """A label, or a label and its values, for each word; values that a label swallowed stand behind it."""
    tokens = list(_tokens(line))
    begin = 0
    for number, (start, text) in enumerate(tokens):
        behind = tokens[number + 1][1] if number + 1 < len(tokens) else ""
        if is_value(text) or is_unit(text):
            continue
        if line[begin:start].strip():
            yield Written(line[begin:start], position + begin)
        begin = start
        middle = unglue(text) if is_value(behind) else None
        if middle is not None:
            yield Written(text[:middle], position + start)
            begin = start + middle
    yield Written(line[begin:], position + begin)


def _tokens(line: str) -> Iterator[tuple[int, str]]:
    """What blanks part, and a label whose number can only be its own from the value before it: 4二、上年结转."""
    for token in _TOKEN.finditer(line):
        start, text = token.start(), token.group()
        glued = _GLUED_BEFORE.match(text)
        if glued is not None:
            yield start, glued[1]
            start, text = start + glued.end(), text[glued.end() :]
        yield start, text


def _without_separators(lines: list[Written]) -> list[Written]:
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
