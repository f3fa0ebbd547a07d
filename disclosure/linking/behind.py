"""The word behind a number that says what was done with what it counts (12件申请|答复), or that it counts places only."""

from __future__ import annotations

import re

from disclosure.linking.draft import CASE_STAGES, ENDED, Draft
from disclosure.linking.lexicon import Hit
from disclosure.linking.measure import GAP, LIGHT, Governing, tells_of_other
from disclosure.linking.settle import ORGANS
from disclosure.linking.units import SITES

_FARTHEST = 24
_ALL_OF = re.compile(
    r"^的?(?![已均都皆全])[\u4e00-\u9fff]{2,12}?(?:已|现已|目前已)?(?:全部|全都|均|都|皆|一律|悉数)已?"
)
"""What stands between a count with its noun and the verb of `all`, which gives a count of its own (18件申请均已办结)."""
_OF_BODIES = frozenset({"个", "家"})
_ADVERBS = re.compile(
    r"(?:全学?年|全年度|[上下]半年|本年度?|当年|年内|累计|共计|总共|共|全部|主动|及时|先后|积极|依法|免费|无偿)+$"
)
"""What stands between those that did something and what they did (52家公开单位累计|公开信息)."""
_GLOSS = re.compile(r"\([^()]*\)$")
_SOME_OF = re.compile(r"(?P<of>[^,。;\d]{1,16})中,?(?:仅|只|已|尚|还|仍)?有?$")
_DENIALS = ("没有", "没", "未", "从未", "未能")
_DENIED = re.compile(r"(?:未能?|没有?|无法)(?:按[期时]|及时|如期|在规定(?:时限|时间|期限)内)?(?:完成)?$")
"""What stands before what was not done with cases (65宗因资金未落实|未能按期结案)."""
_PASSED_TO = re.compile(r"(?:已|均)?转(?:入|交|由|至)[^,。;年月]{1,12}$")
"""Between cases and what others are to do with them."""
_UNDER_WAY = frozenset({"审理", "审查", "办理", "处理", "核查", "调查"})
_IN_HAND = ("正在", "仍在", "尚在")
_UNDERTAKEN = re.compile("承担|承接|担负|接受|领受")
_FINISHED = re.compile(r"(?:现|目前|也|已)?已经?完成(?=[,。;、()]|$)")
"""What says of cases, right behind their number, that they are done with (有|70件已完成); of all of them it gives no count."""
_SOME = re.compile(r"[,;、。:\s]?(?:其中,?)?(?:目前|现|已|共)?有?")
"""What stands before a number of some of the cases told before, and names none of its own (建议|12件已完成)."""
_TASK = ("任务", "的任务")
"""What stands behind a verb that tells what is to be done with the cases taken on (承担45件建议答复|任务)."""
_LOOKED_OVER = re.compile(r"了?[^,。;\d]{0,6}(?:审查|审核)(?=[,。;)]|$)")
_OF_PLACES = frozenset({"in_place", "repealed", "retained", "reviewed", "revised"})
"""What may be done to a place or an organ that is counted (3个网站关停)."""
_AMONG_THEM = re.compile("中[,:]?(?=予以公开|同意|部分公开|不予|涉及|因|属于?|全部|已|有)")
"""What follows cases that are told apart (6件|中予以公开4件)."""


