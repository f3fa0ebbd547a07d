"""The kinds of a table that a sentence leads to with the number of all (受理的52件中,分类情况如下:)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.cell_places import Place
from disclosure.linking.draft import Draft, PartList

_LEADS = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?<![其集])中,?[^。;\d\n]{0,16}(?:如下|见下)(?:表|所示)?[:。]?[\s|]*(?:[\u4e00-\u9fff]{2,6}[\s|]+)?"
)
"""What stands between the number of all and the cells, with the head of the labels that is none of these."""
_ALL_OTHERS = ("其他", "其它", "其余")
_LEAST = 3
_BACK = 3
"""How many counts before a table may be the one that its sentence names."""


def list_below(text: str, counts: Sequence[tuple[Place, Draft]], near: Sequence[Draft]) -> PartList | None:
    """The kinds of one row or column as parts of the number right above that is told to be of them all, where one kind is
    all others, so that none is left out; else None."""
    places, parts = [place for place, _ in counts], [draft for _, draft in counts]
    is_line = len({p.entry.row for p in places}) == 1 or len({p.entry.column for p in places}) == 1
    if len(parts) < _LEAST or not is_line or not any(part.matter.startswith(_ALL_OTHERS) for part in parts):
        return None
    if any(label.kind == "total" for place in places for label in (place.how, place.thing)):
        return None
    cells = (cell for p in places for cell in (p.entry.over, p.entry.head, p.entry.label, p.entry.cell) if cell)
    start = min(cell.start for cell in cells)
    for total in reversed(near[-_BACK:]):
        alike = all(p.unit == total.unit and p.scope == total.scope and not p.is_difference for p in parts)
        if alike and total.basis == "stated" and _LEADS.fullmatch(text, total.end, start):
            for part in parts:
                part.total = total
            return PartList([total], parts, True, "其中", total)
    return None
