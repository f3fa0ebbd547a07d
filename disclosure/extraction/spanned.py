"""Tables whose cells stand a line each and whose first cell stands for several rows: the rows below lack it, and a bar alone
may close them in its place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.extraction.cell import Cell, Row
from disclosure.extraction.spans import TOTAL
from disclosure.extraction.table.cells import read_cell

_FEWEST = 2
_FEWEST_KINDS = 3
_Table = tuple[list[Row], int]


def below_spanning(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> _Table | None:
    """The rows of a table whose first column spans rows, a number for all of them or names of groups, and how many cells it
    takes; None where it is not certain which row a cell is of. `first`: where the first number stands."""
    return _below_one(cells, counts, first) or _in_groups(cells, counts, first)


def _below_one(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> _Table | None:
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
        below.append([_blank(cells[end]), *cells[end : end + width - 1]])
        end += width - 1
        end += int(end < len(cells) and not cells[end].text)
    rows = [list(cells[first : first + width]), *below]
    if end < len(cells):
        rest = [cell for cell in cells[end:] if cell.text]
        is_row = len(rest) >= _FEWEST and _kinds(cells, counts, end, len(rest)) == as_above[: len(rest)]
        rows.append([_blank(cells[end]), *rest, *[_blank(cells[-1])] * (width - 1 - len(rest))])
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


def _in_groups(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> _Table | None:
    """The rows of a table whose first column names groups, each in its first row alone; a bar closes every other row of a group
    in place of the name (领域 | 事项 | 数量, 公路 | 养护 | 3, 收费 | 5 |)."""
    values = next((at for at in range(first, len(cells)) if not counts[at]), len(cells)) - first
    labels = (first - values) // 2
    width = labels + values
    if labels != _FEWEST or first != width + labels or not all(cell.text for cell in cells[:first]):
        return None
    rows = [list(cells[:width])]
    at = width
    while at < len(cells):
        is_named = _is_row(cells, counts, at, labels, width) and (
            cells[at + width : at + width + 1] == [] or bool(cells[at + width].text)
        )
        is_below = _is_row(cells, counts, at, labels - 1, width - 1) and not "".join(
            cell.text for cell in cells[at + width - 1 : at + width]
        )
        if is_named == is_below or (is_below and len(rows) == 1):
            return None
        row = list(cells[at : at + width - is_below])
        rows.append([_blank(row[0]), *row] if is_below else row)
        at += width
    are_groups = any(not row[0].text for row in rows)
    return (rows, len(cells)) if are_groups else None


def _is_row(cells: Sequence[Cell], counts: Sequence[bool], at: int, labels: int, width: int) -> bool:
    """Whether a row of so many labels and then numbers stands there; a total has no second label."""
    row = cells[at : at + width]
    if len(row) < width or not row[0].text or counts[at]:
        return False
    named = all(cell.text and read_cell(cell.text).kind != "number" for cell in row[1:labels])
    is_total = TOTAL.fullmatch(row[0].text) is not None and not any(cell.text for cell in row[1:labels])
    return (named or is_total) and all(counts[at + labels : at + width])


def _kinds(cells: Sequence[Cell], counts: Sequence[bool], at: int, size: int) -> list[bool]:
    """Which of so many cells are words; as many as there are."""
    return [bool(cell.text) and not counts[n] for n, cell in enumerate(cells[at : at + size], at)]


def _blank(cell: Cell) -> Cell:
    return Cell(cell.start, cell.start, "", cell.sentence)
