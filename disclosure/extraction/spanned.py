"""Tables whose cells stand a line each and whose first cell is one number for all rows: those below the first lack it, and a
bar alone may close them in its place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.table.cells import read_cell

_FEWEST = 2
_FEWEST_KINDS = 3
_Table = tuple[list[Row], int]


def below_one(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> _Table | None:
    """The rows of a table whose first column is one number for all of them, which stands in the first row alone (受理总量 |
    来源 | 数量, 300 | 来电 | 200, 来信 | 100). The last row may lack what stands abreast in it, where all parts come to that
    number."""
    width = first
    labels = [bool(cell.text) and not counts[at] for at, cell in enumerate(cells[first : first + width], first)]
    if width < _FEWEST_KINDS or len(labels) < width or not any(labels):
        return None
    end = first + width
    below: list[Row] = []
    as_above = labels[1:]
    while _kinds(cells, counts, end, width - 1) == as_above:
        below.append([blank_before(cells[end]), *cells[end : end + width - 1]])
        end += width - 1
        end += int(end < len(cells) and not cells[end].text)
    rows = [list(cells[first : first + width]), *below]
    if end < len(cells):
        rest = [cell for cell in cells[end:] if cell.text]
        is_row = len(rest) >= _FEWEST and _kinds(cells, counts, end, len(rest)) == as_above[: len(rest)]
        rows.append([blank_before(cells[end]), *rest, *[blank_before(cells[-1])] * (width - 1 - len(rest))])
        if not is_row or any(cell.text for cell in cells[end + len(rest) :]) or not _come_to(rows):
            return None
    is_whole = len(rows) > _FEWEST
    return ([list(cells[:width]), *rows], len(cells)) if is_whole else None


def _come_to(rows: Sequence[Row]) -> bool:
    """Whether the counts of each column come to the number that stands before the first row."""
    whole = read_cell(rows[0][0].text).value
    columns = [[row[at] for row in rows if row[at].text] for at in range(1, len(rows[0]))]
    sums = [
        sum((read_cell(cell.text).value or Decimal(0) for cell in column), Decimal(0))
        for column in columns
        if all(cell.text[-1:].isdigit() and cell.text[:1].isdigit() for cell in column)
    ]
    return len(sums) >= _FEWEST and all(found == whole for found in sums)


def _kinds(cells: Sequence[Cell], counts: Sequence[bool], at: int, size: int) -> list[bool]:
    """Which of so many cells are words; as many as there are."""
    return [bool(cell.text) and not counts[n] for n, cell in enumerate(cells[at : at + size], at)]
