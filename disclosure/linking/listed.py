"""Figures without a verb of their own: whether they go on with the list before them, and whose measure they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from disclosure.linking.carried import before_bracket
from disclosure.linking.draft import (
    CAME_IN,
    CARRIED,
    CASE_STAGES,
    DOWNSTREAM,
    ENDED,
    LEFT_OVER,
    REMEDIES,
    Draft,
)
from disclosure.linking.lexicon import Hit, Hits, hits_of
from disclosure.linking.measure import OPENING
from disclosure.linking.phrase import is_vacant, segment_start
from disclosure.linking.settle import set_measure
from disclosure.vocabulary import words

NEWS_UNITS = frozenset({"条", "篇", "期", "则"})
_PARTS = re.compile(r"其中|当中|包括|包含|分别|分为")
_TAKEN_OFF = frozenset(words("taken_off"))
_CAME_BY_CALL = re.compile("来[人电访信客]|上门|现场|当面|电话|窗口|网上")
_NEXT_POINT = re.compile(r";[二三四五六]是")
"""What opens the next of some things amiss (一是逾期工单3件;二是来电反复,多次来电的诉求|12件)."""
_CONCERNS = ("涉及", "涵盖", "覆盖")
WAYS_TOLD = re.compile(r"[从按][^,。;\d]{1,10}(?:看|分)|其中|分类")
BOXES = ("信箱", "热线", "留言板", "公开电话")
_REPORTED = re.compile("热线|举报|投诉|来电|来信|市民|群众|公众|网民")
"""Whose cases are reported and not looked for."""
_FARTHEST, _NEAR_BY = 30, 4
_SUMS = re.compile(r"共计|合计|总计|共")
_LONGEST_SUMMED = 120
_BRACKET = re.compile(r"\([^()]*\)")
_COMPLAINTS = ("投诉", "举报", "来信", "来访", "来电")
_INVALID = re.compile(r"[,、;]?(?:无效|重复)")
_OPINIONS = re.compile(r"提出[^,。;\d]{0,8}(?:意见|建议)$")
_CLAUSE_MARKS = ",;。:"
_HAS = re.compile(
    r"[,;。:\s]?(?:目前,?)?[我本](?:[校园院局厅委办所站镇乡县区市旗村]|中心|单位|机关|街道|社区|公司)(?:目前|现在?|共|总共|一共)?有"
)
_ENDS = (",", "、", ";", "。", "(")
_NOT_OWN = frozenset({"section", "unit", "list"})
"""Where the measure of a count comes from that says nothing itself of what was done."""
_MOST_SUMMED = 40
"""Counts that one sum is of; a run of thousands is not gone through for each of its own."""
_OF_COURT = ("案件", "再审", "审查")
"""How kinds of a court's cases end, which are no suits against an office because one before them is."""

_PIECES_BACK = 4
"""How many counts back a list of pieces may go on behind the columns that it names among them."""
_CAME_OR_WENT = frozenset({"in_place", "repealed", "revised", "retained"})
_BY_NOW = re.compile(r"[,;]?(?:截[至止])?(?:到)?(?:目前|现在?|年底|年末)(?:共计|共有|共|总计|合计|计|有|为|达)+")


def continues(text: str, previous: Draft, draft: Draft, noun: Hit | None) -> bool:
    """Whether a figure without a verb goes on where the one before it left off."""
    between = text[previous.end : draft.segment_start]
    if len(between) > _FARTHEST or "。" in between:
        return False
    if draft.unit == previous.unit:
        return previous.measure not in LEFT_OVER or _NEXT_POINT.search(between) is None
    opens = _PARTS.search(text, previous.end, draft.start)
    if draft.unit == "次" and previous.measure in CAME_IN and opens and _CAME_BY_CALL.search(draft.words):
        return True  # 接待咨询80人次,其中来人50次、来电30次
    if draft.words.startswith(_CONCERNS):
        return False  # 通知20份,涉及违规事项539件
    if draft.unit_kind == "item" and previous.measure in OPENING and is_vacant(draft.words):
        return len(between) <= _NEAR_BY  # 发行6期18000册
    if (
        draft.words.startswith("、")
        and (noun is None or noun.entry.is_channel)
        and previous.measure in CASE_STAGES
        and draft.unit_kind == "case"
    ):
        return True  # 受理电话查询320人次、信函查询45件
    is_way_in = noun is not None and noun.entry.is_channel and previous.is_case  # 来电700个,短信130件
    return not ({draft.unit_kind, previous.unit_kind} - {"case", "item"}) and (noun is None or is_way_in)


