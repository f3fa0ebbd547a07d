"""Which lines of cells between bars or tabs are rows of one table, although some close with a bar, lack the cell above the
labels, or lost a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.column_heads import COUNTS, may_count
from disclosure.extraction.groups import with_corner, with_groups
from disclosure.extraction.spans import shape, with_spans
from disclosure.extraction.table.cells import is_value

_FEWEST, _WIDEST = 2, 40


class Table(NamedTuple):
    """Rows of as many cells each, heads included, and rows between them whose cells cannot be told apart."""

    rows: list[Row]
    strays: list[Row]
    heads: Sequence[Row] = ()  # of the table before, which goes on below a line of words


def tables_of(lines: Sequence[Row]) -> Iterator[Table]:
    """The tables that some lines of cells make one after the other, in order."""
    lines = with_corner(with_groups(with_spans(lines)))
    at = 0
    while at < len(lines):
        table, at = _table(lines, at)
        width = len(table.rows[0])
        if _FEWEST <= width <= _WIDEST:
            yield table


def continued(tables: Iterable[Table], is_between: Callable[[int], bool]) -> Iterator[Table]:
    """The tables in order, those without heads that stand one line below another of their kind with its heads; `is_between`:
    whether a sentence may stand within a table."""
    last: Table | None = None
    for table in tables:
        if last is not None and _goes_on(last, table) and is_between(table.rows[0][0].sentence - 1):
            table = table._replace(heads=_heads_of(last))
        yield table
        last = table


def _goes_on(above: Table, below: Table) -> bool:
    end = above.rows[-1][0].sentence
    return below.rows[0][0].sentence == end + _FEWEST and shape(above.rows[-1]) == shape(below.rows[0])


def _heads_of(table: Table) -> Sequence[Row]:
    above = [*table.heads, *table.rows]
    return above[: next((at for at, row in enumerate(above) if any(shape(row))), 0)]


def _table(lines: Sequence[Row], at: int) -> tuple[Table, int]:
    """The table that begins with a line, and the line behind it."""
    rows: list[Row] = []
    title = _title(lines, at)
    if title is not None:
        rows, at = [title], at + 1
    least, most = _widths(lines[at])
    if at + 1 < len(lines) and _lacks_corner(lines[at], lines[at + 1]):
        first = lines[at][0]
        corner = blank_before(first)
        rows.append([corner, *lines[at]])
        least, most = least + 1, most + 1
    else:
        rows.append(lines[at])
    short: list[int] = []
    heads = at
    while (at := at + 1) < len(lines):
        low, high = _widths(lines[at])
        if max(least, low) <= min(most, high):
            if _begins_anew(lines, at, rows):
                break
            least, most = max(least, low), min(most, high)
        elif not (high < least and _is_short(lines, at, heads, least)):
            break
        else:
            short.append(len(rows))
        rows.append(lines[at])
    return _fitted(rows, most, short), at


def _fitted(rows: Sequence[Row], width: int, short: Sequence[int]) -> Table:
    """The rows with so many cells each; a short one whose cells all have their like above them lost only remarks."""
    whole = [_of_width(row, width) for at, row in enumerate(rows) if at not in short]
    numbers = [any(is_value(row[at].text) for row in whole) for at in range(width)]
    kept: list[Row] = []
    strays: list[Row] = []
    for at, row in enumerate(rows):
        fitted = _of_width(row, width)
        is_whole = at not in short or [is_value(cell.text) for cell in fitted] == numbers
        (kept if is_whole else strays).append(fitted if is_whole else row)
    return Table(kept, strays)


def _of_width(row: Row, width: int) -> Row:
    last = row[-1]
    blank = Cell(last.end, last.end, "", last.sentence)
    return [*row[:width], *[blank] * (width - len(row))]


def _widths(row: Row) -> tuple[int, int]:
    """How many cells a line may have, since the bar behind the last may close the row or open a cell without words."""
    filled = max((at for at, cell in enumerate(row, 1) if cell.text), default=0)
    return max(filled, min(len(row), _FEWEST)), len(row)


def _title(lines: Sequence[Row], at: int) -> Row | None:
    """The title that a row of its own says above heads that lack the cell above the labels (表1:… | | |), or None."""
    row = lines[at]
    alone = bool(row[0].text) and len(row) > _FEWEST and not any(cell.text for cell in row[1:])
    above = alone and at + _FEWEST < len(lines) and _lacks_corner(lines[at + 1], lines[at + _FEWEST])
    return row if above else None


def _lacks_corner(heads: Row, below: Row) -> bool:
    """Whether heads stand above all the numbers of the row below, and above remarks behind them, and none above its label."""
    width = _widths(heads)[0]
    low, high = _widths(below)
    if width < _FEWEST or not low <= width + 1 <= high or not below[0].text or is_value(below[0].text):
        return False
    cells = below[1 : width + 1]
    if not all(cell.text for cell in cells) or not may_count(heads[0].text):
        return False  # a bar that closes a row opens no column of remarks
    values = [is_value(cell.text) for cell in cells]
    counts = [COUNTS.search(cell.text) is not None and not is_value(cell.text) for cell in heads[:width]]
    return values == counts == sorted(counts, reverse=True) and sum(counts) >= _FEWEST


def _is_short(lines: Sequence[Row], at: int, heads: int, least: int) -> bool:
    """Whether a line too short for its table is a row that lost a cell: it has a label and numbers and stands among rows,
    or below them as the last."""
    row = lines[at]
    has_row = any(is_value(cell.text) for line in lines[heads:at] for cell in line)
    is_row = bool(row[0].text) and not is_value(row[0].text) and any(is_value(cell.text) for cell in row[1:])
    goes_on = at + 1 == len(lines) or _widths(lines[at + 1])[0] == least or _widths(lines[at + 1])[1] >= least
    return has_row and is_row and goes_on


def _begins_anew(lines: Sequence[Row], at: int, rows: Sequence[Row]) -> bool:
    """Whether a line holds the heads of a next table: words alone, where numbers stand above and below."""
    row = lines[at]
    if at + 1 >= len(lines) or any(is_value(cell.text) for cell in row) or not all(cell.text for cell in row[1:-1]):
        return False
    columns = [n for n, cell in enumerate(rows[-1][: len(row)]) if is_value(cell.text) and row[n].text]
    below = lines[at + 1 : at + 3]
    return (
        len(columns) > 1
        and len(below) == _FEWEST
        and any(len(line) == len(row) and all(is_value(line[n].text) for n in columns) for line in below)
    )
