"""The counts that a share (占a%) may be of: the one it names, its list's total, those told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.bases import is_among, is_of_stage
from disclosure.linking.carried import is_whole_of
from disclosure.linking.certain import ON_TIME
from disclosure.linking.draft import REMEDIES, UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import comparable, may_hold
from disclosure.linking.lexicon import hits_of

_OF_TOTAL = re.compile(r"占(?P<of>[^,。;%占]{0,20}?)(?:总数|总量|总件数|受理量|数量|(?<=留言)[数量])?的?$")
_AMONG = re.compile(r"[,。;:\n](?:在|全部|所有|各类)?(?P<of>[\u4e00-\u9fff]{2,8}?)(?:当)?中,(?=[^。;\d]{0,16}$)")
"""What names the cases that a count is among (有效来电中,咨询类15120个,占80%)."""
WHOLE = re.compile(r"占(?:全部|所有)")
"""What says that a share is of the count of just that, and of no kind of it (占全部信息的2.8%)."""
FARTHEST = 40
"""Characters before a count in which it may be said what it is among."""
_VERB_AND_NOUN = 4
_KIND = "类"


def words_of_total(text: str, rate: RateDraft, numerator: Draft) -> str:
    """What a share says it is of (占受理总数的9%: 受理), '' where nothing more than a total."""
    until = max(rate.start, rate.segment_start)  # before 近, 超过
    said = _OF_TOTAL.search(text[numerator.end : until]) or _OF_TOTAL.search(text[rate.segment_start : until])
    return (
        re.sub(r"全部|所有|[当本]月|[当全本]年|(?<!城)市|[全县区局本其总的]|^比[例重]?$", "", said["of"]).replace(
            "受案", "受理"
        )
        if said
        else ""
    )


def totals_of(
    text: str, rate: RateDraft, numerator: Draft, drafts: Sequence[Draft], near: Sequence[Draft], words: str
) -> list[Draft]:
    """The counts that a share may be of, best first: the one it names, the list's total, the counts before."""
    earlier = [
        d for d in [*near, *drafts]
        if (d.number_start < numerator.number_start or is_whole_of(text, d, rate.end)) and d.scope == numerator.scope and d.basis == "stated" and d is not numerator
        and not d.is_difference and comparable(d, numerator) and may_hold(d, numerator, rate)
        and not (numerator.measure == "overdue" and not d.is_due and ON_TIME.search(d.words))
    ]  # fmt: skip
    named = named_by(text, rate, numerator, earlier[::-1], words)
    readings = named[:2]
    if numerator.total is not None and numerator.total not in readings:
        readings.append(numerator.total)
    readings += [
        d for d in reversed(earlier)
        if d not in readings and (d.measure in UPSTREAM or ((d.total is None or d.sentence != numerator.sentence) and (d.is_case or d.measure in REMEDIES or d.measure == numerator.measure)))
    ]  # fmt: skip
    readings += [d for d in reversed(drafts) if d in earlier and d not in readings and d.total is None]
    return readings[:20]


def named_by(text: str, rate: RateDraft, numerator: Draft, totals: Sequence[Draft], words: str) -> list[Draft]:
    """Those of some counts that a share says it is of, with their number, by their stage or matter, or as what it is among;
    `words` are those for what it is of."""
    nearest = max(0, numerator.segment_start - FARTHEST)
    says_among = text.find("中,", nearest, numerator.start) >= 0
    among = _AMONG.search(text, nearest, numerator.start) if says_among else None
    apart = (words[:2], words[2:]) if len(words) == _VERB_AND_NOUN else ()
    is_stage = any(h.is_event and h.entry.word == words for h in hits_of(words))
    if words and WHOLE.search(text, rate.segment_start, rate.number_start):
        wholes = [t for t in totals if t.matter == words]
        if wholes:
            return wholes
    named = [
        t for t in totals
        if (among is not None and among["of"] in t.words + t.matter) or is_among(text, t, numerator)
        or (len(words) > 1 and are_of(words, t))
        or (apart and all(word in t.words for word in apart))
        or (is_stage and words in t.words)
        or is_whole_of(text, t, rate.end)
    ]  # fmt: skip
    of_stage = [t for t in totals if t.sentence == numerator.sentence and is_of_stage(words, t)] if not named else []
    return of_stage if len(of_stage) == 1 else named


def are_of(words: str, total: Draft) -> bool:
    """Whether the words of a share's total name a count by what it is of or by what was done; of one that is itself told as a
    part, what was done says whose part it is."""
    event = total.event if total.measure_from != "list" else ""
    of = total.matter.replace(_KIND, "") + event  # 城市客运投诉 is of 城市客运类投诉
    return words in total.matter + event or words.replace(_KIND, "") in of or (event != "" and event in words)
