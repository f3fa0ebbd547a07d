"""Which of the counts before a list may be its total, and whether it is certain; where the words that open it begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import ENDED, OUTCOMES, Draft
from disclosure.linking.lexicon import hits_of

_LONGEST, _FARTHEST = 10, 200
_LEADS_ON = (":", ",", "、", ";", "其中")
"""How a line ends that the next one goes on with."""
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(rf"(?P<of>[^,。;:]{{2,{_LONGEST}}}):")


def named_heads(cue: str, gap: str, heads: list[Draft]) -> list[Draft]:
    """Those counts whose stage the words behind a cue name (转办216件,办结194件。其中转办事项:|咨询类5件), or all of them."""
    named = _NAMED.match(gap, gap.find(cue) + len(cue))
    stages = {h.entry.measure for h in hits_of(named["of"]) if h.is_event} if named else set()
    return [d for d in heads if d.measure in stages] or heads


def is_doubtful(text: str, heads: Sequence[Draft], part: Draft, earlier: Sequence[Draft]) -> bool:
    """Whether another count than the nearest that may be a list's total may as well be meant: one of its stage told beside it
    in its clause (新增136条,累计公开987条,其中…), or one right before the list that is too small (收到314条,部门收到195条,县区收到118条,其中
    咨询119条…)."""
    head = heads[0]
    clause = text.rfind(";", max(0, head.start - _FARTHEST), head.start)
    beside = [
        d for d in earlier
        if d is not head and d.sentence == head.sentence and (d.unit, d.measure, d.scope) == (head.unit, head.measure, head.scope)
        and not d.is_difference and d.basis == "stated" and clause < d.number_start < part.number_start
    ]  # fmt: skip
    return any(d.number_start > head.number_start or (d.total is None and head.total is None) for d in beside)


def is_of_stage(head: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a count is of the stage of its parts, or they tell what became of the requests that it counts as answered
    (答复26件。其中公开3件,信息不存在8件), among which a 公开 without more may be."""
    if head.measure in (parts[0].measure, "other"):
        return True
    outcomes = sum(part.measure in OUTCOMES for part in parts)
    others = {part.measure for part in parts} - OUTCOMES
    return head.measure in ENDED and outcomes > 1 and others <= {"published"}


def said_from(text: str, at: int) -> int:
    """Where the words begin that may open a list before the first count of a sentence: behind the last full stop, and behind
    the last line where that counts something and does not lead on (其中:)."""
    nearest = max(0, at - _FARTHEST)
    stop = max(nearest, text.rfind("。", nearest, at) + 1)
    line = text.rfind("\n", stop, at)
    told = text[stop:line] if line >= 0 else ""
    return line + 1 if _DIGIT.search(told) and not told.rstrip().endswith(_LEADS_ON) else stop
