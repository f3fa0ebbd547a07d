"""Rows of a table between blanks that lost cells: where they stood is told by the gaps they left, or by what the columns
come to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.spans import TOTAL
from disclosure.extraction.table.cells import is_value, read_cell

_LEAST_GAP = 2
_LEAST_ROWS = 2


def goes_on(text: str, rows: Sequence[Row], lines: Sequence[Row]) -> list[Row]:
    """The rows that a table between blanks goes on with, with an empty cell for each that they lost, up to the first line
    that is none for certain. `rows`: those that lack nothing, below each other; the head of the last column at their top."""
    body = [row for row in rows if any(is_value(cell.text) for cell in row)]
    if len(body) < _LEAST_ROWS or not all(cell.text for row in body for cell in row):
        return []
    gaps = {gap for row in body for gap in _gaps(row)}
    closes = len(rows) > len(body) and TOTAL.fullmatch(rows[len(rows) - len(body) - 1][-1].text) is not None
    found: list[Row] = []
    for line in lines:
        row = _whole(line, body[0]) or (_placed(line, body[0], min(gaps), closes) if len(gaps) == 1 else None)
        row = row or _total(line, [*body, *found]) or _cut_off(text, line, body[0], gaps)
        if row is None:
            break
        found.append(row)
    return found


def _gaps(row: Sequence[Cell]) -> list[int]:
    return [after.start - before.end for before, after in pairwise(row)]


def _whole(line: Row, like: Row) -> Row | None:
    """The line where it has a cell for each column, numbers where the other rows have them."""
    alike = len(line) == len(like) and [_is_like(c, above) for c, above in zip(line, like, strict=True)]
    return line if alike and all(alike) else None


def _placed(line: Row, like: Row, gap: int, closes: bool) -> Row | None:
    """The line with its lost cells where wider gaps tell it: each lost cell left its own gap, and perhaps one blank."""
    if gap < _LEAST_GAP or not line or len(line) >= len(like):
        return None
    for blank in (0, 1):
        row = line[:1]
        for cell, found in zip(line[1:], _gaps(line), strict=True):
            lost, rest = divmod(found - gap, gap + blank)
            if rest or lost < 0:
                break
            row = [*row, *[blank_before(cell)] * lost, cell]
        fits = len(row) == len(like) and all(_is_like(c, above) for c, above in zip(row, like, strict=True) if c.text)
        if fits and (not closes or _adds_up(row)):
            return row
    return None


def _cut_off(text: str, line: Row, like: Row, gaps: set[int]) -> Row | None:
    """The last row of a page that was cut off within it: its cells stand as in the other rows, and the rest are lost."""
    if text[line[-1].end :].strip() or not 1 < len(line) < len(like) or not set(_gaps(line)) <= gaps:
        return None
    if TOTAL.fullmatch(line[0].text) or not all(map(_is_like, line, like)):
        return None
    return [*line, *[blank_before(line[-1])] * (len(like) - len(line))]


def _adds_up(row: Row) -> bool:
    """Whether the last cell is what the numbers before it come to."""
    values = [read_cell(cell.text).value or Decimal(0) for cell in row if is_value(cell.text)]
    return bool(values) and values[-1] == sum(values[:-1])


def _total(line: Row, body: Sequence[Row]) -> Row | None:
    """A row of totals that lost its last cells, where each count that it has is what its column comes to."""
    labels = next((at for at, cell in enumerate(line) if is_value(cell.text)), 0)
    first = next((at for at in range(1, len(body[0])) if all(is_value(cell.text) for cell in body[0][at:])), 0)
    name = "".join(cell.text for cell in line[:labels])
    numbers = line[labels:]
    if not labels or not first or not TOTAL.fullmatch(name) or not 0 < len(numbers) < len(body[0]) - first:
        return None
    columns = [[row[first + at] for row in body] for at in range(len(numbers))]
    counts = [at for at, cell in enumerate(numbers) if "%" not in cell.text]
    if not counts or not all(_is_like(cell, column[0]) for cell, column in zip(numbers, columns, strict=True)):
        return None
    if any(_sum(columns[at]) != read_cell(numbers[at].text).value for at in counts):
        return None
    blank = blank_before(line[0])
    named = Cell(line[0].start, line[labels - 1].end, name, line[0].sentence)
    rest = len(body[0]) - first - len(numbers)
    return [*[blank] * (first - 1), named, *numbers, *[blank_before(line[-1])] * rest]


def _sum(column: Sequence[Cell]) -> Decimal:
    return sum((read_cell(cell.text).value or Decimal(0) for cell in column), Decimal(0))


def _is_like(cell: Cell, above: Cell) -> bool:
    return is_value(cell.text) == is_value(above.text) and ("%" in cell.text) == ("%" in above.text)
