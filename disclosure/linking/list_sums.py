"""What the parts of a list come to, beside the counts that may be their total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from disclosure.linking.draft import INTAKE, REMEDIES, Draft, PartList
from disclosure.linking.left_over import says_open

_PIECES = frozenset({"条", "篇", "则"})
"""Units that one count of published items and its parts may mix (60条, 其中概况信息2篇)."""
_POINTS = "分"
_BEHIND = re.compile(
    r"[,、;。\s(]{1,3}(?P<words>(?:[^,。;、()\d\n]|\d{1,4}[年月日]){0,20})(?:(?P<number>\d{1,6})(?P<unit>[\u4e00-\u9fff]))?"
)
"""A clause right behind a list, which may tell how many were left open (…,其他处理3件,结转下年度|6件; …。尚有|6件正在办理)."""
_REST = re.compile("其余|其它|余下|剩下|剩余|未办结的")
"""What speaks of all the others, however many (其他处理3件,其余正在办理)."""
_IN_WORDS = re.compile("[^,。;]{0,4}[一二两三四五六七八九十]{1,3}[件宗起]")
"""How many there are, in words (尚有两件正在办理)."""
_MOST_LEFT = 3
"""In how many clauses what was left open is told."""
_TOLD_BEHIND = re.compile(r"[^,。;、()\d\n]*")
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


def holds_more(text: str, total: Draft, parts: Sequence[Draft], before: Sequence[Draft]) -> bool:
    """Whether parts need not make a count of cases that came in, as they do make it with those still open, which are told
    behind them, or make with these what there was with those carried in, which are told `before` them; where only one of the
    two is told, or no number of it, how many of the others the parts tell of is not said."""
    if total.measure not in INTAKE | REMEDIES or total.start >= parts[0].start:
        return False
    carried = [d for d in before if d.measure == "carried_in" and d.unit == total.unit and d.end <= parts[0].start]
    came = total.high + sum((d.high for d in carried if d is not total), Decimal())
    sums, left = sum((p.high for p in parts[:LONGEST_LIST]), Decimal()), _left_open(text, parts[-1].end, total.unit)
    if left:
        return sums + left in (total.high, came) or sums + left > total.high == came
    return sums <= came if came > total.high else left is None and sums < came


def _left_open(text: str, at: int, unit: str) -> Decimal | None:
    """How many cases the clauses right behind a list tell to be left open; None where they do so of all the others."""
    left = Decimal()
    for _ in range(_MOST_LEFT):
        clause = _BEHIND.match(text, at)
        if clause is None:
            break
        opens, at = clause.start("words"), clause.end()
        is_open = says_open(text, opens, clause.end("words")) or says_open(text, at)
        if clause["number"] is None:
            is_rest = _REST.match(clause["words"]) and "。" not in text[clause.start() : opens]
            return None if is_open and (is_rest or _IN_WORDS.match(clause["words"])) else left
        if not is_open or clause["unit"] != unit:
            break
        left += Decimal(clause["number"])
        behind = _TOLD_BEHIND.match(text, at)
        at = behind.end() if behind is not None else at
    return left
