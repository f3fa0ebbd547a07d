"""The counts that a share (占a%) tells of: one before or behind it, or some in a list before it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from disclosure.linking.carried import is_whole_of
from disclosure.linking.derived import total_of
from disclosure.linking.draft import OUTCOMES, Draft, RateDraft
from disclosure.linking.phrase import noun_phrase

_TOLD_AFTER = re.compile(r"^[,、(:\s]*(?:计|共|共计|为|即|合计|有)*$")
_OWN_BEFORE = re.compile(r"[^,、。;:%()]{0,20}[,、]占比?(?:约|近|为|了|到|达)?")
"""What stands between a count that opens its clause and its share (其中86件为信函申请,占|57%,52件为网络申请)."""
_NEXT_CLAUSE = (",", ",有", "、")
"""What joins the clause of the next count to a share, and is no word for that count's being it."""
_JOINS = ("、", ",", "和", "及", "与", "以及")
_ENDS_LIST = re.compile(r"[%;。]|其中|包括|共|受理|办结|收到")
_OWN_SHARE = re.compile(r"[,(]?(?:占比|占|所占比例为?)?[^,。;、\d%]{0,12}[\d.]{1,8}%[)]?[;,]?")
_CHANGE = re.compile(r"[,、(]?(?:同比|环比|比|较|增|降|减|上升|下降)[^,。;%]{0,16}?\d[\d.]{0,6}%\)?")
TOGETHER = re.compile(r"合计|共|总计|累计|[二三四五六七八九两]类|[二三四五六七八九两]项|上述|以上|之和|总和")
_BY_UNIT = frozenset({"批次", "人次", "人数", "件数", "件次"})
"""The subjects that name a count by its unit."""
_OF_UNIT = re.compile(r"占[^,。;%占]{0,12}?(?P<unit>批|人)(?:次|数)(?:总数)?的?$")
"""What a share is of, by its unit; so the count is the one in that unit (集体访15批180人次,占来访总批次的|18%)."""
_SUM_OF = re.compile(r"[\u4e00-\u9fff]{0,4}(?:总和|之和|总数|总量)$")
"""What is left of the words for a sum that stands on its own (三类投诉总和占58.3%)."""
_NO_SUBJECT = ("在", "比例", "比重")
"""How a share opens that names no subject of its own (…件,在总量中占9%; …件,比例9%)."""
_TELLING = 2
"""Characters; a longer subject that is a count's matter means that count, however many stand between."""
_LAST_KINDS = 12
"""Counts before one among which its kinds are looked for."""
_LONG_NAME = 4
"""Characters of two names together."""
_FARTHEST = 40
"""Characters between a count and its share, what changed against another year left out."""


