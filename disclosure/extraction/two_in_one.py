"""Columns whose cells hold two numbers, a count and in brackets its rate (318(↑6.1%) below 本月(环比)): they are two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.cell import Cell, Row

_TWO_NUMBERS = re.compile(
    r"\A(?P<count>\d[\d,.]{0,14}[^\d\s()%,.]{0,3})\s?\((?P<rate>(?:[-+↑↓]|[增升减降])?\d[\d.]{0,6}%)\)"
)
_TWO_HEADS = re.compile(r"\A(?P<count>[^()]{1,16})\((?P<rate>[^()]{0,6}(?:比|率|幅|比[例重])[^()]{0,6})\)")
_FEWEST = 2


def divided(rows: Sequence[Row]) -> list[Row]:
    """The rows with each such column as two; a column stays one where its head does not name both."""
    found = {at for at in range(len(rows[0])) if _is_two(rows, at)}
    return [[half for at, cell in enumerate(row) for half in _halves(cell, at in found)] for row in rows]


def _is_two(rows: Sequence[Row], at: int) -> bool:
    filled = [row[at].text for row in rows[1:] if row[at].text]
    return (
        len(filled) >= _FEWEST
        and _TWO_HEADS.fullmatch(rows[0][at].text) is not None
        and all(_TWO_NUMBERS.fullmatch(text) for text in filled)
    )


def _halves(cell: Cell, is_two: bool) -> list[Cell]:
    if not is_two:
        return [cell]
    match = _TWO_NUMBERS.fullmatch(cell.text) or _TWO_HEADS.fullmatch(cell.text)
    if match is None:
        return [cell, cell._replace(start=cell.end, text="")]
    return [
        Cell(cell.start + match.start(half), cell.start + match.end(half), match[half].strip(), cell.sentence)
        for half in ("count", "rate")
    ]
