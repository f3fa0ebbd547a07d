"""Lists told severally: 甲、乙、丙分别为3件、5件、1件."""

from __future__ import annotations

import re

from disclosure.linking.channel import BODY, channel_in
from disclosure.linking.draft import CASE_STAGES, Draft
from disclosure.linking.lexicon import hits_of
from disclosure.linking.measure import Governing, governing
from disclosure.linking.phrase import is_vacant, noun_phrase
from disclosure.linking.settle import set_measure
from disclosure.linking.years import ONE_YEAR

_SEVERALLY = re.compile(r"分别|各")
_NAMED_BEFORE = re.compile(
    r"[是为有:,。;](?P<names>[^,。;:是为有\d]{1,8}(?:[、和及][^,。;:是为有、\d]{1,8}?){1,5})(?:等?[两三四五六七八九\d][个家类项大][\u4e00-\u9fff]{0,6})?,$"
)
_RANKED = re.compile(
    r"(?P<what>[^,。;:、]{0,16}?)(?:最多|最高|较多|较高|居前|靠前|前[二三四五六七八九十]位?|突出)的(?:分别|依次)?(?:是|为|有)"
    r"(?P<names>[^,。;:]{3,80}),(?:数量|件数)?$"
)
_RANKED_BEHIND = re.compile(
    r"(?:^|[,。;:\n])(?P<names>[^,。;:\n]{3,80}?)(?:的)?(?P<what>(?:受理|举报|投诉|诉求|工单|案件|信访|承办|派件|来电|办件|咨询|求助)(?:件|总)?[量数])"
    r"(?:居|位居|位列|排|列|排名|最|较|靠)(?:前|多|高|大)[^,。;:\d]{0,6},$"
)
"""The names in the clause before, and how much they had in common (甲市、乙市举报量居前,|分别为)."""
_AMOUNT_BEHIND = re.compile(
    r"\)(?:等[^,。;()\d]{1,6})?(?:的|[两三四五六七八九十][省市州县区局家类项])?(?P<amount>[\u4e00-\u9fff]{2,4}[量数])"
    r"(?:均|都|分别|依次)?(?:居|位居|位列|名列|列|排|处于|较|最|靠前)"
)
_GOES_ON = (")、", ")和", ")及", ")与", "),")
_FARTHEST = 100
_SPLIT = re.compile(r"[、和及与]|以及")


def name_severally(text: str, drafts: list[Draft]) -> None:
    """甲、乙、丙分别为3件、5件、1件: each number takes its own name from the list before the first."""
    if not _SEVERALLY.search(text, min(d.segment_start for d in drafts), drafts[-1].start):
        return
    for at, first in enumerate(drafts):
        cue = _SEVERALLY.search(first.words)
        if not cue:
            continue
        run = [first]
        for draft in drafts[at + 1 :]:
            if _SEVERALLY.search(draft.words) or not is_vacant(text[run[-1].end : draft.start].strip("、,和及")):
                break
            run.append(draft)
        told = first.words[: cue.start()]
        if _name_ranked(text, first.start - len(first.words) + cue.start(), run):
            continue
        before = _NAMED_BEFORE.search(text, max(0, first.segment_start - _FARTHEST), first.segment_start)
        if is_vacant(told) and before is not None:
            told = before["names"]  # 前四位是公安、工商、民政、国土四家窗口,分别受理
        names = [n for n in _SPLIT.split(told) if n.strip()]
        if len(names) != len(run) and told.count("、") == len(run) - 1:
            names = told.split("、")  # 建议及其他 is one name
        if len(run) < 2 or len(names) < len(run):
            continue
        names = names[-len(run) :]
        if all(ONE_YEAR.fullmatch(name) for name in names[:-1]):
            names = [names[-1]] * len(run)  # 2016、2017、2018年收案数分别为
        if _name_bodies(names, run):
            continue
        for name, draft in zip(names, run, strict=True):
            _name_one(name, draft, first, names[-1])


def count_behind(text: str, drafts: list[Draft]) -> None:
    """甲市(13件)、乙市(11件)受理量居前二: what each of the list counts stands behind its last."""
    for at, last in enumerate(drafts):
        behind = _AMOUNT_BEHIND.match(text, last.end) if text.startswith(")", last.end) else None
        named = [h for h in hits_of(behind["amount"]) if h.entry.role == "amount"] if behind else []
        if not named:
            continue
        first = at
        while first and text[drafts[first - 1].end : drafts[first - 1].end + 2] in _GOES_ON:
            first -= 1
        for draft in drafts[first : at + 1]:
            set_measure(draft, named[-1].entry.measure or "other", "own", named[-1].entry.word)


def _name_bodies(names: list[str], run: list[Draft]) -> bool:
    """甲区、乙区办结工单分别为3件、5件: the names are bodies, and what they did stands behind the last; False where not."""
    last = names[-1]
    chief = governing(last, list(hits_of(last)), 0, len(last), run[0].unit_kind)
    if not chief or not all(name.endswith(BODY) for name in [*names[:-1], last[: chief.hit.start]]):
        return False
    counted = noun_phrase(last[chief.hit.end :])
    for name, draft in zip([*names[:-1], last[: chief.hit.start]], run, strict=True):
        draft.channel, draft.own_channel = name, True
        draft.matter, draft.own_matter = counted or draft.matter, bool(counted)
        set_measure(draft, chief.measure, "own", chief.hit.entry.word)
    return True


def _name_ranked(text: str, at: int, run: list[Draft]) -> bool:
    """投诉最多的是甲市、乙市、丙市,数量|分别是3件、5件、1件: the names stand in the clause before; False where they do not."""
    ranked = _RANKED.search(text, max(0, at - _FARTHEST), at) or _RANKED_BEHIND.search(text, max(0, at - _FARTHEST), at)
    names = _SPLIT.split(ranked["names"]) if ranked else []
    if ranked is None or len(names) != len(run) or len(run) < 2:
        return False
    counted = noun_phrase(ranked["what"])
    amount = next((h for h in hits_of(ranked["what"]) if h.entry.role == "amount"), None)
    for name, draft in zip(names, run, strict=True):
        if name.endswith(BODY):
            draft.channel, draft.own_channel = name, True
            draft.matter, draft.own_matter = counted or draft.matter, True
        else:
            draft.matter, draft.own_matter = noun_phrase(name) or draft.matter, True
        if amount is not None and draft.measure == "other":
            set_measure(draft, amount.entry.measure or "other", "own", amount.entry.word)
    return True


def _name_one(name: str, draft: Draft, first: Draft, last: str) -> None:
    found = list(hits_of(name))
    chief = governing(name, found, 0, len(name), draft.unit_kind)
    counted = _counted_by_verb(name, chief) or _counted_by_verb(last, chief)
    draft.matter, draft.own_matter = counted or noun_phrase(name) or draft.matter, True
    if chief:
        set_measure(draft, chief.measure, "own", chief.hit.entry.word)
    elif draft is not first:
        draft.measure, draft.event = first.measure, first.event
    draft.channel = channel_in(name, 0, len(name), found) or draft.channel


def _counted_by_verb(name: str, chief: Governing | None) -> str:
    """What follows the verb that a name opens with (受理和|审结商事案件分别为), or '' where it opens with none."""
    opens = next(iter(hits_of(name)), None) if chief is not None and chief.hit.entry.role == "verb" else None
    is_verb = opens is not None and opens.start == 0 and opens.entry.role == "verb"
    is_stage = is_verb and opens is not None and opens.entry.measure in CASE_STAGES
    return noun_phrase(name[opens.end :]) if is_stage and opens is not None else ""
