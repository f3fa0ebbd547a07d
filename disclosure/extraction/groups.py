"""Rows of a table that stand below the name of a group, which the first of them alone has and which may have numbers of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.column_heads import COUNTS, NOTHING
from disclosure.extraction.spans import TOTAL, filled, is_number

_LEAST = 2
_WIDEST = 12
_OF_GROUP = "小"


class _Form(NamedTuple):
    """How many numbers a group has itself and how many each of its rows, and whether each is a percentage or a change."""

    own: int
    each: int
    are_parts: tuple[bool, ...]

    @property
    def is_certain(self) -> bool:
        """Whether a row of the group cannot be the beginning of a next group."""
        of_group, of_row = self.are_parts[: self.own], self.are_parts[self.own :]
        return self.own == 0 or of_group != of_row


def with_corner(lines: Sequence[Row]) -> list[Row]:
    """The lines of a table with a cell for the name of the group in each that has none, heads included, where the name stands
    before the label of some rows, and others have the heads' cells alone (类型 | 6月, 总数 | 9, 高发 | 占道 | 4); all
    lines as they are where it is not certain."""
    rows = [filled(line) for line in lines]
    if len(rows) < _LEAST + 1 or any(is_number(cell.text) for cell in rows[0]) or not all(c.text for c in rows[0]):
        return list(lines)
    width = len(rows[0])
    labels = [_labels(row) for row in rows[1:]]
    are_alike = all(count and len(row) - count == width - 1 for row, count in zip(rows[1:], labels, strict=True))
    names_numbers = all(COUNTS.search(cell.text) for cell in rows[0][1:])
    if not are_alike or _LEAST not in labels or not (labels[0] == 1 or names_numbers):
        return list(lines)
    return [row if len(row) > width else [blank_before(row[0]), *row] for row in rows]


def with_groups(lines: Sequence[Row]) -> list[Row]:
    """The lines of a table with a cell for what those below the first of a group lack, where the group has numbers of its own
    (道路 | 9 | 88% | 甲局 | 5 | 1, 乙局 | 4 | 0); all lines as they are where it is not certain."""
    rows = [filled(line) for line in lines]
    if len(rows) < _LEAST + 1 or any(is_number(cell.text) or not cell.text for cell in rows[0]):
        return list(lines)
    found = grouped([cell for row in rows[1:] for cell in row if cell.text], 0)
    if found is None or len(found[0]) != len(rows) - 1 or len(found[0][0]) != len(rows[0]):
        return list(lines)
    begins = [next(cell.start for cell in row if cell.text) for row in found[0]]
    return [rows[0], *found[0]] if begins == [row[0].start for row in rows[1:] if row] else list(lines)


def grouped(cells: Sequence[Cell], begin: int) -> tuple[list[Row], int] | None:
    """The rows of cells one after the other, from the first name of a group on, with a cell for what those below the first of
    a group lack, and where they end; None where it is not certain. Cells without words between rows are passed over."""
    form = _form(cells, begin)
    if form is None:
        return None
    rows: list[Row] = []
    at = begin
    while at < len(cells):
        if not cells[at].text:
            at += 1
            continue
        row = _group_at(cells, at, form) or _total_at(cells, at, form) or _row_at(cells, at, form)
        if row is None:
            break
        rows.append(row)
        at = next(n for n in range(at, len(cells)) if cells[n] is row[-1]) + 1
    named = sum(bool(row[0].text) and bool(row[1 + form.own].text) for row in rows)
    return (rows, at) if named >= _LEAST and any(not row[0].text for row in rows) else None


def _labels(row: Row) -> int:
    """How many labels stand before the numbers of a row; 0 where it is no row of one or two labels and numbers."""
    words = [bool(cell.text) and not is_number(cell.text) for cell in row]
    numbers = [is_number(cell.text) for cell in row]
    count = next((at for at, is_word in enumerate(words) if not is_word), 0)
    return count if count in (1, _LEAST) and all(numbers[count:]) else 0


def _form(cells: Sequence[Cell], begin: int) -> _Form | None:
    own = _run(cells, begin + 1)
    label = begin + 1 + own
    if label >= len(cells) or not cells[label].text:
        return None
    each = _run(cells, label + 1)
    taken = [*cells[begin + 1 : label], *cells[label + 1 : label + 1 + each]]
    form = _Form(own, each, tuple(_is_part(cell) for cell in taken))
    return form if each and own + each <= _WIDEST and form.is_certain else None


def _run(cells: Sequence[Cell], at: int) -> int:
    """How many numbers stand one after the other from a cell on."""
    count = 0
    while count <= _WIDEST and at + count < len(cells) and is_number(cells[at + count].text):
        count += 1
    return count


def _is_part(cell: Cell) -> bool:
    return "%" in cell.text


def _group_at(cells: Sequence[Cell], at: int, form: _Form) -> Row | None:
    """The row that begins a group: its name and numbers, and a row's own."""
    below = _row_at(cells, at + 1 + form.own, form, may_be_stroke=True)
    is_group = _is_word(cells[at]) and _fit(cells[at + 1 :], form, 0, form.own)
    return [*cells[at : at + 1 + form.own], *below[1 + form.own :]] if below is not None and is_group else None


def _row_at(cells: Sequence[Cell], at: int, form: _Form, may_be_stroke: bool = False) -> Row | None:
    """A row below the first of a group: a label and its numbers, behind as many cells without words as its group has; the
    first may have a stroke for a label (其他 | — | 4)."""
    if at >= len(cells) or not (_is_word(cells[at]) or (may_be_stroke and cells[at].text in NOTHING)):
        return None
    if _run(cells, at + 1) != form.each or not _fit(cells[at + 1 :], form, form.own, form.own + form.each):
        return None
    return [*[blank_before(cells[at])] * (1 + form.own), *cells[at : at + 1 + form.each]]


def _total_at(cells: Sequence[Cell], at: int, form: _Form) -> Row | None:
    """The row of totals, which has all numbers and one label; of rows whose group has no numbers one like theirs, unless it is of
    the group alone (小计)."""
    count = form.own + form.each
    if not form.own and cells[at].text.startswith(_OF_GROUP):
        return None
    # a bar may stand in place of the second label
    begin = at + 2 if not form.own and at + 1 < len(cells) and not cells[at + 1].text else at + 1
    numbers = cells[begin : begin + count]
    if not TOTAL.fullmatch(cells[at].text) or _run(cells, begin) != count or not _fit(numbers, form, 0, count):
        return None
    return [cells[at], *numbers[: form.own], blank_before(cells[at]), *numbers[form.own :]]


def _fit(cells: Sequence[Cell], form: _Form, first: int, last: int) -> bool:
    """Whether cells begin with as many numbers as some columns are, percentages where those of the first row are; where
    no group has numbers, a percentage may stand without its sign."""
    are_parts = form.are_parts[first:last]
    told = [_is_part(cell) for cell in cells[: last - first] if is_number(cell.text)]
    if len(told) < len(are_parts):
        return False
    pairs = zip(told, are_parts, strict=True)
    return all(is_told == is_part or (is_part and not form.own) for is_told, is_part in pairs)


def _is_word(cell: Cell) -> bool:
    return bool(cell.text) and not is_number(cell.text)
