"""The months and quarters that a clause of a bulletin names: before its own, or still to come."""

from __future__ import annotations

import re

_MONTHS = re.compile(
    r"(?:第)?(?P<quarter>[一二三四])季度|(?P<half>上半年)|(?<!\d)(?P<month>1[0-2]|[1-9])月份?(?!\d{1,2}日|\d|底|末)"
)
INTENT = re.compile(
    r"将|要|(?<!工作)计划|拟|力争|争取|确保|继续|进一步|目标|预计|准备|打算|不低于|不少于|至少|达到|(?<=\d\d年):"
)
"""Words that say what is meant to be done, or how much of it."""
_COMPARED_STRETCH = re.compile(r"(?:比|较|与|同)(?:今年|本年|当年|上年|去年|(?:19|20)\d\d年)?$")
_RECEIVED_THEN = re.compile(r"[^,。;\d]{0,10}的(?=\d|$)")
_NOW = re.compile(r"目前|现已|本月|本期|本季度|截至|截止")
_OPENS = ",;。:\n(年"
"""What stands before months that open a clause."""
_QUARTERS = "一二三四"
_OF_QUARTER = 3
_OF_HALF = 6


def _last_of(named: re.Match[str]) -> int:
    if named["quarter"]:
        return _OF_QUARTER * (_QUARTERS.index(named["quarter"]) + 1)
    return _OF_HALF if named["half"] else int(named["month"])


def names_earlier_months(text: str, stretch: int, at: int, first_month: int) -> bool:
    """Whether the stretch before a number names months that end before a bulletin's own begin (三季度 in one of the fourth)."""
    named = None
    for match in _MONTHS.finditer(text, stretch, at):
        if _COMPARED_STRETCH.search(text[stretch : match.start()]):
            continue  # 较今年第二季度多292宗,环比升44%
        if match.start() == stretch or text[match.start() - 1] in _OPENS:
            named = match
    if named is None or _NOW.search(text, named.end(), at) or _RECEIVED_THEN.match(text, named.end(), at):
        return False
    return _last_of(named) < first_month


def names_later_months(text: str, clause: int, number_at: int, last_month: int) -> bool:
    """Whether the clause of a number opens with months behind a bulletin's own and says what is meant (四季度再培育不少于|8家)."""
    named = _MONTHS.match(text, clause, number_at)
    return (
        named is not None and _last_of(named) > last_month and INTENT.search(text, named.end(), number_at) is not None
    )
