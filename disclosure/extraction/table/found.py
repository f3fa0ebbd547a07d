"""A table under way: the rows of one form that have been recognised in a text, before they become cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure.extraction.table.forms import Form, FormColumn, FormRow
from disclosure.extraction.table.grid import Field


class Line(NamedTuple):
    """A recognised row: its columns with the cells in them, and the words of each column's head."""

    row: FormRow
    columns: tuple[FormColumn, ...]
    cells: tuple[Field, ...]
    heads: tuple[str, ...]
    unit: str  # of the row, where the table has a column of units


class Refusal(NamedTuple):
    """A row or a table that was read and not understood, and why. Clean offsets."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Found:
    """One table: its lines in order, and what of it was refused."""

    form: Form
    start: int
    end: int
    lines: list[Line] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    heads: int = 0
    numbers: set[int] = field(default_factory=set)  # of the form's rows that are in it

    @property
    def score(self) -> tuple[int, int]:
        """How well the form fits: column heads and rows that were understood, less rows that were not; then the heads."""
        understood = sum(1 for line in self.lines if not line.row.is_heading)
        return understood - len(self.refusals) + self.heads, self.heads

    @property
    def is_whole(self) -> bool:
        """Whether enough was understood to call it this table."""
        return sum(1 for line in self.lines if not line.row.is_heading) >= self.form.least_rows

    @property
    def is_known(self) -> bool:
        """Whether it is this table by its column heads, even where its rows could not be told."""
        return self.heads >= FEWEST_HEADS and len(self.lines) + len(self.refusals) >= self.form.least_rows


FEWEST_HEADS = 2
"""A list of sentences does not have so many column heads above it."""
