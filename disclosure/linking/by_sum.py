"""Kinds of cases told under a title of their own: they count at the stage whose count they add up to, or have their share of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from disclosure.linking.draft import COMING_IN, ENDED, INHERITED, Draft, RateDraft
from disclosure.linking.fitting import fits

_CLASS = "类"
_SAYS_STAGE = re.compile("收到|受理|接收|接到|登记|来信|来电|来访|反映|主要|集中|之中|其中")
"""What a sentence opens with that says itself what its kinds are of (受理的投诉中,…), or that they are not all."""
_TITLE_OF_KINDS = re.compile(r"(?:分类|类型|类别|构成|分布)(?:情况|如下|是|为)*:[^,。;:\d]{0,12}$")
"""What the kinds of all stand under, whatever was told last before it (受理438件。按期回复438件。工单分类:|咨询35件)."""
_LEAST = 2
_MOST = 40
_NO_CHANCE = 10
"""A sum that a count of another stage is by chance is less."""
_PARAGRAPHS = 8
"""How far before its kinds, titles between, a count may stand."""
_FROM_BEFORE = INHERITED - {"noun"}
"""Where a stage is from that no word beside the count tells (公众举报43件 came in by its own word)."""
_STAGES = COMING_IN | {"referred"}


def stage_by_sum(text: str, drafts: Sequence[Draft], before: Callable[[], list[Draft]]) -> None:
    """Set the stage of a sentence's cases, where no verb of theirs tells one, to that of a count before it which their kinds
    make exactly (接收520件,立案500件。… 事件类400件,主要为占道260件;部件类100件: those filed). `before` gives the counts
    before it."""
    if not drafts or len(drafts) > _MOST:
        return
    told = [d for d in drafts if d.unit_kind == "case"]
    if len(told) < _LEAST:
        return
    head = text[_opening(text, told[0].start) : told[0].number_start]
    stages = _STAGES | ENDED if _TITLE_OF_KINDS.search(head) else _STAGES
    if any(
        d.measure_from not in INHERITED or d.scope != "actual" or d.is_difference or d.measure not in stages
        for d in told
    ):
        return
    if _SAYS_STAGE.search(head):
        return
    opens = [told[0], *(d for last, d in pairwise(told) if ";" in text[last.end : d.start])]
    near = before()
    for kinds in (opens, told):
        whole = _made_by(kinds, near) if len(kinds) >= _LEAST else ""
        if whole:
            was = told[0].measure
            for draft in drafts:
                if draft.measure == was and draft.measure_from in INHERITED:
                    draft.measure = whole
            return


def _opening(text: str, at: int) -> int:
    """Where the sentence begins that a place stands in."""
    return max(text.rfind(mark, 0, at) for mark in "。\n") + 1


def stage_by_share(drafts: Sequence[Draft], shares: Sequence[RateDraft]) -> None:
    """The same by a class's share, or one with decimals, of a count told before (立案917件。… 事件类702件,占76.55%,主要为占道274件); what
    follows within the kind goes with it. Not beside one whose own verb tells how it came in (监督员上报703件;公众举报20件)."""
    if any(d.measure_from == "own" and d.measure in _STAGES for d in drafts):
        return
    for share in shares:
        kind, whole = share.numerator, share.denominator
        if kind is None or whole is None or not fits(share, kind, whole):
            continue
        if not share.decimals and not kind.matter.endswith(_CLASS):
            continue  # fits by chance
        was = kind.measure
        is_other = (
            whole.measure in COMING_IN and was != whole.measure and was in _STAGES and whole.sentence < kind.sentence
        )
        if not is_other or kind.measure_from not in _FROM_BEFORE or kind.unit != whole.unit or kind.total is not None:
            continue
        for draft in drafts:
            if draft.number_start >= kind.number_start and draft.measure == was and draft.measure_from in _FROM_BEFORE:
                draft.measure = whole.measure


def _made_by(kinds: Sequence[Draft], near: Sequence[Draft]) -> str:
    """The stage of the count that some kinds add up to, '' where none is, or one already has theirs."""
    total = sum(d.value for d in kinds)
    if total < _NO_CHANCE or len({d.unit for d in kinds}) != 1:
        return ""
    wholes = [
        d for d in near
        if d.value == total and d.unit == kinds[0].unit and d.measure in _STAGES and d.scope == "actual"
        and d.basis == "stated" and d.low == d.high and not d.is_difference and d.sentence < kinds[0].sentence
        and kinds[0].paragraph - d.paragraph <= _PARAGRAPHS
    ]  # fmt: skip
    came_in = [d for d in wholes if d.measure in COMING_IN] or wholes
    return "" if not came_in or any(d.measure == kinds[0].measure for d in came_in) else came_in[-1].measure
