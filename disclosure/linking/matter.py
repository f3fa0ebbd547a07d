"""What a figure counts: a noun phrase of the report's own words."""

from __future__ import annotations

import re

from disclosure.linking.draft import CASE_STAGES, Draft
from disclosure.linking.lexicon import Hit, Hits, hits_of
from disclosure.linking.measure import LIGHT, Governing, noun_measure
from disclosure.linking.phrase import following_phrase, noun_phrase
from disclosure.linking.place import Place

_LIST_TAIL = re.compile(r"(?:等|的|了|等等)$")
_THROUGH = re.compile(r"^.*?(?:通过|利用|运用|借助|依托)")


def set_matter(
    text: str,
    hits: Hits,
    place: Place,
    draft: Draft,
    own: list[Hit],
    span: tuple[int, int],
    chief: Governing | None,
    previous: Draft | None,
) -> None:
    """Set what a figure counts, in the report's own words without the verb; `span` is from the end of its name to the end
    of the words behind it. A figure without words of its own takes those of the one before, or its heading's."""
    name_end, right_end = span
    left = text[draft.segment_start : name_end]
    behind = following_phrase(text, draft.end, right_end)
    phrase = ""
    if draft.is_difference:
        phrase = ""
    elif chief is None or chief.hit.entry.role in ("outcome", "remedy"):
        phrase = noun_phrase(left)
        if behind and (not phrase or _LIST_TAIL.search(left.rstrip("、,")) or _names_thing(text, hits, draft, behind)):
            phrase = behind
    else:
        hit = chief.hit
        rest = text[hit.end : name_end]
        phrase = noun_phrase(rest)
        if phrase and behind and _LIST_TAIL.search(rest.rstrip("、,")):
            phrase = behind
        elif not phrase and hit.entry.role == "amount":
            before = _before(text, draft, hit)
            phrase = before if chief.measure in CASE_STAGES or chief.is_due else noun_phrase(before + hit.entry.word)
        elif not phrase:
            phrase = behind
            if not phrase:
                before = _before(text, draft, hit)
                phrase = "" if _is_actor(before, own, hit) and hit.entry.word not in LIGHT else before
            if not phrase and hit.entry.measure == "other":
                phrase = hit.entry.word
    if phrase:
        draft.matter, draft.own_matter = phrase, True
    elif previous is not None:
        draft.matter = previous.matter
    elif place.previous is not None:
        draft.matter = place.previous.matter
    draft.matter = draft.matter or noun_phrase(place.section_title)
    if chief:
        draft.subject = noun_phrase(text[draft.segment_start : chief.hit.start])


def _before(text: str, draft: Draft, hit: Hit) -> str:
    """The words before a verb, without what it was done through."""
    return noun_phrase(_THROUGH.sub("", text[draft.segment_start : hit.start]))


def _names_thing(text: str, hits: Hits, draft: Draft, behind: str) -> bool:
    """Whether the words right behind the unit name what is counted (机关14个|处室)."""
    if draft.unit_kind not in ("item", "person", "case") or len(behind) < 2:
        return False
    if draft.unit_kind == "person" and noun_measure(hits.between(draft.segment_start, draft.start)):
        return False
    attached = text.startswith(behind, draft.end)
    return attached and not any(h.is_event and h.start == 0 for h in hits_of(behind))


def _is_actor(before: str, own: list[Hit], hit: Hit) -> bool:
    """Whether the words before a verb name who did it or through what, not what it was done to."""
    return any(h.entry.is_channel and h.end <= hit.start for h in own) or before.endswith(
        (
            "局",
            "委",
            "办",
            "部门",
            "单位",
            "中心",
            "政府",
            "处",
            "所",
            "站",
            "大队",
            "镇",
            "街道",
            "公司",
            "学校",
            "医院",
            "窗口",
            "我们",
            "人员",
        )
    )
