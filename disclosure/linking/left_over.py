"""Cases that an earlier year left over, that are still in hand, or that go over into the next year, as their words say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import CAME_IN, Draft
from disclosure.linking.lexicon import hits_of

_REST = re.compile(r"(?:其余|其他|余下|剩下|剩余|尚余|还剩|另外?有?)(?:的|有)?$")
_IN_HAND = re.compile(
    r"正在|正按|尚未|尚在|仍在|延期|限期|待[^遇,]|未到|未办|未完|继续|列入|暂缓|将[于在]|期限内(?:办理|处理)(?![完结])|协调中|办理中|处理中|跨年"
)
_STILL = re.compile(
    r"[^,。;\d已]{0,12}?(?:仍在|尚在|还在|正待|尚待|有待|正与|正由|正在(?!.{0,6}(?:平台|系统))|在谈|搁置|未到(?:办理)?期限?)"
)
"""What says of cases, behind their number, that they are in hand (2件因资料不全|仍在核实)."""
_UNDONE = re.compile(
    r"(?:[、和及][\u4e00-\u9fff]{2,12}+\d{1,6}[件宗起个]){0,8}(?:[^,。;\d未无没]{0,30}+[未无没]){1,3}?[能法有]?"
    r"(?:按[期时]|及时|如期|在规定(?:时限|时间|期限)内)(?:完成)?(?:办结|结案|办理|处置|处理|答复|回复|整改|解决|完成)"
)
"""What says of cases, behind their number or that of the last of a list, that they were not done with in time (65宗案件因资金
未落实|未能按期结案; 甲市3件、乙市2件|未按期办结)."""
_UNANSWERED = re.compile(
    r"[^,。;\d未无没]{0,24}+(?:未[予能]?|无法|没有)(?:予以|作出?|进行)?(?:答复|回复|反馈)(?=[,。;()]|$)"
)
"""What says of some, behind their number and beside those answered, that they were not (2封因内容不清|未予回复)."""
_SENT_ON = re.compile(
    r"转(?:交|给)?(?:[省市县区州](?!里)|各|有关|相关|责任|属地)[^,。;\d]{0,16}?[局委办厅部站所司处业门位镇乡道会队院](?=[,。;及和、])"
)
"""What says of cases, behind their number, to whom they were passed on (90件|转市建委和供热企业)."""
_ALSO = re.compile(r"[,、;]?(?:但|尚|还|另|除了?)?(?:有|余)?")
"""Words before a number that name nothing (还有|1件正待回函)."""
_LEFT_OVER = re.compile(
    r"(?:按规定|按要求|依法|将)?(?:转(?:入|到|至)?|结转[到至入]?|顺延[到至]?)(?:(?:19|20)\d\d|下|次|明)年"
)
_FOR_NEXT = re.compile(
    r"(?:^|[,、;:])(?:另|尚|还|并|将|已|按规定|依法|余下|其余){0,2}(?:转|结转|顺延|延续)(?:到|至|入)?(?:20\d\d|下一?|次|明)年度?"
    r"(?:继续|再|进行|予以){0,2}(?:办理|处理|答复|回复|办结)的?$"
)
"""What says before their number that cases were left for the year that it names (转2016年办理|1件); those that an earlier year
passed on to this one open with that year (2015年转2016年办理|3件)."""
_TOLD = re.compile(r"[^。;\d]*")
_CLAUSE = re.compile(r"(?:[^,。;:、()\d\n]|(?:19|20)\d\d年){1,24}")
_OPEN = frozenset({"pending", "carried_out", "carried_over"})
"""Measures of what was left open, whichever way it goes on."""
_DEALT_WITH = frozenset({"handled", "closed", "replied", "pending", "referred"})
_LEFT_BEFORE = re.compile(r"(?:去年|上年|上一年度?|往年|以前)[^,。;\d]{0,4}[没未][^,。;\d]{1,4}的?$")
"""What makes cases that were not done with those of the year before (加上去年没办完的|2件)."""
_CLOSED = "结"
"""What is closed of what was due (应结1088件,|结1009件)."""
_GREW_FROM = re.compile(
    r"[,;)](?:申请|收件|受理|来件|新收|收到|总|数)[^,。;()\d]{0,8}(?:同比|[比较与]上年度?|[比较与]去年)[^,。;()\d]{0,10}[\d.]{1,6}(?:%|个百分点)?"
    r"\(?,?(?:(?:19|20)\d\d年|上年|去年)度?(?:同期)?(?:为|是)?"
)
"""How much what came in grew, behind what was carried in, up to what it grew from."""
_SUMS_UP = re.compile(r"[,、;(]{0,3}(?:合计|共计|总计|一共|总共|共|计|该办|应办理?)(?:有|为)?")
_FALLS_DUE = re.compile(r"到期的?(?:案[卷件]|工单|诉求|信件|件)?(?:数量?)?[共有计为达]*$")
"""What says of cases that they were to be done with by then, whenever they came in (当月到期工单|1205件)."""
_FARTHEST = 24


def stage_told(text: str, done: Sequence[Draft], draft: Draft, previous: Draft | None, right_end: int) -> str:
    """The stage of cases that no verb before them tells: pending, carried_out, closed or other (they fall due), or ''."""
    if draft.unit_kind == "case" and _FALLS_DUE.search(draft.words):
        return "other"
    if previous is not None and previous.is_case and _left_undone(text, draft, right_end):
        return "pending"
    if draft.unit_kind == "case" and _UNDONE.match(text, draft.end):
        return "pending"
    is_some = previous is not None and previous.measure == "replied" and previous.unit == draft.unit
    if is_some and _ALSO.fullmatch(draft.words) and _UNANSWERED.match(text, draft.end):
        return "pending"
    if draft.unit_kind == "case" and _SENT_ON.match(text, draft.end):
        return "referred"
    if draft.unit_kind in ("case", "item") and _LEFT_OVER.match(text, draft.end):
        return "carried_out"  # 4件按规定转入2010年答复
    is_due = draft.unit_kind == "case" and any(d.is_due for d in done[-2:])
    is_due = is_due and not text.startswith(("超期", "逾期", "超时"), draft.end)
    return "closed" if is_due and draft.words.strip("、,;") == _CLOSED else ""


def _left_undone(text: str, draft: Draft, right_end: int) -> bool:
    """Whether a rest is told to be still in hand (其余2件正在办理, 余下3个限期销号), or some by themselves (1件仍在核实)."""
    if in_hand(text, draft):
        return True
    if _REST.match(draft.words) is None:
        return False
    told = _TOLD.match(text, draft.end, max(right_end, min(len(text), draft.end + _FARTHEST)))
    found = told and _IN_HAND.search(told.group())
    return bool(found) and "已" not in told.group()[: found.start()]


def in_hand(text: str, draft: Draft) -> bool:
    """Whether the words behind a number of cases that none stand before say that they are in hand (1件仍在核实)."""
    is_some = draft.unit_kind == "case" and _ALSO.fullmatch(draft.words) is not None
    return is_some and _STILL.match(text, draft.end) is not None


def says_open(text: str, at: int, end: int | None = None) -> bool:
    """Whether the words right behind cases, or before them, say that they are in hand, not yet done with, or left for later."""
    clause = _CLAUSE.match(text, at, len(text) if end is None else end)
    said = clause.group() if clause is not None else ""
    if _STILL.match(said) or _UNANSWERED.match(said) or _LEFT_OVER.match(said):
        return True
    left = next((h for h in hits_of(said) if h.entry.measure in _OPEN), None)
    return left is not None and "已" not in said[: left.start]


def measure_of_both(text: str, done: Sequence[Draft], draft: Draft, previous: Draft | None) -> str:
    """The measure of what came in, where a number is its sum with what was carried in (收到679件,连同上年结转41件,|计720件), or
    is told as what that grew from (新收96件,上年结转3件,申请量同比增长20%(上年为|80件)), else ''."""
    if previous is None or previous.measure != "carried_in":
        return ""
    if _GREW_FROM.fullmatch(text, previous.end, draft.start):
        return next((d.measure for d in reversed(done) if d is not previous and d.measure in CAME_IN), "")
    if not _SUMS_UP.fullmatch(draft.words):
        return ""
    came = next((d for d in reversed(done) if d is not previous and d.measure in CAME_IN), None)
    if came is None:
        return ""
    alike = came.unit == previous.unit == draft.unit
    return came.measure if alike and came.value + previous.value == draft.value else ""


def is_for_next(text: str, draft: Draft, measure: str) -> bool:
    """Whether cases are told to be left for a later year, by the words before their number, or behind where they are in hand
    (剩余28件|结转至2019年办理)."""
    if draft.unit_kind not in ("case", "item"):
        return False
    told_behind = measure == "pending" and _LEFT_OVER.match(text, draft.end) is not None
    return told_behind or (measure in _DEALT_WITH and _FOR_NEXT.search(draft.words) is not None)


def is_of_before(draft: Draft) -> bool:
    """Whether cases are told to be those that the year before did not finish (加上去年没办完的2件)."""
    return _LEFT_BEFORE.search(draft.words) is not None
