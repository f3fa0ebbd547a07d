"""Which counts a satisfaction rate stands on: how many were content, and how many were asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from disclosure.linking.derived import remainder, total_of
from disclosure.linking.draft import Draft, RateDraft

_CONTENT = re.compile(r"满意|好评")
_BARELY = re.compile(r"(?<!满意和)(?<!满意、)(?<!满意及)(?<!满意或)基本满意")
_BOTH = re.compile(r"满意[和、及与或]基本满意率")
"""The rate of all who were content, barely so or not, by its name."""
_NOT_CONTENT = re.compile(r"不满意|不太满意|差评|未评价")
_ASKED = re.compile(r"回访|抽查|抽样|走访|入户|测评|评价|调查|评议|参评|有效|收回|问卷|接通|打通|应答|作答")
_OF_BODIES = frozenset({"个", "家"})
_CASES = ("accepted", "received", "filed", "closed", "handled", "replied")
_QUOTED = str.maketrans("", "", "“”")
_HEAD = re.compile(r"(?P<head>[\u4e00-\u9fff]{2,6}?)(?:很|非常|基本)?(?:满意[率度]|好评率)")
_MOST = 3


def content(text: str, rate: RateDraft, before: Sequence[Draft], behind: Sequence[Draft]) -> list[Draft]:
    """The counts that may be those who were content, best first: the count itself, with those who were barely so (满意10件,
    基本满意2件), or all who were asked but those who were not. `before` and `behind` are the counts on either side of it."""
    told = _in_brackets(text, rate, behind)
    if told:
        return [total_of(told)] if len(told) > 1 else told
    # 抽取60个,应答54个,满意49个: of calls, not of bodies
    calls = [d for d in before if _ASKED.search(d.words) and d.unit in _OF_BODIES]
    counted = [d for d in before if d.unit not in _OF_BODIES] or (list(before) if calls else [])
    glad = [d for d in counted if _CONTENT.search(d.words + d.matter) and not _NOT_CONTENT.search(d.words + d.matter)]
    if rate.label.startswith("基本满意") and not _BOTH.search(text, rate.segment_start, rate.number_start):
        return [d for d in reversed(glad) if _BARELY.search(d.words + d.matter)][:1]
    fully = [d for d in glad if not _BARELY.search((d.words + d.matter).translate(_QUOTED))]  # “满意”和“基本满意”的
    head = _HEAD.match(rate.label)
    named = [d for d in fully if head and head["head"] in d.words] if len(fully) > 1 else []
    last = glad[-1:]
    beside = [d for d in glad if d.sentence == last[0].sentence and d.unit == last[0].unit] if last else []
    readings = [*reversed(named or fully)][:2]
    if len(beside) > 1:
        readings.append(total_of(beside))
    if (rest := _but_those_who_were_not(counted)) is not None:
        readings.append(rest)
    return readings


def asked(numerator: Draft, before: Sequence[Draft]) -> list[Draft]:
    """The counts that may be those who were asked, best first."""
    if numerator.terms and numerator.terms[-1][0] < 0:
        return [numerator.terms[0][1]]
    terms = [d for _, d in numerator.terms] or [numerator]
    others = [d for d in before if d not in terms]
    were_asked = [d for d in others if _ASKED.search(d.words + d.matter) and not _CONTENT.search(d.words)]
    cases = [d for d in others if d.measure in _CASES]
    return [*reversed(were_asked), *reversed(cases)][:_MOST]


def all_who_answered(numerator: Draft, behind: Sequence[Draft]) -> list[Draft]:
    """Those who were content and those who were not, told right behind them (满意率96%,满意48件,不满意2件)."""
    following = next((d for d in behind if d.number_start > numerator.number_start), None)
    if (
        following is None
        or following.unit != numerator.unit
        or not _NOT_CONTENT.match(following.words.strip("、,其中"))
    ):
        return []
    return [total_of([numerator, following])]


def _in_brackets(text: str, rate: RateDraft, behind: Sequence[Draft]) -> list[Draft]:
    """The counts in the brackets behind a rate, where they are of those who were content (满意率100%(满意9件,基本满意1件))."""
    close = text.find(")", rate.end) if text.startswith("(", rate.end) else -1
    inside = list(takewhile(lambda d: d.end <= close, (d for d in behind if d.start > rate.end)))
    if len(inside) == 1 and inside[0].start == rate.end + 1:
        return inside  # 满意率97.3%(73件)
    return [d for d in inside if _CONTENT.search(d.words) and not _NOT_CONTENT.search(d.words)]


def _but_those_who_were_not(before: Sequence[Draft]) -> Draft | None:
    """All who were asked but those who were not content (回访300件,不满意6件,满意率98%)."""
    not_content = [d for d in before if _NOT_CONTENT.search(d.words + d.matter)]
    if len(not_content) != 1:
        return None
    were_asked = [
        d for d in before if d.number_start < not_content[0].number_start and _ASKED.search(d.words + d.matter)
    ]
    alike = were_asked and were_asked[-1].unit == not_content[0].unit and were_asked[-1].low >= not_content[0].high
    return remainder(were_asked[-1], not_content[0]) if alike else None
