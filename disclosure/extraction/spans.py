"""Rows of a table that lost what spans several columns or rows: as many cells as the other rows have are put back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.table.cells import is_value, read_cell
from disclosure.extraction.tiers import begun_anew, cut_short, of_enforcement

_LEAST = 2
_NO_ROW: Row = []
"""In place of a row of heads that two others tell."""
_COUNTS = re.compile(r"(?:[数量率比%]|\([^()]{1,4}\))$")
"""The head of one column of numbers, which spans no others."""
TOTAL = re.compile(r"[合总小]\s?计|[总共]数|总量|共计")
_ACTS = re.compile(r"实施数量(?:\([^()]{1,4}\))?\Z")
_CHANGED_BY = re.compile(r"(?:[↑↓]|上升|下降|增长|增加|减少)\d[\d,.]{0,9}%")
_REMARKS = re.compile(r"备\s?注|说明")
"""The head of a last column that the rows may leave empty."""
_CHANGES = re.compile(r"增/?减|[同环]比|升/?降|变化|比较|比上")
_OF_CHANGE = re.compile(
    r"\([^()]{1,3}\)|(?:增减|变化|升降)?(?:数量?|量|值|幅度?|率|百分比|比例|[%])(?:\([^()]{1,3}\))?|[±%]"
)
"""How the columns below a head of changes are called ((件), 幅度)."""


def with_spans(lines: Sequence[Row]) -> list[Row]:
    """The lines with what spans several in its place: heads above several columns, where two rows of heads have together the
    cells that the rows below need, and labels of several rows, where the rows below the first have all its cells but that."""
    out = _labelled(lines)
    for at in range(len(lines) - _LEAST):
        upper, lower, *below = map(filled, lines[at : at + 4])
        found = restored(upper, lower, lines[at + 2 : at + 4]) or begun_anew(upper, lower, below[:1])
        found = found or cut_short(upper, lower)
        if found is not None:
            out[at : at + 2] = found
        elif (three := of_enforcement(upper, lower, below[0], below[1:])) is not None:
            out[at : at + 3] = [_NO_ROW, *three]
    return [line for line in out if line is not _NO_ROW]


def _labelled(lines: Sequence[Row]) -> list[Row]:
    """The lines, those below a row of two labels that lack only the first of them (商品类 | 食品 | 391, 服装 | 58) with it."""
    out: list[Row] = []
    first: Row = []
    for line in lines:
        row, values = filled(line), shape(line)
        if first and values == shape(first)[1:]:
            out.append([first[0], *line])
            continue
        has_two = values[:2] == [False, False] and all(cell.text for cell in row[:2]) and all(values[2:])
        first = row if has_two and len(row) > _LEAST else []
        out.append(line)
    return out


def filled(row: Row) -> Row:
    """The row without the empty cells behind its last one."""
    while row and not row[-1].text:
        row = row[:-1]
    return row


def shape(row: Row) -> list[bool]:
    """Which cells of a row hold values, up to the last that holds anything."""
    return [is_number(cell.text) for cell in filled(row)]


def is_number(text: str) -> bool:
    """Whether a cell holds a value, or by how many percent one changed (↓5.6%)."""
    return is_value(text) or _CHANGED_BY.fullmatch(text) is not None


def restored(upper: Row, lower: Row, below: Sequence[Row]) -> tuple[Row, Row] | None:
    """Two rows of heads with a cell for each column of the rows below; None where it is not certain what spans which."""
    width = max((len(filled(row)) for row in below), default=0)
    if len(upper) > _LEAST and _REMARKS.fullmatch(upper[-1].text):
        width = max(width, *(min(len(row), width + 1) for row in below)) if below else width  # none was made
    spanning = len(upper) + len(lower) - width
    heads = [*upper, *lower]
    if (
        min(len(upper), len(lower)) < _LEAST
        or not 0 < spanning < len(upper)
        or any(not cell.text or is_value(cell.text) for cell in heads)
        or not all(any(is_value(cell.text) for cell in row) and row[0].text for row in below)
    ):
        return None
    summed = (added_up(upper, lower, below) or _of_acts(upper)) if spanning == 1 else []
    # the first columns are of labels, and what counts by itself spans nothing
    labels = _labels(below) if spanning > 1 else 1  # which of several the same heads stand below
    over = summed or [cell for cell in upper[labels:] if not _COUNTS.search(cell.text)]
    parts = _shared(over, lower) if len(over) == spanning else None
    if parts is None:
        return None
    above, under = list[Cell](), list[Cell]()
    for cell in upper:
        blank = Cell(cell.end, cell.end, "", cell.sentence)
        of = parts[over.index(cell)] if cell in over else [blank_before(lower[0])]
        above += [cell, *[blank] * (len(of) - 1)]
        under += of
    return above, under


def _labels(rows: Sequence[Row]) -> int:
    """How many columns of labels, of ordinals or of names, stand before the numbers."""
    width = min((len(row) for row in rows), default=0)
    return next((at for at in range(1, width) if any(is_value(row[at].text) or not row[at].text for row in rows)), 1)


def added_up(upper: Row, lower: Row, below: Sequence[Row]) -> list[Cell]:
    """The only head whose columns come to their total in every row, where the heads below it end with one or begin (电话 |
    网络 | 合计)."""
    total = next((at for at in (0, len(lower) - 1) if TOTAL.fullmatch(lower[at].text)), None)
    if total is None or len(below) < _LEAST:
        return []
    found = []
    for at, cell in enumerate(upper[1:], 1):
        amounts = [[read_cell(part.text).value for part in row[at : at + len(lower)]] for row in below]
        sums = [sum(filter(None, row)) for row in amounts]
        if all(
            row[total : total + 1] and row[total] and 2 * row[total] == by
            for row, by in zip(amounts, sums, strict=True)
        ):
            found.append(cell)
    return found if len(found) == 1 else []


def _of_acts(upper: Row) -> list[Cell]:
    """The only head of what was done, whose kinds stand below it (行政处罚实施数量(宗))."""
    acts = [cell for cell in upper[1:] if _ACTS.search(cell.text)]
    return acts if len(acts) == 1 else []


def _shared(over: Sequence[Cell], lower: Row) -> list[Row] | None:
    """The heads below each that spans some: all below the only one, the same ones below each, or of two what tells of changes
    below the one of changes; None where it is not certain which."""
    if len(over) == 1:
        return [lower]
    each, rest = divmod(len(lower), len(over))
    runs = [lower[at : at + each] for at in range(0, len(lower), each)] if each >= _LEAST and not rest else []
    if runs and len({tuple(cell.text for cell in run) for run in runs}) == 1:
        return runs
    changes = [_CHANGES.search(cell.text) is not None for cell in over]
    told = [_OF_CHANGE.fullmatch(cell.text) is not None for cell in lower]
    if changes == [False, True] and told == sorted(told) and _LEAST <= sum(told) <= len(lower) - _LEAST:
        at = told.index(True)
        return [lower[:at], lower[at:]]
    return None
