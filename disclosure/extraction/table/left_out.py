"""Rows of which blank cells left no trace: which column a number stands in cannot be told, but the total can.

A row that gives its parts and then their sum gives its total last. Where a table does so throughout, a number alone in a
row is a total too. Where it does not, the rows of its balance (新收 + 结转 = 办理结果总计 + 结转下年度) still give theirs if these
balance. The other cells stay refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclosure.extraction.table.cells import read_cell
from disclosure.extraction.table.forms import TOTAL, FormColumn, FormRow, balance
from disclosure.extraction.table.found import Found, Line, Refusal
from disclosure.extraction.table.grid import Field
from disclosure.extraction.table.settle import TOO_FEW

_FEWEST_SUMS = 2


class Short(NamedTuple):
    """A row with fewer values than its table has columns."""

    row: FormRow
    columns: tuple[FormColumn, ...]
    values: tuple[Field, ...]
    unit: str


def tell_totals(table: Found, short: Sequence[Short]) -> None:
    """Add to a table the totals of its short rows; of rows whose blanks were moved behind the values only these stay."""
    moved = [_short(line) for line in table.lines if _may_be_moved(line)]
    if moved and _habit(moved) and not any(_has_gap(line) for line in table.lines):
        table.lines = [line for line in table.lines if not _may_be_moved(line)]
        table.refusals += [Refusal(one.values[0].start, one.values[-1].end, TOO_FEW) for one in moved]
        short = [*short, *moved]
    if _habit(one for one in short if one.row.code not in balance(table.form.code)):
        told = [one for one in short if len(one.values) == 1 or _sums_up(one) is not None]
    else:
        told = _balanced(table, short)
    table.lines += [_total(one) for one in told if one.columns[-1].code == TOTAL]
    table.lines.sort(key=lambda line: line.row.number)


def _habit(short: Iterable[Short]) -> bool:
    """Whether rows that give parts give their sum behind them: more often than not, and not only as 0 = 0."""
    sums = [_sums_up(one) for one in short if len(one.values) > 1]
    return sum(map(bool, sums)) >= _FEWEST_SUMS and 2 * sum(value is not None for value in sums) > len(sums)


def _balanced(table: Found, short: Sequence[Short]) -> list[Short]:
    """The short rows of the form's balance, where what they end with is the sum of what stands before it and balances."""
    signs = balance(table.form.code)
    rows = [one for one in short if one.row.code in signs and (len(one.values) == 1 or _sums_up(one) is not None)]
    sums = {one.row.code: _value(one.values[-1]) for one in rows}
    sums |= {line.row.code: _value(line.cells[-1]) for line in table.lines if line.row.code in signs}
    proven = sum(len(one.values) > 1 and sums[one.row.code] > 0 for one in rows) >= _FEWEST_SUMS
    return rows if proven and sums.keys() == signs.keys() and not sum(signs[row] * sums[row] for row in sums) else []


def _sums_up(short: Short) -> Decimal | None:
    """The last value of a row where it is the sum of those before it."""
    values = [_value(value) for value in short.values]
    return values[-1] if values[-1] == sum(values[:-1]) else None


def _value(cell: Field) -> Decimal:
    return read_cell(cell.text).value or Decimal(0)


def _may_be_moved(line: Line) -> bool:
    """Whether a row has its values first and then blanks up to the total."""
    return line.columns[-1].code == TOTAL and bool(line.cells[0].text) and not line.cells[-1].text


def _has_gap(line: Line) -> bool:
    """Whether a value stands behind a blank, so that blanks are where they belong."""
    written = [bool(cell.text) for cell in line.cells]
    return written != sorted(written, reverse=True)


def _short(line: Line) -> Short:
    return Short(line.row, line.columns, tuple(cell for cell in line.cells if cell.text), line.unit)


def _total(short: Short) -> Line:
    return Line(short.row, short.columns[-1:], short.values[-1:], ("",), short.unit)
