"""What 共有 tells of cases: not that they are set up, but how many came in, or went through what their own name says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosure.linking.draft import COMING_IN, ENDED, Draft
from disclosure.linking.left_over import says_open
from disclosure.linking.lexicon import Hit, hits_of
from disclosure.linking.measure import Governing, noun_measure

_THERE_ARE = "共有"
_ITEMS = "条"
"""What demands are counted in as well as news is (共有涉企诉求|47条), where a noun says that they are demands."""
_CASES = ("事项", "件", "案件", "工单", "任务")
"""What a verb stands before that says what was done with the cases that there are (督办|事项共有86件)."""
_NAMED_BY = ENDED | {"referred"}
_TOLD_OF_ALL = re.compile(r"(?:[类件]|事项|等)?(?:$|[,。;:、()\n和及与]|[均都全已]|主要|其中)")
"""What stands behind all that there are; anything else is told of some of them only (共有28件投诉|涉及物业)."""


class Those(NamedTuple):
    """What there are so many of: their measure, the word that tells it, and where it is told."""

    measure: str
    word: str
    origin: str


def stage_of_those(text: str, own: Sequence[Hit], draft: Draft, chief: Governing) -> Those | None:
    """What became of the cases that there are: they came in, by their noun (共有建议26件), went through what the verb that names
    them says (共有督办件45件, 督办事项共有86件), or are open where the words behind say so (共有3件建议|正在办理), which then end
    their name; `other` where those are told of that something else is said of; None where a figure counts something else."""
    if chief.hit.entry.word != _THERE_ARE:
        return None
    named = noun_measure([*hits_of(draft.matter)])
    came = next((n for n in (noun_measure([*own]), named) if n is not None and n.entry.measure in COMING_IN), None)
    is_case = draft.unit_kind == "case"
    is_told = is_case or (draft.unit == _ITEMS and came is not None and draft.matter.endswith(came.entry.word))
    verbs = [h for h in own if h.entry.role == "verb" and h.entry.measure in _NAMED_BY] if is_case else []
    verb = next((h for h in reversed(verbs) if text.startswith(_CASES, h.end)), None)
    if not is_told or (came is None and verb is None):
        return None
    is_behind = named is not None and text.startswith(draft.matter[: named.end], draft.end)
    end = draft.end + (named.end if named is not None and is_behind else 0)  # 共有3件建议|正在办理
    if says_open(text, end) or says_open(text, chief.hit.end, draft.start):
        draft.matter = draft.matter[: named.end] if named is not None else draft.matter
        return Those("pending", _THERE_ARE, "own")
    if came is None:
        return Those(verb.entry.measure or "other", verb.entry.word, "own") if verb is not None else None
    is_all = _TOLD_OF_ALL.match(text, end) is not None
    return Those(came.entry.measure or "other", came.entry.word, "noun") if is_all else Those("other", "", "own")
