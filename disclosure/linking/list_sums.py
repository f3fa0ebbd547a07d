"""What the parts of a list come to, beside the counts that may be their total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from disclosure.linking.draft import Draft, PartList

_PIECES = frozenset({"条", "篇", "则"})
"""Units that one count of published items and its parts may mix (60条, 其中概况信息2篇)."""
_POINTS = "分"
LONGEST_LIST = 60
"""How many parts are added up, so that a text without an end costs no more than its length."""


def adds_up(part_list: PartList) -> bool:
    """Whether the parts so far make a total exactly, so that what follows is no part."""
    return 1 < len(part_list.parts) <= LONGEST_LIST and any(
        h.low == h.high == sum_of(part_list) for h in part_list.heads[:1]
    )


def makes_another(text: str, part_list: PartList, following: Sequence[Draft], opens: re.Pattern[str]) -> bool:
    """Whether the list goes on to make a total farther before it exactly (受理23件,办结22件。按方式分:信函14件,网络8件,当面|1件); `opens`: what
    opens another list."""
    sums, end = sum_of(part_list), part_list.parts[-1].end
    for draft in following[:LONGEST_LIST]:
        gap = text[end : draft.start]
        if "。" in gap or draft.measure_from == "own" or opens.search(gap) or not kin(part_list.heads[0], draft):
            break
        sums, end = sums + draft.high, draft.end
    return end > part_list.parts[-1].end and any(h.low == h.high == sums for h in part_list.heads[1:])


def completes(part_list: PartList, draft: Draft) -> bool:
    """Whether the parts make the total exactly with this one (…,其他类14件;感谢信1件)."""
    sums = sum_of(part_list) + draft.high
    return any(h.low == h.high == sums for h in part_list.heads[:1])


def sum_of(part_list: PartList) -> Decimal:
    """What the parts so far come to."""
    return sum((p.high for p in part_list.parts[:LONGEST_LIST]), Decimal())


def kin(total: Draft, part: Draft) -> bool:
    """Whether a count may be among the parts of another, by their units."""
    if total.unit_kind == "duration" or total.unit == _POINTS:
        return False  # of days that things take on average, and of points with the most there are, there is no sum
    units = {total.unit, part.unit}
    return len(units) == 1 or units <= _PIECES or {total.unit_kind, part.unit_kind} == {"case"}
