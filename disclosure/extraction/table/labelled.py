"""Tables whose rows have labels: every form but 表四."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.extraction.table.cells import read_cell
from disclosure.extraction.table.forms import (
    Form,
    FormColumn,
    FormRow,
    columns_named,
    find_row,
    opens_label,
    rows_named,
)
from disclosure.extraction.table.found import FEWEST_HEADS, Found, Line, Refusal
from disclosure.extraction.table.grid import Field, Row
from disclosure.extraction.table.heads import Heads
from disclosure.extraction.table.left_out import Short, tell_totals
from disclosure.extraction.table.settle import TOO_FEW, Habits, settle

NO_HEADS = "no_column_heads"
UNKNOWN_ROW = "row_not_on_the_form"
STATED_TWICE = "row_stated_twice"

_PEOPLE, _SO_FAR = "people", "cumulative"
_FARTHEST = 12
"""So many unknown rows with values end a table."""


def find_labelled(form: Form, found: Sequence[Row | None], taken: set[int], habits: Habits) -> list[Found]:
    """The tables of a form among the rows of a text; `taken` are rows that belong to another table."""
    reader = _Reader(form, habits)
    for number, row in enumerate(found):
        if row is None or number in taken:
            reader.interrupt()
        else:
            following = found[number + 1] if number + 1 < len(found) else None
            reader.take(row, number, following)
    reader.close()
    return [table for table in reader.tables if table.is_whole or table.is_known]


class _Reader:
    """Goes through the rows in order, with the table that is open."""

    def __init__(self, form: Form, habits: Habits) -> None:
        self._form = form
        self._habits = habits
        self._heads = Heads(form)
        self._parents: frozenset[str] = frozenset()
        self._open: Found | None = None
        self._last = 0
        self._blank: list[tuple[FormRow, Row]] = []
        self._unknown: list[Row] = []
        self._short: list[Short] = []
        self._previous: Row | None = None
        self.tables: list[Found] = []

    def interrupt(self) -> None:
        """Prose, or a row of another table."""
        if self._open is None:
            self._heads = Heads(self._form)
            self._blank.clear()
        else:
            self._fill(self._open, self._tail())
        self._unknown.clear()

    def close(self) -> None:
        """The end of the table that is open."""
        if self._open is not None:
            self._fill(self._open, self._tail())
            tell_totals(self._open, self._short)
            self._short.clear()
            self.tables.append(self._open)
            self._open, self._last = None, 0

    def take(self, row: Row, number: int, following: Row | None) -> None:
        """One row of the text, with the one that follows: the rest of a broken label may stand below the values."""
        parts = [part.text for part in row.label]
        above = self._above(row)
        taken = self._taken(row)
        matched = find_row(self._form.code, parts, above, taken)
        if matched is None and row.written and following is not None and not following.carried:
            rest = following.own_label[0].text
            whole = None if opens_label(rest) else find_row(self._form.code, [*parts, rest], above, taken)
            if whole is not None and (whole[1] > 1 or (opens_label(parts[-1]) and not following.written)):
                matched = whole[0], max(whole[1] - 1, 1)
        written = row.written and not (_only_strokes(row) and (matched is None or matched[0].is_heading))
        if matched is not None and (written or self._shows_blanks(row, matched[0])):
            self._take_matched(row, *matched)
        elif written:
            self._take_unknown(row)
        else:
            self._heads.look(row, number)
            if matched is not None:
                self._blank.append((matched[0], row))
                self._parents = _below(matched[0])
        self._previous = row

    def _taken(self, row: Row) -> frozenset[int]:
        """The rows of the form that are in the table or stand blank before a row; the last one may be the first half of its
        label."""
        starts_anew = opens_label(row.own_label[0].text)
        blank = {found.number for found, line in self._blank if starts_anew or line is not self._previous}
        return frozenset(blank | self._open.numbers) if self._open is not None else frozenset()

    def _above(self, row: Row) -> frozenset[str]:
        """The rows above, with the headings among the row's own pieces of label."""
        for piece in row.own_label[:-1]:
            for named in rows_named(self._form.code, piece.text):
                if named.is_heading:
                    self._parents = frozenset((named.code,))
        return self._parents

    def _shows_blanks(self, row: Row, matched: FormRow) -> bool:
        """Whether the marks between cells show that all of them are blank. A line of heads has no cells."""
        if not row.marks or matched.is_heading or len(row.values) < len(self._form.block(matched.block)):
            return False
        heads = {named.code for piece in row.own_label for named in columns_named(self._form.code, piece.text)}
        return len(heads) < FEWEST_HEADS

    def _take_unknown(self, row: Row) -> None:
        self._unknown.append(row)
        if len(self._unknown) > _FARTHEST:
            self.close()
            self._unknown.clear()

    def _take_matched(self, row: Row, matched: FormRow, pieces: int) -> None:
        start = row.label[-pieces].start
        if self._open is not None and matched.number in self._open.numbers:
            if matched.number == self._last:
                self._open.refusals.append(Refusal(start, row.end, STATED_TWICE))
                return
            self.close()
        gap = self._gap(matched)
        if self._open is None:
            first = gap[0][1].start if gap else start
            self._open = Found(self._form, self._start(first), row.end)
        table = self._open
        self._fill(table, gap)
        if table.numbers:
            table.refusals += [Refusal(unknown.start, unknown.end, UNKNOWN_ROW) for unknown in self._unknown]
        self._unknown.clear()
        line = self._line(row, matched, start)
        if isinstance(line, Line):
            table.lines.append(line)
        else:
            table.refusals.append(line)
        table.numbers.add(matched.number)
        table.heads = max(table.heads, self._heads.count())
        table.end = max(table.end, row.end)
        self._heads.use(matched.block)
        self._last = matched.number
        self._parents = _below(matched)

    def _start(self, start: int) -> int:
        heads = self._heads.start
        return start if heads is None or (self.tables and heads < self.tables[-1].end) else min(heads, start)

    def _line(self, row: Row, matched: FormRow, start: int) -> Line | Refusal:
        reason = NO_HEADS
        short: Short | None = None
        for columns in self._heads.columns(matched.block):
            places = self._heads.places(matched.block, columns, row)
            cells = settle(row, len(columns), places, self._habits, numbered=columns[0].number == 0)
            if cells == TOO_FEW and _is_stock(row, matched, columns):
                only = row.values[0]
                cells = [only, Field("", only.end, only.end)]
            if isinstance(cells, str):
                reason = cells
                if reason == TOO_FEW and len(columns) > 1:
                    short = Short(matched, columns, tuple(value for value in row.values if value.text), row.unit)
            elif self._same_row(row, cells, matched):
                return self._made(matched, columns, cells, row.unit)
            else:
                reason = TOO_FEW
        if short is not None:
            self._short.append(short)
        return Refusal(start, row.end, reason)

    def _same_row(self, row: Row, cells: Sequence[Field], matched: FormRow) -> bool:
        """Whether the label names the row without the words that turned out to be a cell."""
        if not cells or cells[0].start > row.label[-1].start or not cells[0].text:
            return True
        parts = [part.text for part in row.label if part.start < cells[0].start]
        named = find_row(self._form.code, parts, self._parents)
        return named is not None and named[0] is matched

    def _made(self, row: FormRow, columns: Sequence[FormColumn], cells: Sequence[Field], unit: str) -> Line:
        kept = [(column, cell) for column, cell in zip(columns, cells, strict=True) if column.number]
        return Line(
            row, tuple(column for column, _ in kept), tuple(cell for _, cell in kept),
            tuple(self._heads.text(column) for column, _ in kept), unit,
        )  # fmt: skip

    def _gap(self, following: FormRow) -> list[tuple[FormRow, Row]]:
        """The rows without values before a row, where they fill the gap between two rows of the form."""
        blank = self._take_blank()
        if self._open is not None:
            return [(row, line) for row, line in blank if self._last < row.number < following.number]
        leading: list[tuple[FormRow, Row]] = []
        expected = self._number_before(following.number)
        for row, line in reversed(blank):
            if row.number == expected:
                leading.insert(0, (row, line))
                expected = self._number_before(row.number)
        return leading

    def _tail(self) -> list[tuple[FormRow, Row]]:
        """The rows without values behind the last row, as far as they follow each other on the form."""
        tail = []
        last = self._last
        for row, line in self._take_blank():
            if last != self._number_before(row.number):
                break
            tail.append((row, line))
            last = row.number
        return tail

    def _take_blank(self) -> list[tuple[FormRow, Row]]:
        """The rows without values so far, once each: a label broken over lines names its row more than once."""
        blank = {row.code: (row, line) for row, line in self._blank if not row.is_heading}
        self._blank.clear()
        return list(blank.values())

    def _number_before(self, number: int) -> int:
        return max((row.number for row in self._form.rows if row.number < number and not row.is_heading), default=0)

    def _fill(self, table: Found, gap: Sequence[tuple[FormRow, Row]]) -> None:
        """Blank cells for rows without values: at their blank lines where these fit, else behind the label."""
        for row, line in gap:
            # heads seen since may be those of the next table
            before = (known.columns for known in reversed(table.lines) if known.row.block == row.block)
            columns = next(before, None) or next(iter(self._heads.columns(row.block)), ())
            if row.number in table.numbers or not columns:
                continue
            places = settle(line, len(columns), None, self._habits)
            end = line.label[-1].end
            cells = [Field("", end, end)] * len(columns) if isinstance(places, str) else places
            table.lines.append(self._made(row, columns, cells, line.unit))
            table.numbers.add(row.number)
            table.end = max(table.end, end)
            self._last = max(self._last, row.number)


def _only_strokes(row: Row) -> bool:
    """Whether strokes stand where a heading has no values."""
    return all(read_cell(value.text).kind in ("not_applicable", "blank") for value in row.values)


def _is_stock(row: Row, matched: FormRow, columns: Sequence[FormColumn]) -> bool:
    """Whether the only number of a row is how many people there are now, which nobody adds up over the years."""
    is_so_far = [column.coverage == _SO_FAR for column in columns] == [False, True]
    return is_so_far and matched.measure == _PEOPLE and len(row.values) == 1 and bool(row.values[0].text)


def _below(row: FormRow) -> frozenset[str]:
    """The rows that the next one may belong to."""
    if row.is_heading or not row.parent:
        return frozenset((row.code,))
    return frozenset((row.code, row.parent))
