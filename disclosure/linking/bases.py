"""The counts that words name as a rate's base: whom it is among, what its name narrows, where they stand behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from disclosure.linking.derived import total_of
from disclosure.linking.draft import UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import comparable
from disclosure.linking.lexicon import hits_of
from disclosure.linking.phrase import is_vacant

_AMONG = re.compile(
    r"(?:^|[,。;:\n])(?:在|对)?已?(?P<stage>[\u4e00-\u9fff]{2,6}?)的?(?:[\u4e00-\u9fff]{0,4}(?:事项|案件|工单|诉求|问题|申请|信件|件))(?:当)?中,?(?!心)"
)
"""What names the cases that the rates behind it are of (已答复事项中,一次性办结97件,一次性办结率90%)."""
_OF_KIND = re.compile(
    r"(?:^|[,。;:\n])在?(?P<kind>[\u4e00-\u9fff]{4,12}?)(?:当)?中,?(?!心)(?:已|有|现|共|目前)[^,。;:\d]{0,10}$"
)
"""What names them in the words of a count before (查证属实的投诉中已维修503件)."""
_THOSE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:当)?中[,:]")
_BOTH = ("", "、", "和", "及", "与")
"""What stands between the names of two kinds that are told of together."""
_SHORT = 12
_FARTHEST_BASE = 40
_MOST_BEHIND = 2
_MANNER = re.compile("及时|按时|按期|准时|限时|如期|期限内|总|综合")
"""What a rate's name says besides of what it is."""
_ANY_CASES = re.compile(r"(?:案卷|案件|工单|诉求|事项|问题)\Z")
"""What a rate's name may say of any cases (工单|办结率), and so narrows nothing."""
_STAGE_AND_RATE = 3
"""The characters of a name that say the stage (办结率); those before them say of what."""


def told_among(text: str, numerator: Draft, before: Sequence[Draft], near: Sequence[Draft]) -> Draft | None:
    """The count of the cases that the words before a count say it is among, by their stage, or in its own words among those
    farther off; None where they say nothing."""
    nearest = max(0, numerator.segment_start - _FARTHEST_BASE)
    if text.find("中", nearest, numerator.start) < 0:
        return None
    named = list(_AMONG.finditer(text, nearest, numerator.start))
    stages = {h.entry.measure for h in hits_of(named[-1]["stage"]) if h.is_event} if named else set()
    told = [d for d in before if d.number_start < numerator.number_start and d.basis == "stated"]
    of = [d for d in told if d.measure in stages]
    if not of and (those := _OF_KIND.search(text, nearest, numerator.start)) is not None:
        of = [d for d in near if d.basis == "stated" and those["kind"] in d.words] or [
            d for d in told if those["kind"] in d.words
        ]
    return of[-1] if of and comparable(of[-1], numerator) else None


def named_together(text: str, numerator: Draft, before: Sequence[Draft]) -> list[Draft]:
    """The sum of two parts of one count whose names the clause of a count opens with (受理800件,其中咨询500件、投诉200件、举报100件;
    投诉举报件办结294件)."""
    start = max(text.rfind(mark, max(0, numerator.start - _FARTHEST_BASE * 2), numerator.start) for mark in ";。\n") + 1
    parts = [d for d in before if d.total is not None and d.end < start and len(d.matter) > 1]
    return [
        total_of([one, other]) for one, other in pairwise(parts)
        if one.total is other.total and text.startswith(tuple(f"{one.matter}{by}{other.matter}" for by in _BOTH), start)
    ]  # fmt: skip


def wider(rate: RateDraft, numerator: Draft, before: Sequence[Draft]) -> list[Draft]:
    """The counts, nearest first, that a rate's name narrows (评价1726条, … 主动评价684条,主动评价率39.6%)."""
    stem = rate.label.removesuffix("率")
    return [
        d for d in reversed(before)
        if stem[-2:] in d.words + d.matter and stem not in d.words and d.low >= numerator.high and comparable(d, numerator)
    ]  # fmt: skip


def told_behind(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> int | None:
    """Where the counts end that a rate is told of behind it, in brackets or behind a colon, with what came in first (办结率
    98%(受理200件,办结196件)); None where there are none."""
    mark = text[rate.end : rate.end + 1]
    if mark not in ("(", ":"):
        return None
    close = text.find(")" if mark == "(" else "。", rate.end)
    end = close if close >= 0 else len(text)
    inside = [d for d in drafts if rate.end < d.start < end]
    return end if inside and len(inside) <= _MOST_BEHIND and "%" not in text[rate.end : end] else None


def told_elsewhere(
    text: str, rate: RateDraft, stages: Sequence[str], near: Sequence[Draft], apart: bool = False
) -> list[tuple[Draft, Draft]]:
    """The counts of one sentence that a rate by itself may be of (受理投诉312件,办结307件。…投诉结案率达98.4%): what came
    in and what was done with it, both of what its name narrows it to. `apart`: of several sentences."""
    if not rate.label or not is_vacant(text[rate.segment_start : rate.number_start].partition(rate.label)[0]):
        return []
    of = _narrowed_to(rate)
    done = [d for d in near if d.measure in stages[:1] and d.scope == rate.scope and d.basis == "stated"]
    pairs = [
        (n, d) for n in done for d in near
        if (apart or d.sentence == n.sentence) and d.measure in UPSTREAM and d.number_start < n.number_start and d.unit == n.unit
    ]  # fmt: skip
    return [(n, d) for n, d in pairs if not of or of in n.matter + n.channel + d.matter + d.channel]


def _narrowed_to(rate: RateDraft) -> str:
    """Of what a rate's name says that it is (投诉举报|按期办结率), or ''."""
    return _ANY_CASES.sub("", _MANNER.sub("", rate.label)[:-_STAGE_AND_RATE])


def is_of_kind(rate: RateDraft, here: Sequence[Draft], *counts: Draft) -> bool:
    """Whether one of some counts is of what a rate's name narrows it to, where that is counted beside it by that very name
    (投诉举报700件,投诉举报按期办结率97%以上); true where it is not."""
    of = _narrowed_to(rate)
    is_counted = len(of) > 1 and any(d.matter == of for d in here)
    return not is_counted or any(of in d.matter for d in counts)


def is_among(text: str, total: Draft, numerator: Draft) -> bool:
    """Whether a count is told to be among another with its number (816件提案中,已采纳575件)."""
    near = total.end <= numerator.segment_start <= total.end + _SHORT
    return near and _THOSE.fullmatch(text, total.end, numerator.segment_start) is not None


def is_of_stage(words: str, total: Draft) -> bool:
    """Whether the words of a share's total name a count by the stage of what came in (占收案总数: 收到5320件)."""
    stages = {h.entry.measure for h in hits_of(words) if h.is_event} & set(UPSTREAM)
    return total.measure in stages and total.total is None and total.measure_from != "list"