def head_of(text: str, start: int, hits: Hits, done: list[Draft], previous: Draft, draft: Draft) -> Draft:
    """Whose measure a figure without a verb takes: behind 其中 the total's, else the one's before it, or before the bracket
    that stands between (77件(含上年结转5件),公民申请60件)."""
    told_of = before_bracket(text, start, previous, draft, done)
    if told_of is not previous and text.startswith("(", told_of.end):
        return told_of
    if _INVALID.match(draft.words) and previous.measure == "accepted":
        came = (
            d for d in reversed(done) if d.unit == draft.unit and d.measure == "received" and d.value >= draft.value
        )
        return next(came, previous)  # 收到来信90封,其中受理82封,无效重复8封
    if previous.measure == "in_place" and draft.unit in NEWS_UNITS and previous.unit not in NEWS_UNITS:
        pieces = (d for d in reversed(done[-_PIECES_BACK:]) if d.unit in NEWS_UNITS and d.measure == "published")
        previous = next(pieces, previous)  # 公开信息300条,其中图解30篇,专栏8个,招生类90篇
    if previous.event in _TAKEN_OFF:  # 剔除重复留言8条,有效留言97条
        previous = next((d for d in reversed(done[:-1]) if d.unit == draft.unit), previous)
    if _SUMS.search(draft.words) and (first := _summed(done, draft)) is not None:
        return first  # 来信48件,投诉131件,热线转办67件,共计246件
    if previous.measure in REMEDIES and draft.matter.endswith(_OF_COURT):
        of_all = (d for d in reversed(done) if d.unit == draft.unit and d.measure in CAME_IN)
        previous = next(of_all, previous)  # 刑事案件172件;行政诉讼案件37件;执行案件1646件
    gap = text[previous.end : draft.start]
    if previous.measure in CARRIED and WAYS_TOLD.search(gap):
        return next((d for d in reversed(done) if d.unit == draft.unit and d.measure in CAME_IN), previous)
    if ";" in gap and previous.measure in DOWNSTREAM:
        return _parallel(text, start, done, previous, draft)
    if not _PARTS.search(gap):
        return _way_in(hits, done, previous, draft)
    totals = (
        d for d in reversed(done)
        if d.measure_from != "list" and d.value >= draft.value and d.value > 0 and d.unit == draft.unit
    )  # fmt: skip
    return next(totals, previous)


def told_on_review(draft: Draft, previous: Draft | None) -> bool:
    """Whether a figure counts opinions that an office gave on what it had looked at right before (审查合同86件,提出意见|210条)."""
    return previous is not None and previous.measure == "reviewed" and _OPINIONS.search(draft.words) is not None


def told_by_sum(drafts: list[Draft]) -> None:
    """Counts that nothing in their sentence says more of are what their sum is (垃圾40件、停车30件,两类合计70件,占立案总数的7%)."""
    for position, draft in enumerate(drafts):
        if draft.measure_from != "list" or not draft.event or not _SUMS.search(draft.words):
            continue
        first = _summed(drafts[:position], draft)
        run = drafts[next(n for n, d in enumerate(drafts) if d is first) : position] if first is not None else []
        if all(d.measure_from in _NOT_OWN for d in run):
            for part in run:
                set_measure(part, draft.measure, "list", draft.event)


def _summed(done: list[Draft], draft: Draft) -> Draft | None:
    """The first of the counts that a figure is the sum of, the last ones of its sentence, or None."""
    together = draft.value * 0
    for count in done[: -_MOST_SUMMED - 1 : -1]:
        if count.unit != draft.unit or count.scope != draft.scope:
            return None
        together += count.value
        if together >= draft.value:
            return count if together == draft.value and count is not done[-1] else None
    return None


def sent_in(text: str, head: Draft, draft: Draft) -> bool:
    """Whether a figure of a list counts what people sent in: a box or hotline by name, or a way in beside what was looked for
    (采集员上报70件,市民热线|投诉15件)."""
    if draft.unit_kind != "case":
        return False
    is_box = head.measure == "other" and draft.matter.endswith(BOXES)
    is_sibling = (
        head.measure == "collected" and head.measure_from == "own" and "其中" not in text[head.end : draft.start]
    )
    return is_box or (is_sibling and _REPORTED.search(draft.words) is not None)


def in_place_now(draft: Draft, previous: Draft) -> bool:
    """Whether a number says how many there are by now, behind how many came or went (注销2个,目前共计|5个)."""
    alike = draft.unit == previous.unit and previous.measure in _CAME_OR_WENT
    return alike and _BY_NOW.fullmatch(draft.words) is not None


