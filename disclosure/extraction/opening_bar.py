"""Heads that a bar opens above rows that none opens (| 单位 | 受理 | 办结 | above 甲局 | 12 | 11 |): it opens no column."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.extraction.cell import Row
from disclosure.extraction.spans import filled
from disclosure.extraction.table.cells import is_value

_FEWEST = 2


def without_opening_bar(lines: Sequence[Row]) -> list[Row]:
    """The lines, heads without the empty cell that their bar opens where the row below has one cell less and as many
    with words or numbers as there are names."""
    below = [*lines[1:], []][: len(lines)]
    return [line[1:] if _is_opened(line, row) else line for line, row in zip(lines, below, strict=True)]


def _is_opened(heads: Row, row: Row) -> bool:
    names, cells = filled(heads)[1:], filled(row)
    return (
        len(names) > _FEWEST
        and not heads[0].text
        and all(cell.text and not is_value(cell.text) for cell in names)
        and len(row) + 1 == len(heads)
        and len(cells) == len(names)
        and bool(cells[0].text)
        and any(is_value(cell.text) for cell in cells)
    )
