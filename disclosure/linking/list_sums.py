"""What the parts of a list come to, beside the counts that may be their total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from disclosure.linking.draft import INTAKE, REMEDIES, Draft, PartList

_PIECES = frozenset({"条", "篇", "则"})
"""Units that one count of published items and its parts may mix (60条, 其中概况信息2篇)."""
_POINTS = "分"
_CASES = r"[件宗条份例起]"
_CARRIED = re.compile(rf"(?:结转|转结|旧存|积存|遗留)(?![^,。;\d]{{0,14}}0{_CASES})")
"""Cases of before beside those that came in (新收41件,上年结转2件); nought of them changes no sum."""
_STILL_OPEN = re.compile(
    rf"[,、;。\s(]{{1,3}}[\u4e00-\u9fff]{{0,16}}(?:\d{{1,6}}{_CASES}[\u4e00-\u9fff]{{0,10}})?(?:结转|转入下|顺延|延续|未办结|未审结|未结案|未答复|正在|尚在|仍在|在办|待办|待审|(?:办理|处理|审查|审理)中)"
    rf"(?![^,。;\d]{{0,14}}0{_CASES})"
)
"""What was left open, told right behind how the others came out (…,其他处理3件,结转下年度6件; …。尚有6件正在办理)."""
_BEFORE = 40
"""How far before a count what was carried in may be told."""
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


def holds_more(text: str, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether parts need not make a count of cases that came in, because some were carried in beside it or are still open
    behind them: how many of those the parts tell of is not said."""
    if total.measure not in INTAKE | REMEDIES or total.start >= parts[0].start:
        return False
    sentence = text.rfind("。", max(0, total.start - _BEFORE), total.start) + 1
    begins = max(sentence, total.start - _BEFORE)
    return (
        _CARRIED.search(text, begins, parts[0].start) is not None or _STILL_OPEN.match(text, parts[-1].end) is not None
    )