def counted_beside(text: str, start: int, hits: Hits, done: list[Draft], draft: Draft) -> str:
    """The measure of a thing in a list of people and things that are in place (现有教职工240人、|教学班56个), or of one that
    whoever reports is told to have, and no more of it (我校有|42个教学班,…), or ''."""
    behind = draft.end + len(draft.matter)
    names_next = draft.own_matter and text.startswith(draft.matter, draft.end) and text[behind : behind + 1] in _ENDS
    if draft.unit_kind == "item" and names_next and _HAS.fullmatch(draft.words) and _stands(draft.matter):
        return "in_place"
    if draft.unit_kind != "item" or not text.startswith("、", draft.segment_start):
        return ""
    before = _BRACKET.sub(lambda found: " " * len(found.group()), text[start : draft.segment_start])
    opens = start + max(before.rfind(mark) for mark in _CLAUSE_MARKS) + 1
    first = next((d for d in done if d.start >= opens), None)
    if first is None:
        return ""
    verbs = [h for h in hits.between(opens, first.start) if h.entry.role == "verb"]
    return "in_place" if verbs and verbs[-1].entry.measure == "in_place" else ""


def _stands(name: str) -> bool:
    """Whether a name ends with a thing that stands somewhere (科室, 教学班), as a problem or a project does not."""
    last = [h.entry for h in hits_of(name) if h.end == len(name)]
    return any(entry.role == "noun" and entry.measure == "in_place" for entry in last)


def is_way_beside(hits: Hits, previous: Draft, draft: Draft) -> bool:
    """Whether a way in follows cases that others passed on, in a list of where cases came from (其中,上级转办75件,来访40件)."""
    named = hits.between(draft.segment_start, draft.start)
    is_way = any(h.entry.is_channel or h.entry.word.endswith(_COMPLAINTS) for h in named)
    return (
        is_way
        and not any(h.is_event for h in named)
        and previous.measure == "referred"
        and draft.unit_kind == "case"
        and draft.unit == previous.unit
    )


def _way_in(hits: Hits, done: list[Draft], previous: Draft, draft: Draft) -> Draft:
    """Whose measure a way in takes: behind one that names a verb of its own, the list's (其中,电话57件,领导交办4件,热线92件)."""
    named = hits.between(draft.segment_start, draft.start)
    is_way = bool(named) and named[-1].entry.is_channel and not any(h.is_event for h in named)
    if previous.measure_from != "own" or not is_way:
        return previous
    return next((d for d in reversed(done[-4:-1]) if d.measure_from == "list" and d.unit == draft.unit), previous)


def _parallel(text: str, start: int, done: list[Draft], previous: Draft, draft: Draft) -> Draft:
    """The figure that opened the stretch before the semicolon (甲区接单9件,办结8件;乙区接单5件)."""
    opening = max(text.rfind(mark, start, previous.start) for mark in ";。")
    return next((d for d in done if d.start > opening and d.unit == draft.unit), previous)


def told_before_done(text: str, case_measure: str, drafts: list[Draft]) -> None:
    """Where a count without a verb is followed by how many of it were closed, it came in (其中,来信45件,办结44件)."""
    for told, done in pairwise(drafts):
        names_next = text.startswith(done.matter, told.end)  # 37个|问题|只答复14个
        inherits = told.measure_from == "list" and done.measure_from == "own" and (not done.own_matter or names_next)
        if inherits and told.measure == done.measure and told.measure in ENDED and told.unit == done.unit:
            set_measure(told, case_measure or "received", "list", "")


def before_sum(text: str, start: int, draft: Draft, done: Sequence[Draft]) -> tuple[int, int] | None:
    """Where the words begin and end that a sum behind a bracket of counts is of (公开信息(包括3个栏目)共计|120条), or a number
    right behind it (受理来信(含结转2件)|30件), or None; `start`: where its sentence begins, `done`: the figures before it."""
    is_next = draft.start == draft.segment_start
    if text[draft.segment_start - 1 : draft.segment_start] != ")" or not (
        is_next or _SUMS.search(text, draft.segment_start, draft.start)
    ):
        return None
    opening = text.rfind("(", max(start, draft.segment_start - _LONGEST_SUMMED), draft.segment_start)
    if opening < 0 or text.find(")", opening, draft.segment_start - 1) >= 0:
        return None
    begins = segment_start(text, start, opening)
    counted = [d for d in done if d.start >= begins]
    is_named = not is_vacant(text[begins:opening]) and counted != [] and counted[0].start > opening
    return (begins, opening) if is_named or not is_next else None


def behind_name(text: str, start: int, previous: Draft | None) -> int:
    """Where what belongs to the figure before ends: behind the noun it counts, where that follows it (12名|人大代表、8名);
    `start` where there is none."""
    if previous is None:
        return start
    named = previous.end + len(previous.matter)
    names_next = previous.own_matter and text.startswith(previous.matter, previous.end)
    if names_next and text.startswith("中", named):
        return named + 1  # 7382件办件中|省长热线转办9件
    return named if names_next and text[named : named + 1] in ("、", "和", "及", "与") else previous.end