def event_behind(text: str, draft: Draft, right: list[Hit], right_end: int, ceiling: int) -> Governing | None:
    """The verb or outcome that governs the number from behind, among the hits up to the next number."""
    names_none = draft.unit_kind == "case" and _SOME.fullmatch(draft.words) is not None
    if names_none and (finished := _FINISHED.match(text, draft.end)):
        done = [h for h in right if h.end == finished.end()]
        return Governing(done[0], "closed") if done else None  # 有70件|已完成
    events = [h for h in right if h.entry.role in ("verb", "outcome") and not tells_of_other(text, h)]
    if not events or (draft.unit_kind == "case" and _AMONG_THEM.match(text, draft.end)):
        return None
    chosen = events[-1] if events[0].entry.word in LIGHT else events[0]
    if draft.unit_kind == "case" and (late := [h for h in events if _is_late(text, h)]):
        chosen = late[0]  # 1件因补充材料|逾期
    if draft.unit_kind == "case" and (undergone := [h for h in events if text.startswith("被", h.start - 1)]):
        chosen = undergone[0]  # 4件因答复不当被|退回
    between = text[draft.end : chosen.start]
    if draft.unit_kind in ("case", "item") and draft.unit not in _OF_BODIES and _is_looked_over(text, draft, chosen):
        return Governing(chosen, "reviewed")
    if chosen.entry.measure in CASE_STAGES and ceiling == right_end and GAP.match(text[chosen.end : ceiling]):
        return None  # 49个问题|答复6个: what was done is told of the next number
    if draft.unit_kind == "case" and chosen.entry.word in _UNDER_WAY and between.endswith(_IN_HAND):
        return Governing(chosen, "pending")  # 1件正在|审理中
    if draft.unit_kind == "case" and text.startswith(_TASK, chosen.end) and _UNDERTAKEN.search(draft.words):
        return Governing(chosen, "accepted")
    if between.startswith(")是"):
        return None  # 建设局(3716件)是受理最多的部门
    if between.startswith("的") and chosen is events[0]:
        return None
    if chosen.entry.measure in ENDED and _ALL_OF.match(between):
        return None
    if draft.unit in _OF_BODIES and chosen.entry.measure != "in_place" and _is_some_of(text, draft):
        return Governing(chosen, "other")  # 24个频道中有6个更新缓慢
    if draft.unit in _OF_BODIES and between.endswith(_DENIALS):
        return Governing(chosen, "other")  # 41个|没有收到留言, 3个|连续一月未更新
    if draft.unit_kind == "case" and chosen.entry.measure in ENDED and _DENIED.search(between):
        return Governing(chosen, "pending")  # 39件到期案件|未处置
    if draft.unit_kind == "case" and chosen.entry.measure in ENDED and _PASSED_TO.match(between):
        return Governing(chosen, "referred")  # 2件转入第三方|调解
    if between.startswith("因") and chosen.entry.role == "verb" and chosen.entry.measure != "overdue":
        return None  # 3件|因需核实,延期办理
    if chosen.entry.measure not in _OF_PLACES and names_place(text, draft, right, chosen.start):
        return None
    return Governing(chosen, chosen.entry.measure or "other") if len(between) <= _FARTHEST else None


def _is_looked_over(text: str, draft: Draft, chosen: Hit) -> bool:
    """Whether things were examined, told by a verb that says little itself (对12件拟公开信息|进行了保密审查)."""
    return chosen.entry.word in LIGHT and "对" in draft.words and _LOOKED_OVER.match(text, chosen.end) is not None


def _is_late(text: str, hit: Hit) -> bool:
    """Whether a clause ends with what says that cases are late."""
    return hit.entry.measure == "overdue" and text[hit.end : hit.end + 1] in (",", ";", "。", "")


def _is_some_of(text: str, draft: Draft) -> bool:
    """Whether a number tells of how many places or pages among those before something is so (27个镇街中,有|4个考核偏低)."""
    some = _SOME_OF.search(text, max(0, draft.segment_start - _FARTHEST), draft.start)
    of = _GLOSS.sub("", some["of"]) if some else ""
    return ORGANS.search(of) is not None or of.endswith(SITES)


def names_place(text: str, draft: Draft, right: list[Hit], end: int) -> bool:
    """Whether the words from the unit to a verb end with a place or an organ, so that the number counts those that did
    something, not what was done (13个子栏目|发布信息, 9个站所|参加培训)."""
    if draft.unit_kind != "item" or end <= draft.end:
        return False
    if any(h.entry.measure == "in_place" and h.entry.role == "noun" and h.end == end for h in right):
        return True
    who = _ADVERBS.sub("", text[draft.end : end]).split("的")[0]
    return ORGANS.search(who) is not None or who.endswith("窗口")
