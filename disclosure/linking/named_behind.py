"""Whether the words behind a number name what it counts."""

from __future__ import annotations

import re

from disclosure.linking.channel import way_behind
from disclosure.linking.draft import Draft
from disclosure.linking.lexicon import Hits, hits_of
from disclosure.linking.measure import noun_measure
from disclosure.linking.phrase import following_phrase
from disclosure.vocabulary import words

_OF_OWN = re.compile("[本我全][省市州县区旗镇乡局]")
_PLACES = frozenset("省市县区镇乡村校户")
_STAFF = words("staff")
_SHORT = 3
_SOME_OF = re.compile(r"(?:^|[^其])中,?(?:仅|只)?有$|^有$")
_OF_BODIES = frozenset({"个", "家", "名"})
_ORGAN_NEXT = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:学院|院系|部门|单位|乡镇|街道|县区|科室|处室|分局|站所)(?=网站|全学?年|全学期|[未没]|连续)"
)
"""What stands behind the number of those of whom a clause of its own tells (公开不均衡,有|4个学院全年…)."""
_DENIALS = ("未", "没有", "没", "不")


def names_thing(text: str, hits: Hits, draft: Draft, behind: str) -> bool:
    """Whether the words right behind the unit name what is counted (机关14个|处室)."""
    if tells_some(draft):
        return False
    if draft.unit_kind not in ("item", "person", "case") or (len(behind) < 2 and behind not in _PLACES):
        return False
    named = noun_measure(hits.between(draft.segment_start, draft.start)) if draft.unit_kind == "person" else None
    if named is not None and named.entry.measure != "in_place":
        return False
    own = _OF_OWN.match(text, draft.end)
    attached = text.startswith(behind, own.end() if own else draft.end)
    says_done = any(h.is_event and (h.start == 0 or behind.endswith(_DENIALS, 0, h.start)) for h in hits_of(behind))
    return attached and not says_done


def tells_some(draft: Draft) -> bool:
    """Whether a number tells of how many places something is so (27个镇街中有4个|考核得分偏低)."""
    return draft.unit in _OF_BODIES and _SOME_OF.search(draft.words) is not None


def stands_beside(text: str, hits: Hits, draft: Draft, phrase: str, behind: str) -> bool:
    """Whether the words behind a number name what those before it list (东街、河口、马场三个|分站) or hold
    (综合股4名|专职工作人员)."""
    if not text.endswith(phrase, 0, draft.start) or not names_thing(text, hits, draft, behind):
        return False
    if draft.unit_kind == "person":
        return behind.endswith(_STAFF) and not phrase.endswith(_STAFF)
    return draft.unit_kind == "item" and "、" in phrase and len(behind) > 1


def names_bodies(text: str, hits: Hits, draft: Draft, right_end: int) -> bool:
    """Whether the words behind a number name people or places, of which the clause before tells nothing (维护不到位,全市28个|交警
    微博中有3个), or how cases came."""
    if way_behind(text, draft):
        return True
    if draft.unit not in _OF_BODIES and draft.unit_kind != "event":
        return False
    if tells_some(draft) and _ORGAN_NEXT.match(text, draft.end):
        return True
    behind = following_phrase(text, draft.end, right_end)
    if draft.unit_kind == "event":
        acts = [h for h in hits_of(behind) if h.is_event and h.start == 0]
        return len(behind) > _SHORT and text.startswith(behind, draft.end) and not acts  # 完成4次|数据研判报告
    return len(behind) > 1 and names_thing(text, hits, draft, behind)
