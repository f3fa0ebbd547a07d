"""Rows of plain tables in running text: what a cell counts stands at the head of its column (公安 | 民政 over 42件 | 3件)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from disclosure.linking.draft import Draft
from disclosure.linking.phrase import noun_phrase

_MARKS = "|\t"
_MARK = re.compile(r"[|\t]")
_LEAST_CELLS = 3
_ROWS_ABOVE = 6
_LONGEST_ROW = 2_000
"""How far up a table its head may stand, and how long a row may be."""


def name_columns(text: str, start: int, end: int, drafts: list[Draft]) -> None:
    """Give the figures of a table's row the words at the head of their columns, where they have none of their own."""
    row_start = text.rfind("\n", max(0, end - _LONGEST_ROW), start) + 1
    if end - row_start > _LONGEST_ROW or len(_MARK.findall(text, row_start, end)) < _LEAST_CELLS - 1:
        return
    head = _head(text, row_start, len(_MARK.findall(text, row_start, _line_end(text, row_start))))
    if head is None:
        return
    for draft in drafts:
        column = len(_MARK.findall(text, row_start, draft.start))
        name = noun_phrase(head[column]) if column < len(head) else ""
        own = noun_phrase(text[max(row_start, draft.segment_start) : draft.start].strip(_MARKS + " "))
        if name and (column > 0 and (not own or _MARK.search(text, draft.segment_start, draft.start))):
            draft.matter, draft.own_matter = name, True


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start, start + _LONGEST_ROW)
    return found if found >= 0 else min(len(text), start + _LONGEST_ROW)


def _head(text: str, row_start: int, marks: int) -> list[str] | None:
    """The cells of the nearest row above without a number, with as many cells as the row has."""
    for line in islice(_rows_above(text, row_start), _ROWS_ABOVE):
        cells = _MARK.split(line)
        if len(cells) != marks + 1:
            return None
        if not any(char.isdigit() for cell in cells[1:] for char in cell):
            return cells
    return None


def _rows_above(text: str, row_start: int) -> Iterator[str]:
    while row_start > 0:
        above = text.rfind("\n", max(0, row_start - 1 - _LONGEST_ROW), row_start - 1) + 1
        if row_start - above > _LONGEST_ROW:
            return
        yield text[above : row_start - 1]
        row_start = above
