"""Which value of a row stands in which column. What cannot be told is refused with a reason, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disclosure.extraction.table.cells import is_unit, is_value
from disclosure.extraction.table.grid import Field, Layout, Row

TOO_FEW = "fewer_values_than_columns"
TOO_MANY = "more_values_than_columns"


class Habits(NamedTuple):
    """How a text sets its tables, seen from all of its rows."""

    trailing_blank: bool  # every marked row ends with a blank that is no cell
    double_spaced: bool  # a blank line stands between any two lines
    edges: Mapping[int, Mapping[int, Edges]]  # of marked rows by their number of cells and of values


class Edges(NamedTuple):
    """How many blanks all rows of a kind have before and behind their values."""

    before: int
    behind: int


def habits_of(found: Sequence[Row], text: str) -> Habits:
    """The habits of a text."""
    marked = [row for row in found if row.layout is Layout.MARKED and row.written]
    edges: dict[int, dict[int, Edges]] = {}
    for row in marked:
        known = edges.setdefault(len(row.fields), {})
        before, behind = _blanks_around(row.values)
        least = known.get(len(row.values), Edges(before, behind))
        known[len(row.values)] = Edges(min(before, least.before), min(behind, least.behind))
    lines = text.split("\n")
    filled = [bool(line.strip()) for line in lines]
    together = sum(1 for at in range(len(lines) - 1) if filled[at] and filled[at + 1])
    return Habits(
        trailing_blank=len(marked) > 2 and all(not row.values[-1].text for row in marked),
        double_spaced=together * 5 < sum(filled),
        edges=edges,
    )


def settle(
    row: Row, count: int, places: Sequence[int] | None, habits: Habits, numbered: bool = False
) -> list[Field] | str:
    """The cells of a row in the order of its columns, or why they cannot be told.

    `places` are the cells of the line in which the column heads stood, where the heads' line was as wide as this one;
    `numbered` says that the first column is the number of the row on the form.
    """
    if row.layout is Layout.MARKED:
        # where rows differ in the number of their labels, their cells do not stand below the heads
        if places is not None and (is_value(row.fields[min(places)].text) or not row.fields[min(places)].text):
            return [row.fields[at] for at in places]
        return _settle_marked(row, count, habits, numbered)
    if row.layout is Layout.BLANKS:
        values = row.values
    else:
        values = _without_blank_lines(row)
        if len(values) != count:
            values = _blank_lines_as_cells(row, habits)
        if len(values) > count:
            values = _trimmed(values, count, trailing=len(values)) or values
    return values if len(values) == count else _refusal(len(values), count)


def _settle_marked(row: Row, count: int, habits: Habits, numbered: bool) -> list[Field] | str:
    values = row.values
    excess = len(values) - count
    if excess > 0:
        trimmed = _trimmed(values, count, trailing=_trailing(row, count, habits))
        if trimmed is not None:
            return trimmed
        written = [value for value in values if value.text]
        return written if len(written) == count else _refusal(len(written), count)
    if excess < 0:
        in_words = _words_as_value(row, count)
        if in_words is not None:
            return in_words
        if values and not row.closed and (numbered or 2 * len(values) >= count):
            # blanks at the end of the line were cut off
            end = values[-1].end
            return [*values, *[Field("", end, end)] * -excess]
        return _refusal(len(values), count)
    return values


def _trailing(row: Row, count: int, habits: Habits) -> int:
    """How many of the blanks that are too many stand behind the values. A merged label leaves blanks before them, some
    pages fill rows up behind; else only a trailing separator leaves one there."""
    excess = len(row.values) - count
    kinds = [(size - count, edges) for size, edges in habits.edges.get(len(row.fields), {}).items() if size > count]
    fills_behind = all(edges.behind >= over for over, edges in kinds)
    fills_before = all(edges.before >= over for over, edges in kinds)
    if fills_behind and (not fills_before or bool(row.values[count - 1].text) > bool(row.values[-1].text)):
        return excess
    return 0 if fills_before else int(habits.trailing_blank)


def _trimmed(values: Sequence[Field], count: int, trailing: int) -> list[Field] | None:
    """The values without the blanks around them that are too many; of those behind, `trailing` go first."""
    excess = len(values) - count
    before, behind = _blanks_around(values)
    least, most = max(0, excess - behind), min(before, excess)
    if least > most:
        return None
    first = max(least, most - trailing)
    return list(values[first : first + count])


def _blanks_around(values: Sequence[Field]) -> tuple[int, int]:
    before = next((at for at, value in enumerate(values) if value.text), len(values))
    behind = next((at for at, value in enumerate(reversed(values)) if value.text), len(values))
    return before, behind


def _words_as_value(row: Row, count: int) -> list[Field] | None:
    """The last cells of the line where one of them holds words instead of a number and so looked like a label."""
    tail = [cell for cell in row.fields if not is_unit(cell.text)][-count:]
    head = row.fields[: -count or None]
    label = [cell for cell in head if cell.text and not is_value(cell.text)]
    values = sum(is_value(cell.text) for cell in tail)
    words = sum(bool(cell.text) for cell in tail) - values
    return tail if len(tail) == count and label and words <= values else None


def _without_blank_lines(row: Row) -> list[Field]:
    return [value for at, value in enumerate(row.values) if at not in row.blank_lines]


def _blank_lines_as_cells(row: Row, habits: Habits) -> list[Field]:
    """The values with blank lines read as blank cells. Where blank lines also part the lines, every other one does."""
    if not habits.double_spaced:
        return row.values
    cells: list[Field] = []
    run: list[Field] = []
    for at, value in enumerate(row.values):
        if at in row.blank_lines:
            run.append(value)
            continue
        cells += run[1::2]
        cells.append(value)
        run = []
    return [*cells, *run[1::2]]


def _refusal(found: int, count: int) -> str:
    return TOO_FEW if found < count else TOO_MANY
