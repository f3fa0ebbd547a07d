"""Tables of a page as lines. Places that a merged cell covers are empty cells, so columns stay where they are."""

from __future__ import annotations

import re

from disclosure.landing.readers.lines import join_lines

MAX_COLUMNS = 200
"""Wider rows are not kept in place; a column span of a thousand million is an attack or a slip."""

LONGEST_CELL = 200
"""Characters. A cell of several lines and more than this is a part of the page laid out by a table, not a datum."""

_SPAN = re.compile(r"\s{0,9}0{0,9}([1-9]\d{0,4})(?!\d)")
_LONGEST_ROWSPAN = 65_534  # https://html.spec.whatwg.org/#dom-td-rowspan


class Cell:
    """One cell: its lines, and how many columns and rows it covers."""

    def __init__(self, colspan: str | None, rowspan: str | None) -> None:
        self.columns = min(_span(colspan), MAX_COLUMNS)
        self.rows = min(_span(rowspan), _LONGEST_ROWSPAN)
        self.holds_table = False
        self.lines: list[str] = []

    def close(self, lines: list[str]) -> None:
        """Gives the cell its lines."""
        self.lines = lines

    @property
    def is_layout(self) -> bool:
        """Whether the cell holds a part of the page rather than a datum."""
        return self.holds_table or (len(self.lines) > 1 and sum(map(len, self.lines)) > LONGEST_CELL)

    @property
    def text(self) -> str:
        """The cell on one line, without tabs."""
        return join_lines(self.lines).replace("\t", " ")


class Table:
    """The row under way, and the columns that cells of earlier rows still cover."""

    def __init__(self) -> None:
        self._row: list[Cell] = []
        self._covered: dict[int, int] = {}  # column: rows still to come

    def add_cell(self, colspan: str | None, rowspan: str | None) -> Cell:
        """The next cell of the row."""
        cell = Cell(colspan, rowspan)
        self._row.append(cell)
        return cell

    def finish_row(self) -> list[str]:
        """The row as one line of cells; as the lines of its cells where it lays out the page; as nothing if blank."""
        row, self._row = self._row, []
        alone = len(row) == 1 and not self._covered
        return row_lines(row, self._places(row), alone)

    def _places(self, row: list[Cell]) -> list[str]:
        places: list[str] = []
        covered_below = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}
        for cell in row:
            while len(places) in self._covered:
                places.append("")
            if cell.rows > 1 and len(places) + cell.columns <= MAX_COLUMNS:
                covered_below |= dict.fromkeys(range(len(places), len(places) + cell.columns), cell.rows - 1)
            places.append(cell.text)
            if len(places) + cell.columns <= MAX_COLUMNS:
                places += [""] * (cell.columns - 1)
        while len(places) in self._covered:
            places.append("")
        self._covered = covered_below
        return places


def row_lines(cells: list[Cell], places: list[str], is_alone: bool) -> list[str]:
    """The row as one line of its places; as the lines of its cells where one stands alone or lays out the page; as
    nothing if blank."""
    if is_alone or any(cell.is_layout for cell in cells):
        return [line for cell in cells for line in cell.lines]
    return ["\t".join(places)] if any(places) else []


def _span(attribute: str | None) -> int:
    found = _SPAN.match(attribute or "")
    return int(found[1]) if found else 1
