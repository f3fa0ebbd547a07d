"""The column heads of a form as a text prints them, and the columns that the next rows have."""

from __future__ import annotations

from typing import NamedTuple

from disclosure.extraction.table.forms import TOTAL, Form, FormColumn, columns_named
from disclosure.extraction.table.grid import Field, Row

MONEY = ("元", "万元")


class Head(NamedTuple):
    """Where a column's head stood: its number among the cells of its line, the line's cells, and the row it was in."""

    column: FormColumn
    place: int
    width: int
    line: int
    text: str


class Heads:
    """The heads seen so far for one form, by block. Heads that come after rows have used the block replace it."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._seen: dict[str, dict[str, Head]] = {}
        self._used: set[str] = set()
        self._columns: dict[str, list[tuple[FormColumn, ...]]] = {}
        self.start: int | None = None

    def look(self, row: Row, line: int) -> None:
        """Take in the heads of a row's own label."""
        for piece in row.own_label:
            for column in columns_named(self._form.code, piece.text):
                if column.block in self._used:
                    self._used.discard(column.block)
                    self._seen.pop(column.block, None)
                    if not self._used:
                        self.start = None
                if self.start is None:
                    self.start = piece.start
                self._columns.pop(column.block, None)
                place, width = _place(piece, row.fields)
                heads = self._seen.setdefault(column.block, {})
                heads.pop(column.code, None)
                heads[column.code] = Head(column, place, width, line, piece.text)

    def count(self) -> int:
        """How many heads are known."""
        return sum(map(len, self._seen.values()))

    def columns(self, block: str) -> list[tuple[FormColumn, ...]]:
        """The columns that rows of a block may have, the likeliest first.

        The heads' own order counts where all are there; else the form's order does, and behind it the heads that are
        there. Heads on two lines say nothing of order, and a form that has no order of its own needs its heads.
        """
        known = self._columns.get(block)
        if known is None:
            known = self._columns[block] = self._read_columns(block)
        return known

    def _read_columns(self, block: str) -> list[tuple[FormColumn, ...]]:
        prescribed = self._form.block(block)
        heads = list(self._seen.get(block, {}).values())
        if self._form.layout == "headed":
            together = [head for head in heads if head.line == heads[-1].line]
            heads = together if len(together) > 1 else heads
        read = tuple(head.column for head in heads)
        if self._form.layout == "headed":
            return [read] if any(column.number for column in read) else []
        if len(read) == len(prescribed):
            one_line = len({head.line for head in heads}) == 1
            return [read if one_line or self._form.layout != "tiers" else prescribed]
        if not read or (self._form.layout == "tiers" and [column.code for column in read] != [TOTAL]):
            return [prescribed]
        return [prescribed, read] if self._form.layout != "tiers" else [read]

    def places(self, block: str, columns: tuple[FormColumn, ...], row: Row) -> list[int] | None:
        """Where in the row's line these columns stand, if their heads stood in lines with as many cells."""
        heads = self._seen.get(block, {})
        found = [heads.get(column.code) for column in columns]
        if not row.fields or any(head is None or head.width != len(row.fields) for head in found):
            return None
        places = [head.place for head in found if head is not None]
        return places if len(set(places)) == len(places) else None

    def text(self, column: FormColumn) -> str:
        """The words of a column's head where they may name its unit."""
        if column.unit not in MONEY:
            return ""
        head = self._seen.get(column.block, {}).get(column.code)
        return head.text if head is not None else ""

    def use(self, block: str) -> None:
        """Note that a row has used the heads of a block."""
        self._used.add(block)


def _place(piece: Field, fields: list[Field]) -> tuple[int, int]:
    for place, cell in enumerate(fields):
        if cell.start == piece.start and cell.text:
            return place, len(fields)
    return -1, 0
