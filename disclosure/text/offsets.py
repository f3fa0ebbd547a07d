"""A text that is shortened step by step while every character remembers where it stood in the raw text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

# A slice of this costs a copy of memory; counting up to the length of every document costs a hundred times that.
_COUNTED = array("I", range(1 << 17))


def counted(length: int) -> array[int]:
    """The offsets 0, 1, 2 … up to length, as unsigned integers."""
    if length <= len(_COUNTED):
        return _COUNTED[:length]
    return array("I", range(length))


class Traced:
    """A text under cleaning. text[i] came from the raw character index[i]; both always have the same length."""

    __slots__ = ("index", "text")

    def __init__(self, raw: str) -> None:
        self.text = raw
        self.index = counted(len(raw))

    def cut(self, spans: Iterable[tuple[int, int]]) -> None:
        """Leaves out the given spans, which must be in order and not overlap."""
        pieces: list[str] = []
        kept = array("I")
        text, index, last = self.text, self.index, 0
        for start, end in spans:
            if start > last:
                pieces.append(text[last:start])
                kept += index[last:start]
            last = end
        pieces.append(text[last:])
        kept += index[last:]
        self.text, self.index = "".join(pieces), kept
