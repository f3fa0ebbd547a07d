"""Which two counts a change (同比增长20%) stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.derived import remainder, total_of
from disclosure.linking.draft import CASE_STAGES, Draft, RateDraft
from disclosure.linking.lexicon import hits_of

_BASE_BEHIND = 12
"""How far behind a change its base may follow (增长9.62%(上年为53.25亿元))."""
_AGAINST_YEAR = re.compile("同比|去年|上年")
_AGAINST_PERIOD = re.compile("环比|上月|上季度|上周")
_LAST_PERIOD = re.compile("上月|上季度|上周")
_SAME_CHANGE = re.compile(
    r"[,、(]?(?:同比|环比|比[^,。;]{2,6}|较[^,。;]{2,6})?(?:增长|增幅|上升|提高|增加|增|下降|降低|减少|降幅|降|减)?(?:为|了|约|达)?[↑↓+-]?"
)
_GREW = re.compile("增|升|多|上涨|提高|↑")
_LAST_YEAR = re.compile("去年|上年")


def link_growth(text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft]) -> None:
    """A change against a year before stands on both counts, where the sentence states both; the base may follow it
    (增长9.62%(上年为53.25亿元)), and what it grew to may stand before it in the paragraph (立案716件,…。去年同期立案805件,
    同比下降11.06%)."""
    counted = [d for d in drafts if d.basis == "stated" and not d.is_difference]
    now = [d for d in counted if d.scope == "actual" and d.number_start < rate.number_start]
    then = [d for d in reversed(counted) if d.scope == "prior" and d.number_start < rate.number_start]
    then = [d for d in then if ";" not in text[d.end : rate.start] and _is_base_of(text, d, rate)]
    behind = [d for d in counted if d.scope == "prior" and 0 <= d.start - rate.end < _BASE_BEHIND]
    then = then or [d for d in behind if _is_base_of(text, d, rate)]
    for denominator in then[:1]:
        alike = [n for n in now if n.unit == denominator.unit and n.measure == denominator.measure]
        if not alike and text[rate.end : rate.end + 1] == "(":
            close = text.find(")", rate.end)
            inside = [d for d in counted if rate.end < d.start and d.end <= close and d.scope == "actual"]
            alike = [d for d in inside if d.unit == denominator.unit]  # 增长12%(上年500件,今年560件)
        before = alike[-1:] or _told_before(rate, denominator, near)
        if before:
            rate.formula = "change"
            rate.numerator, rate.denominator, rate.link_basis = before[0], denominator, "stated"
    if rate.numerator is None:
        _link_to_difference(text, rate, drafts, near)


def _told_before(rate: RateDraft, base: Draft, near: Sequence[Draft]) -> list[Draft]:
    """The count of this year in the paragraph before that a base is told against: the only one of its stage."""
    found = [
        d for d in near
        if d.paragraph == rate.paragraph and d.measure == base.measure != "other" and d.unit == base.unit
        and d.scope == "actual" and d.basis == "stated" and d.total is None and not d.is_difference
    ]  # fmt: skip
    return found if len(found) == 1 else []


def _link_to_difference(text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft]) -> None:
    """A change told as a count and as a percentage stands on the count and on what it was before (35351件,比上月增加1547件,
    环比增长4.6%: against 33804)."""
    stated = [d for d in drafts if d.basis == "stated" and d.number_start < rate.number_start]
    if not stated or not stated[-1].is_difference:
        return
    now = _now_of(stated, [d for d in near if d.paragraph == rate.paragraph])
    if now is None:
        return
    difference = stated[-1]
    told_next = _SAME_CHANGE.fullmatch(text, difference.end, rate.start)
    if not told_next or now.unit != difference.unit or now.scope != "actual":
        return
    grew = _GREW.search(text, difference.segment_start, difference.start)
    if (grew is not None) != (rate.direction > 0):
        return
    rate.formula, rate.numerator, rate.link_basis = "change", now, "stated"
    rate.denominator = remainder(now, difference) if grew else total_of([now, difference])


def _now_of(stated: Sequence[Draft], near: Sequence[Draft]) -> Draft | None:
    """What a difference, the last of the counts of a sentence, leads to: the count of the stage that it names itself (结案800件。
    受案增加100件,结案增加40件), else the last count before it."""
    counts = [d for d in stated if not d.is_difference]
    named = {h.entry.measure for h in hits_of(stated[-1].words) if h.is_event and h.entry.measure in CASE_STAGES}
    if not named:
        return counts[-1] if counts else None
    return next((d for d in reversed([*near, *counts]) if d.measure in named and d.total is None), None)


def _is_base_of(text: str, base: Draft, rate: RateDraft) -> bool:
    """Whether a change may be against an earlier count: 同比 is against a year, 环比 against the month or quarter before."""
    said = text[rate.segment_start : rate.start]
    last = text[base.segment_start : base.start]
    if _AGAINST_YEAR.search(said):
        return not _LAST_PERIOD.search(last)
    return not (_AGAINST_PERIOD.search(said) and _LAST_YEAR.search(last))