def listed_before(text: str, rate: RateDraft, last: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The counts listed one beside the other up to the last before a share, which may speak of all (甲783件、乙579件,占77%)."""
    if last.number_start > rate.number_start:
        return []
    together = TOGETHER.search(text, last.end, rate.number_start) is not None
    listed = [last]
    for draft in reversed([d for d in drafts if d.basis == "stated" and d.number_start < last.number_start]):
        gap = text[draft.end : listed[0].start].lstrip(")")
        if together and (own := _OWN_SHARE.match(gap)):
            gap = "、" + gap[own.end() :]  # 甲60件(占30%),乙40件(占20%),两项合计占50%
        outcomes = together and {draft.measure, last.measure} <= OUTCOMES  # 予以公开28件,部分公开6件,两项合计
        alike = draft.unit == last.unit and (outcomes or draft.measure == last.measure) and draft.total is last.total
        is_head = gap.startswith(",") and len(listed) > 1 and draft.value >= sum(d.value for d in listed)
        if not alike or is_head or _ENDS_LIST.search(gap) or not gap.startswith(_JOINS):
            break
        listed.insert(0, draft)
    return listed


def counted_by(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> Draft | None:
    """The count whose share is told: the last before it, the one that its words name, or the one right behind it."""
    counted = [d for d in drafts if d.unit_kind != "duration" and d.basis == "stated" and not d.is_difference]
    told = text[rate.segment_start : rate.start]
    subject = "" if told.startswith(_NO_SUBJECT) else told.partition("占")[0].removesuffix("所")
    together = TOGETHER.search(subject) is not None
    subject = _SUM_OF.sub("", subject) if together else subject
    subject = noun_phrase(TOGETHER.sub("", subject).removesuffix("合"))
    of_unit = _OF_UNIT.search(told)
    in_unit = subject[0] if subject in _BY_UNIT else of_unit["unit"] if of_unit else ""
    if in_unit:
        named = (
            d for d in reversed(counted) if d.number_start < rate.number_start and d.unit_as_written[:1] == in_unit
        )
        return next(named, None)  # 来访370批1184人次,批次占25%
    behind = next((d for d in counted if d.number_start > rate.number_start), None)
    before = [d for d in counted if d.number_start < rate.number_start]
    of_people = (
        behind is not None and behind.unit_kind == "person" and bool(before) and before[-1].unit_kind != "person"
    )
    is_sum = bool(before) and before[-1].total is behind  # 求助类240件,占12%,合计2000件
    is_other = of_people or is_sum
    if behind is not None and not is_other and _TOLD_AFTER.match(text[rate.end : behind.start]):
        joins_next = bool(before) and text[rate.end : behind.start] in _NEXT_CLAUSE
        if not joins_next or _OWN_BEFORE.fullmatch(text, before[-1].end, rate.start) is None:
            return behind
    if before and is_whole_of(text, before[-1], rate.end):
        return before[-2] if len(before) > 1 else None
    before = [d for d in before if not _is_closed_in(text, d, rate) and not _is_of_share_before(text, d, rate)]
    between = _CHANGE.sub("", text[before[-1].end : rate.number_start]) if before else ""
    if (own := _OWN_SHARE.match(between)) and TOGETHER.search(between, own.end()):
        between = between[own.end() :]  # 乙40件,占20%,两项合计占50%
    named = (
        [d for d in before if d.matter == subject and d.sentence == rate.sentence] if len(subject) > _TELLING else []
    )
    if len(named) == 1 and named[0] is not before[-1] and told.endswith("占"):
        return named[0]  # 当面申请8件,网络申请31件,信函申请4件,网络申请占72%
    if ":" in between:
        return None  # 问题有三个:一是信息偏少,只占总量的28.4%
    if before and len(between) <= _FARTHEST and "%" not in between:
        return (
            before[-1] if not subject or before[-1].end > rate.segment_start or subject in before[-1].matter else None
        )
    return None


def kinds_in_name(one: Draft, counts: Sequence[Draft]) -> Draft | None:
    """The sum of the kinds counted one behind the other before a count whose matter is their names together
    (接收投诉872件、举报231件。电话接收投诉举报|497件), the last such, or None."""
    name = one.matter.replace("、", "").removesuffix("类")
    told = [d for d in counts if d.basis == "stated" and d.number_start < one.number_start and d.total is None]
    if len(name) < _LONG_NAME:
        return None
    for first, second in reversed(list(pairwise(told[-_LAST_KINDS:]))):
        alike = {(d.unit, d.scope) for d in (first, second, one)}
        if len(alike) == 1 and first.sentence == second.sentence and name == first.matter + second.matter:
            return total_of([first, second])
    return None


def _is_of_share_before(text: str, count: Draft, rate: RateDraft) -> bool:
    """Whether a count stands in the brackets behind another share, and words follow of something else (渣土占14%(75件);噪声占9%)."""
    closes = text.startswith(")", count.end) and text[count.end + 1 : count.end + 2] in (";", ",", "、")
    return closes and text.startswith("%(", count.start - 2) and rate.segment_start > count.end + 1


def _is_closed_in(text: str, count: Draft, rate: RateDraft) -> bool:
    """Whether a count stands in brackets that close before a share (325件(其中无照经营|210件),占9%), which is not of it."""
    opening = text.rfind("(", max(0, rate.segment_start - _FARTHEST), count.start)
    alone = opening >= 0 and not text[opening + 1 : count.start].strip()
    return not alone and opening >= 0 and ")" not in text[opening : count.start] and ")" in text[count.end : rate.start]
