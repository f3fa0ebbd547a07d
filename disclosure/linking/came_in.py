"""The measure of cases that came in, where their own words name no more than a kind: as those around them did."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import CAME_IN, COMING_IN, ENDED, NOT_DONE, Draft
from disclosure.linking.lexicon import Hit, Hits

OPENS_LIST = re.compile(r"其中|当中|按[^,;。\d]{1,14}分|从[^,;。\d]{1,24}看|分类|分布|构成")
_AMONG = re.compile(r"(?:在)?[^,。;:\d中]{2,16}(?:之|当)?中,?")
"""What names, at the beginning of a sentence, those that the counts behind it are among (到市走访中,城乡建设类41批)."""
_CALLS = frozenset({"通"})
"""Units of calls, which come in however the cases around them are counted (受理申请40件。来电2300通)."""
_HIGHER_UP = re.compile(r"[到去赴进](?:[省市京]|北京)[^,。;]{0,4}访|越级[^,。;]{0,4}访")
_BY_SOURCE = re.compile(
    r"(?:按|从)(?:案件|信件|工单|诉求|信访)?(?:来源|渠道)(?:渠道|途径|方式)?(?:来?[分看]|划分|分类)"
)
_ANOTHER_WAY = re.compile(r";(?:从|按)|[,。](?:从|按)[^,。;\d]{1,10}[看分]")
_FARTHEST = 300
"""How far before a count its list may say what it is by."""
_POINTED_OUT = re.compile(r"(?<=反馈)的?(?=\d)")
_AMISS = ("问题", "意见", "建议", "整改")
_THANKS = re.compile("感谢|表扬|致谢|锦旗")
_NOT_CAME_IN = NOT_DONE | {"other"}


def may_be_accepted(draft: Draft) -> bool:
    """Whether what came in may have been taken up by the report's own: no calls, and no visits to those above (受理来访52批,
    去市上访|3批)."""
    return draft.unit not in _CALLS and _HIGHER_UP.search(draft.words) is None


def is_let_known(text: str, hit: Hit, draft: Draft) -> bool:
    """Whether others let the office know of what a figure counts, which is no answer of its own (巡察组反馈的12个|问题)."""
    is_told = hit.entry.measure == "replied" and _POINTED_OUT.match(text, hit.end) is not None
    return is_told and draft.matter.startswith(_AMISS)


def as_they_came(measure: str, done: Sequence[Draft], case_measure: str) -> str:
    """Cases that only a noun names came in as the cases around them did; `done` are the counts of the sentence before."""
    if measure not in COMING_IN:
        return measure
    came = next((d.measure for d in reversed(done) if d.measure in CAME_IN), case_measure)
    return came if came in CAME_IN else measure


def of_cases(measure: str, draft: Draft, before: str, case_measure: str) -> str:
    """A measure taken over from another sentence; cases told after how they were judged are still those that came in, and
    so are kinds of cases told after how many were closed (受理98件,办结93件。咨询类14件). `before`: the sentence up to the count."""
    if measure in ENDED and draft.matter.endswith("类") and case_measure and not OPENS_LIST.search(before):
        return case_measure
    if draft.unit_kind != "case" or measure not in _NOT_CAME_IN:
        return measure
    return case_measure or ("received" if measure in NOT_DONE else measure)


def by_source(text: str, start: int, draft: Draft) -> bool:
    """Whether a count of cases stands in a list of where they came from."""
    start = max(start, draft.segment_start - _FARTHEST)
    found = _BY_SOURCE.search(text, start, draft.segment_start) if draft.unit_kind == "case" else None
    return found is not None and _ANOTHER_WAY.search(text, found.end(), draft.segment_start) is None


def exceeds(draft: Draft, before: Draft) -> bool:
    """Whether there are more cases of a kind than were filed or carried on, which they are then no part of (立案104件。从违法行为
    看,广告违法|207件)."""
    is_later = before.measure not in CAME_IN and before.measure_from == "own"
    return is_later and draft.unit == before.unit and draft.low > before.high


def tells_of_some(text: str, start: int, draft: Draft) -> bool:
    """Whether a count is among those that its sentence opens with (收到的举报中,已受理|2877件), is of those that are told more of
    (9月受理的|2514件应在11月办结), or counts thanks (收到感谢诉求|31件): how all cases are counted as they come in, it does not say."""
    return (
        draft.words.endswith("的")
        or _AMONG.fullmatch(text, start, draft.segment_start) is not None
        or _THANKS.search(draft.words) is not None
    )


def named_among(text: str, hits: Hits, start: int, draft: Draft) -> Hit | None:
    """The noun of what came in that the counts of a sentence are told to be among, where it opens with that."""
    among = _AMONG.fullmatch(text, start, draft.segment_start)
    named = [h for h in hits.between(start, draft.segment_start) if h.entry.role == "noun"] if among else []
    return named[-1] if named and named[-1].entry.measure in COMING_IN else None
