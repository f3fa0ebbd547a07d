"""What a figure counts where its verb says it: how cases came out, what was held or seen, what the verb's own word holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import REMEDIES, Draft
from disclosure.linking.lexicon import Hit, Hits, hits_of
from disclosure.linking.measure import CONTENT, LIGHT, MONEY_MEASURES, RULINGS
from disclosure.linking.phrase import noun_phrase
from disclosure.vocabulary import words

_PAID_OUT = "发放"
_AT_COURT = ("审结", "审理", "判决", "裁决")
_OTHERS = frozenset({"其他", "其它", "其他情形"})
_OF_THEM = frozenset(words("adopted"))
"""Verbs that name no thing of their own: what was counted before was taken up."""
_THING_OF_VERB = re.compile(r"(?<=..)(?:咨询|来访|来信|来电|投诉|举报|求助|(?<=[形生]成)工单)$")
"""What a verb of the dictionary names itself (接受|咨询)."""
_SAYING = ("表示", "代表表示", "群众表示", "评价为")
"""What comes before how someone was content, and names nothing."""
_OF_OWN_MAKING = ("原创", "自编", "自采")
_OTHER_WORK = frozenset(
    {"issued", "published", "collected", "reviewed", "received", "accepted", "in_place", "events_held"}
)
"""What an office does besides its reviews and suits."""
_WHO_ASKED = frozenset({"群众", "市民", "诉求人", "来电人"})
_ANY_CASES = frozenset({"犯罪", "工单", "案件", "案卷", "事项", "办结件"}) | _WHO_ASKED
"""What a verb was done to that tells less than the verb (回访|工单214件, 督办|事项12件)."""
_RECEIVER = re.compile(
    r"^律师(?:承办|办理|代理)?(?=[\u4e00-\u9fff])|^(?:至|给)[^,。;:\d的有]{1,14}(?:中心|平台|机关|部门|单位|街道|社区|[局委办厅院所站镇乡])的(?!有[\u4e00-\u9fff])"
)
"""To whom something was sent that the verb's own words say nothing else of (上报|至街道指挥中心的有30件, 指派|律师承办援助案件30件)."""
_MEETING = re.compile(
    r"了?(?P<what>[^,。;\d]{1,14}?会议?)(?=[,。;、]|$|研究|部署|听取|安排|讨论|专题|推进|推动|协调|调度|审议|解决|分析)"
)
"""What is held, without what it was held for (召开|推进会|研究信访)."""
_HOW_HELD = re.compile(r"(?:亲自|专门|专题|主持|组织|牵头|带队|带头|集中){0,2}")
"""What stands between how often something was held and the verb (县长三次|亲自|召开例会)."""


def own_word(hit: Hit, draft: Draft, previous: Draft | None) -> str:
    """What the verb of a figure without an object says that it counts, or ''."""
    if thing := _THING_OF_VERB.search(hit.entry.word):
        return thing.group()  # 接受咨询12人次
    if hit.entry.word in _OF_THEM and previous is not None:
        return ""
    is_other = hit.entry.measure == "other"
    tells_how = hit.entry.word in CONTENT
    if not (is_other or tells_how or hit.entry.word.endswith(RULINGS) or _names_itself(draft, hit, previous)):
        return ""
    goes_on = is_other and previous is not None and previous.unit == draft.unit
    says_it = (
        hit.entry.word.endswith((*RULINGS, "件"))
        or tells_how  # which of those asked they are, nothing else tells
        or (previous is not None and is_outcome(previous.matter))
    )
    return "" if goes_on and not says_it else hit.entry.word


def told_by_verb(phrase: str, hit: Hit, measure: str, previous: Draft | None) -> str:
    """What a figure counts with what its verb adds (维持|具体行政行为8件)."""
    if hit.entry.word in CONTENT and phrase.endswith(_SAYING):
        return hit.entry.word  # 代表表示|满意9件
    if phrase and hit.entry.word not in phrase and hit.entry.measure == "other" and hit.entry.word.endswith(RULINGS):
        return hit.entry.word + phrase
    tells_more = hit.entry.word in CONTENT and phrase not in _WHO_ASKED
    if phrase in _ANY_CASES and (measure == hit.entry.measure == "other" or tells_more):
        return hit.entry.word + phrase
    is_next = previous is not None and (is_outcome(previous.matter) or previous.matter in _OTHERS)
    if not phrase and is_next and measure == "pending" and hit.entry.word.endswith(_AT_COURT):
        return hit.entry.word  # 维持4件,尚未|审结3件
    return phrase


