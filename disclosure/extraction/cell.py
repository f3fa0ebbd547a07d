"""A cell of a small table, and rows of them."""

from __future__ import annotations

from typing import NamedTuple

from disclosure.extraction.quantity import Amount


class Cell(NamedTuple):
    """A cell without blanks at its ends, its clean offsets, the number of its sentence (a line or a cell of its own), and
    the number that is all it says, with its sign, and whether that is a minus."""

    start: int
    end: int
    text: str
    sentence: int
    amount: Amount | None = None
    sign: int = 1
    is_minus: bool = False


Row = list[Cell]


def blank_before(cell: Cell) -> Cell:
    """A cell without words right before another: in place of one that was lost, or that there never was."""
    return Cell(cell.start, cell.start, "", cell.sentence)
