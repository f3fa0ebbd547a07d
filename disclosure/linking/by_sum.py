"""Kinds of cases told under a title of their own: they count at the stage whose count they add up to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from disclosure.linking.draft import COMING_IN, INHERITED, Draft

_LEAST = 2
_MOST = 40
_NO_CHANCE = 10
"""A sum that a count of another stage is by chance is less."""
_PARAGRAPHS = 8
"""How far before its kinds, titles between, a count may stand."""
_STAGES = COMING_IN | {"referred"}


def stage_by_sum(text: str, drafts: Sequence[Draft], before: Callable[[], list[Draft]]) -> None:
    """Set the stage of a sentence's cases, where no verb of theirs tells one, to that of a count before it which their kinds
    make exactly (接收520件,立案500件。… 事件类400件,主要为占道260件;部件类100件: those filed). `before` gives the counts
    before it."""
    if not drafts or len(drafts) > _MOST:
        return
    told = [d for d in drafts if d.unit_kind == "case"]
    if len(told) < _LEAST or any(
        d.measure_from not in INHERITED or d.scope != "actual" or d.is_difference or d.measure not in _STAGES
        for d in told
    ):
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