def without_receiver(behind_verb: str) -> str:
    """What stands behind a verb without those to whom something was sent, which is not what was (移交|给市监部门的线索12件)."""
    return _RECEIVER.sub("", behind_verb)


def collected_behind(own: Sequence[Hit], filed: Hit, start: int) -> int:
    """Where what was collected begins, behind its verb, of which cases were made (采集|主城区立案9件); `start` where none was."""
    if filed.entry.measure != "filed":
        return start
    return next((h.end for h in own if h.entry.measure == "collected" and start <= h.start < filed.start), start)


def held_behind(text: str, hits: Hits, draft: Draft, end: int) -> str:
    """What was held so often, where only who held it stands before the number (书记两次|主持召开推进会), or ''."""
    if draft.unit_kind != "event":
        return ""
    held = next((h for h in hits.between(draft.end, end) if h.entry.role == "verb"), None)
    if held is None or held.entry.measure != "events_held" or not _HOW_HELD.fullmatch(text, draft.end, held.start):
        return ""
    meeting = _MEETING.match(text, held.end, end)
    return noun_phrase(meeting["what"]) if meeting is not None else ""


def _names_itself(draft: Draft, hit: Hit, previous: Draft | None) -> bool:
    """Whether a verb without an object tells what was held or done so many times (培训两场, 全年点击3万次), or how else news
    came about (原创12条,转发30条)."""
    if previous is not None and previous.matter.endswith(_OF_OWN_MAKING) and previous.unit == draft.unit:
        return True
    return is_occasion(draft, hit) or hit.entry.measure == "views"


def changed(text: str, own: list[Hit], draft: Draft, name_end: int) -> str:
    """What a change is of, behind the verb of its own words (受理|申请|比上年增加12件); '' where they name nothing."""
    done = [h for h in own if h.entry.role == "verb"]
    start = done[-1].end if done else draft.segment_start
    return noun_phrase(text[start:name_end]) if name_end < draft.start else ""


def was_tried(done: Sequence[Draft], previous: Draft | None) -> bool:
    """Whether reviews or suits were counted before in the sentence, whose end another word may tell; not behind what was done
    besides (行政诉讼3件;制发文件47件,废止|4件)."""
    for count in reversed(done[-6:]) if previous is not None else ():
        if count.measure in REMEDIES or (count.unit_kind == "case" and count.event.endswith(RULINGS)):
            return True
        if count.measure_from == "own" and count.measure in _OTHER_WORK:
            return False
    return False


def is_paid_out(hit: Hit, previous: Draft) -> bool:
    """Whether money was handed out behind a fee, which is then neither waived nor taken (减免诉讼费41万元,发放|救助金26万元)."""
    return hit.entry.word == _PAID_OUT and previous.measure.startswith("fees")


def is_occasion(draft: Draft, hit: Hit) -> bool:
    """Whether a figure counts how often something was held or done that its verb alone says."""
    counts_times = draft.unit_kind == "event" or draft.unit == "轮"
    return counts_times and hit.entry.word not in LIGHT and hit.entry.measure in ("events_held", "reviewed")


def is_outcome(matter: str) -> bool:
    """Whether a matter is nothing but how cases came out (维持, 满意, 超期), which another outcome is not of (纠错1件)."""
    late = any(h.entry.word == matter and h.entry.measure == "overdue" for h in hits_of(matter))
    return late or matter in CONTENT or matter.endswith((*RULINGS, "结果")) or matter.startswith(RULINGS)


def only_hints(draft: Draft, phrase: str, own: list[Hit]) -> bool:
    """Whether a phrase is nothing but what was done, which names no thing where a count of the unit came before (新增16项)."""
    return any(
        h.entry.word == phrase and (h.is_event or h.entry.role == "weak")
        and not (draft.unit_kind == "case" and h.entry.measure in MONEY_MEASURES)  # 收费14件: what cases are about
        for h in own
    )  # fmt: skip
