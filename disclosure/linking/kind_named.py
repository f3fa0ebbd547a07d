"""Verbs that only end the name of a kind, in a list of kinds: what was done is told of the list, not by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import CAME_IN, CARRIED, CASE_STAGES, INHERITED, INTAKE, LEFT_OVER, REMEDIES, Draft
from disclosure.linking.fitting import VISITS
from disclosure.linking.lexicon import Hit, hits_of
from disclosure.linking.listed import NEWS_UNITS, WAYS_TOLD
from disclosure.linking.measure import Governing
from disclosure.linking.phrase import noun_phrase
from disclosure.vocabulary import words

_NAMED_BY_VERBS = frozenset({"other", "issued", "handled", "reviewed", "accepted", "in_place", "events_held"})
_NEWS = ("信息", "类", "公告", "公示", "栏目", "专栏", "频道", "名单", "结果", "动态", "通知")
_COMPLAINED_OF = frozenset(words("complained_of"))
"""Words of how a thing is, which name what cases are about."""
_AMISS = re.compile("[,;、:]?(?:其中)?(?:未(?!能)|不(?!予|满意)|违反|违法|违规|擅自|非法|无证|拒不|拒绝|虚假)")
"""What names of kinds of complaints open with, whose verbs say what was not done, or should not be (未参加保险的12件)."""
_DONE = frozenset({*CASE_STAGES, *LEFT_OVER, *CARRIED, *REMEDIES})
_WORKS = frozenset(words("works"))
"""Verbs of works that people ask for."""
_LEFT_BEHIND = "遗留"
"""What names what cases are about (企业改制遗留), unless it says of which year they are."""
_PIECE = "件"
"""What pieces are called by how they came (市长信箱转办|件)."""
_HINTS = frozenset({"handled", "in_place"})
"""What words hint at that may end the name of a kind of cases (民政救助3件, 拆迁改造7件)."""
_NEAR_BY = 4


def is_kind(text: str, draft: Draft, chief: Governing, previous: Draft, name_end: int) -> bool:
    """Whether a verb is part of a name in a list: of cases where it ends one and holds an event, which cases are not
    (教育培训142件,停车85件), or says how a thing is (室温不达标12件), or within one of what was published (工作动态38条;低保发放9条;
    机构设置信息7条)."""
    if _ends_pieces(text, draft, chief, previous, name_end):
        return True
    is_complaint = chief.hit.entry.word in _COMPLAINED_OF and chief.hit.start > draft.segment_start
    is_complaint = is_complaint or (chief.hit.entry.word == _LEFT_BEHIND and len(_named(text, draft, chief)) > 1)
    counts_cases = draft.unit_kind == "case" or draft.unit in VISITS
    is_amiss = chief.measure not in _DONE and chief.hit.entry.role == "verb" and _AMISS.match(draft.words) is not None
    if counts_cases and is_amiss:
        return previous.is_case and previous.unit == draft.unit
    if counts_cases and _is_work(text, draft, chief, previous, name_end):
        return True
    if counts_cases and (chief.measure == "events_held" or is_complaint):
        return previous.is_case and previous.unit == draft.unit and chief.hit.end == name_end
    return (
        {draft.unit, previous.unit} <= NEWS_UNITS
        and previous.measure == "published"
        and (len(_named(text, draft, chief)) > 1 or (chief.is_due and text.startswith("的", chief.hit.end)))
        and (
            ((chief.measure in _NAMED_BY_VERBS or text[chief.hit.start - 1] == "的") and chief.hit.end == name_end)
            or (chief.measure != "published" and text.endswith(_NEWS, chief.hit.end, name_end))
            or _is_notice(text, draft, chief, previous, name_end)
        )
    )


def without_hints(own: Sequence[Hit], draft: Draft) -> list[Hit]:
    """The words of a name that is a kind's, without those that only hint at what was done; of cases no noun tells it either."""
    roles = ("weak", "noun") if draft.unit_kind == "case" else ("weak",)
    return [h for h in own if h.entry.role not in roles or h.entry.is_channel]


def ends_name(hint: Hit, draft: Draft, previous: Draft | None) -> bool:
    """Whether a word that hints at what was done only ends the name of a kind, in a list of kinds of cases (教育12件、民政|救助3件)."""
    if draft.unit_kind == "case" and draft.matter.endswith("类") and hint.entry.word in draft.matter:
        return True  # 教育培训服务类52件
    return (
        previous is not None
        and previous.is_case
        and previous.measure_from in INHERITED
        and draft.unit_kind == "case"
        and previous.unit == draft.unit
        and hint.entry.measure in _HINTS
        and (hint.start > draft.segment_start + 1 or _opens_name(hint, draft))
    )


def _opens_name(hint: Hit, draft: Draft) -> bool:
    """Whether a word only opens the name of a kind (、|教育培训41件)."""
    return draft.matter.startswith(hint.entry.word) and draft.matter != hint.entry.word


def _ends_pieces(text: str, draft: Draft, chief: Governing, previous: Draft, name_end: int) -> bool:
    """Whether a verb only ends the name of pieces that came in one way, as those before did (收到县长信箱转办件12件,热线|交办件56件)."""
    is_name = text.endswith(_PIECE, chief.hit.start, name_end) and name_end - chief.hit.end <= len(_PIECE)
    beside = text.startswith(("、", ",", ";", "和", "及"), previous.end) and previous.unit == draft.unit
    came = previous.measure in CAME_IN and previous.matter.endswith(_PIECE)
    return is_name and beside and came and bool(_named(text, draft, chief))


def _is_notice(text: str, draft: Draft, chief: Governing, previous: Draft, name_end: int) -> bool:
    """Whether a verb of publishing only ends the name of a kind, as the kinds before it have no verb (公文79条,规划|公示309条); a
    way to publish (网站|公示30条) is no kind."""
    ends = chief.hit.entry.word in _NEWS and chief.hit.end == name_end and previous.measure_from in INHERITED
    return ends and not any(h.entry.is_channel for h in hits_of(_named(text, draft, chief)))


def _is_work(text: str, draft: Draft, chief: Governing, previous: Draft, name_end: int) -> bool:
    """Whether a verb of works only ends the name of a kind in a list of what came in (其中道路维修210件,垃圾|清运190件)."""
    ends = chief.hit.entry.word in _WORKS and chief.hit.end == name_end and len(_named(text, draft, chief)) > 1
    if not ends or previous.unit != draft.unit or previous.measure not in INTAKE:
        return False
    gap = text[previous.end : draft.start]
    goes_on = previous.measure_from in INHERITED and (";" not in gap or "%" in gap)
    return goes_on or WAYS_TOLD.search(text, previous.end, draft.segment_start + _NEAR_BY) is not None


def _named(text: str, draft: Draft, chief: Governing) -> str:
    """What stands before a verb and may be a kind's name: nothing in 2024年将|组织3期培训."""
    return noun_phrase(text[draft.segment_start : chief.hit.start]).removesuffix("计划")
