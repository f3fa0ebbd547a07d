"""Small tables that no form prescribes: rows of cells that pipes or tabs divide, with labels above, before, or both.

Nothing here knows what a label means. Where the cells cannot be told apart from words there is no grid, and the lines are
read like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from disclosure.extraction.nonfigure import reason
from disclosure.extraction.quantity import Amount, number_starts, scan
from disclosure.extraction.refusal import refusal
from disclosure.extraction.statement import everything, nothing
from disclosure.extraction.table.cells import is_unit
from disclosure.text import Kind, Sentence, Structure

_SEPARATORS = ("\t", "|")
_NO_CELLS = re.compile(r"[\s|:+=—-]*")
_SIGN = re.compile(r"[-+↑↓]|增长|上升|增加|提高|下降|降低|减少|增|降|减")
_FALLS = frozenset("-↓下降减")
_SCALES = frozenset("万亿")
_NOTHING = frozenset(("-", "--", "—", "——", "/", "\\", "无", "持平"))
_ORDINAL = re.compile(r"序号?|编号|(?:综合|本月|本期)?(?:排名|名次|位次|排序)")
_LABELS = re.compile(r"指标|项目|类[型别]|来源|单位|部门|区域|名称|事项")
"""Heads of columns of labels: one that stands between numbers labels those behind it (案件数 | 指标 | 数值)."""
_NO_NAMES = re.compile(r"时间|日期|地[点址]|备注|说明|负责人")
_FEWEST = 2
_MOST_ROWS = 200
_FEWEST_LINES = 6
"""Of a cell each: heads and two rows of two columns."""
_MOST_LINES = 2000
_MOST_COLUMNS = 40


class Cell(NamedTuple):
    """A cell without blanks at its ends, its clean offsets, the number of its sentence (a line or a cell of its own), and
    the number that is all it says, with its sign."""

    start: int
    end: int
    text: str
    sentence: int
    amount: Amount | None = None
    sign: int = 1


Row = list[Cell]


class Entry(NamedTuple):
    """A cell with a number, its place (row by the grid's rows, column), and the labels before and above it."""

    cell: Cell
    amount: Amount
    row: int
    column: int
    sentence: int
    label: Cell | None
    head: Cell | None
    unit: str  # what a column of units says of its row


class Grid(NamedTuple):
    """A table: the sentences it takes, its cells with numbers in reading order, the head of its labels, what is refused."""

    first: int
    last: int
    entries: list[Entry]
    corner: str
    refused: list[tuple[int, int, str]]


def find_grids(structure: Structure, is_claimed: Callable[[int], bool]) -> dict[int, Grid]:
    """The grids of a text by the number of their first sentence; lines that a prescribed form takes are none."""
    text = structure.clean.text
    if not any(mark in text for mark in _SEPARATORS):
        return {}
    found = (_grid(text, _cut(text, rows)) for rows in _runs(structure, is_claimed))
    return {grid.first: grid for grid in found if grid is not None}


def _runs(structure: Structure, is_claimed: Callable[[int], bool]) -> Iterator[list[Row]]:
    """Lines one below the other with as many cells each; blank lines and rulers between them do not count."""
    sentences = structure.sentences
    starts = [sentence.start for sentence in sentences]
    run: list[Row] = []
    position = 0
    for line in structure.clean.text.split("\n"):
        start, position = position, position + len(line) + 1
        if _NO_CELLS.fullmatch(line):
            continue
        separator = next((mark for mark in _SEPARATORS if mark in line), "")
        number = bisect_left(starts, start) if separator else 0
        row = list(_cells(line, start, separator, number)) if separator else None
        if row is not None and not _is_row(sentences[number], start + len(line.rstrip()), row, is_claimed):
            row = None
        if run and (row is None or len(run[0]) != len(row) or len(run) >= _MOST_LINES):
            yield run
            run = []
        if row is not None:
            run.append(row)
    yield run


def _is_row(sentence: Sentence, line_end: int, row: Row, is_claimed: Callable[[int], bool]) -> bool:
    """Whether a line is one sentence of the report, of a few cells, that nothing else has taken."""
    in_report = sentence.kind not in (Kind.FURNITURE, Kind.ADVERT) and sentence.end == line_end
    if not in_report or not _FEWEST <= len(row) <= _MOST_COLUMNS:
        return False
    return not any(is_claimed(cell.start) for cell in row)


def _cut(text: str, lines: list[Row]) -> list[Row]:
    """The rows of lines that hold a cell and a pipe each (甲局 |, 12 |, 11 |); other lines are rows as they are. Where the
    heads end is told by the first number, and every row must have its numbers where the first has them."""
    if len(lines) < _FEWEST_LINES or any(len(line) != 2 or not line[0].text or line[1].text for line in lines):
        return lines
    cells = [line[0] for line in lines]
    counts = [cell.text in _NOTHING or _read(text, cell).amount is not None for cell in cells]
    heads = counts.index(True) if True in counts else 0
    width = (
        heads if heads and _ORDINAL.fullmatch(cells[0].text) else heads - 1
    )  # behind the heads stands a label or its number
    if width < _FEWEST or len(cells) % width:
        return lines
    body = [counts[at : at + width] for at in range(width, len(cells), width)]
    if any(row != body[0] for row in body):
        return lines
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def _cells(line: str, start: int, separator: str, sentence: int) -> Iterator[Cell]:
    for written in line.split(separator):
        content = written.strip()
        begin = start + (len(written) - len(written.lstrip()) if content else 0)
        yield Cell(begin, begin + len(content), content, sentence)
        start += len(written) + 1


def _grid(text: str, rows: list[Row]) -> Grid | None:
    """The grid of some rows, or None where its numbers have no labels or stand among words."""
    if not _FEWEST <= len(rows) <= _MOST_ROWS:
        return None
    kept = [at for at in range(len(rows[0])) if any(row[at].text for row in rows)]
    read = [[_read(text, row[at]) for at in kept] for row in rows]
    has_heads = all(cell.text and cell.amount is None for cell in read[0][1:]) and read[0][0].amount is None
    body = read[1:] if has_heads else read
    columns = [[row[at] for row in body] for at in range(len(kept))]
    heads = read[0] if has_heads else [None] * len(kept)
    ordinals = {at for at, head in enumerate(heads) if head is not None and _ORDINAL.fullmatch(head.text)}
    numeric = {at for at, column in enumerate(columns) if any(c.amount for c in column)} - ordinals
    if len(kept) < _FEWEST or not numeric:
        return None
    if any(cell.text and cell.amount is None and cell.text not in _NOTHING for at in numeric for cell in columns[at]):
        return None
    labels = set(range(min(numeric)))
    opening = {head.text for at in labels if (head := heads[at]) is not None}
    for at in set(range(len(kept))) - numeric:
        if (head := heads[at]) is not None and (head.text in opening or _LABELS.search(head.text)):
            labels.add(at)
    units = {at for at in labels if all(is_unit(cell.text) for cell in columns[at] if cell.text)}
    no_names = {at for at in labels if (head := heads[at]) is not None and _NO_NAMES.search(head.text)}
    labels = (labels - units - no_names) or labels
    if not (has_heads or (len(kept) == _FEWEST and labels)) or not (labels - ordinals or len(body) == 1):
        return None
    remarks = [row[at] for row in body for at in range(len(kept)) if at not in labels | numeric]
    refused = None if _say_more(text, remarks) else _refused(text, read, numeric, ordinals)
    if refused is None:
        return None
    entries = []
    for number, row in enumerate(body):
        for at in sorted(numeric):
            cell = row[at]
            if cell.amount is not None:
                label = next(
                    (c for b in range(at, -1, -1) if b in labels and (c := row[b]).text and not c.amount), None
                )
                unit = next((row[b].text for b in units if row[b].text), "")
                entries.append(Entry(cell, cell.amount, number, at, cell.sentence, label, heads[at], unit))
    names = [at for at in labels if at < min(numeric)]
    corner = heads[max(names)] if names else None
    return Grid(rows[0][0].sentence, rows[-1][-1].sentence, entries, corner.text if corner is not None else "", refused)


def _read(text: str, cell: Cell) -> Cell:
    """A cell with the number that is all it says; a date is a label."""
    starts = [cell.start + at for at in number_starts(cell.text)]
    amounts = list(scan(text, starts, cell.end))
    if len(amounts) != 1 or amounts[0].end != cell.end:
        return cell
    amount = amounts[0]
    before = text[cell.start : amount.start].strip()
    if (before and not _SIGN.fullmatch(before)) or (reason(text, amount) or "").startswith("date."):
        return cell
    return cell._replace(amount=amount, sign=-1 if before and before[0] in _FALLS else 1)


def _say_more(text: str, remarks: Sequence[Cell]) -> bool:
    """Whether a remark is a sentence, or says of itself that there were none or all, which is read as prose."""
    return any(
        "。" in cell.text or everything(text, cell.start, cell.end) or nothing(text, cell.start, cell.end, "")
        for cell in remarks
    )


def _refused(
    text: str, rows: Sequence[Row], numeric: set[int], ordinals: set[int]
) -> list[tuple[int, int, str]] | None:
    """The numbers among words with why each is none; None where one of them is a figure, which is then read as prose."""
    found: list[tuple[int, int, str]] = []
    for row in rows:
        for at, cell in enumerate(row):
            if at in numeric and cell.amount is not None:
                continue
            starts = [cell.start + begin for begin in number_starts(cell.text)]
            for amount in scan(text, starts, cell.end):
                if amount.is_chinese and text[amount.number_start] in _SCALES:
                    continue  # the unit 万元 of a label
                why = refusal(text, amount) or ("ordinal" if at in ordinals else None)
                if why is None:
                    return None
                found.append((amount.start, amount.end, why))
    return found
