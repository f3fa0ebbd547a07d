"""Rates told before the counts that they stand on (结案率达97.6%。本季度共立案2310件,结案2255件)."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.linking.bases import told_elsewhere
from disclosure.linking.certain import ON_TIME
from disclosure.linking.counts import STAGE_OF
from disclosure.linking.draft import UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import fits
from disclosure.linking.spoken_of import is_of_wider

_FARTHEST = 4
"""How many sentences behind a rate its counts may be told."""


def link_to_later(text: str, rates: Sequence[RateDraft], drafts: Sequence[Draft]) -> None:
    """Give a rate by itself, without counts before it, those of its stage that the next sentences tell; what came in may
    stand in its own. Counts that do not give it to the last decimal are no evidence against it, since the language only says
    where they may stand."""
    for rate in rates:
        stages = STAGE_OF.get(rate.measure, ())
        if rate.numerator is not None or not stages or not rate.decimals or rate.scope != "actual":
            continue
        if rate.kind == "point" or is_of_wider(text, rate):
            continue
        behind = [
            d for d in drafts
            if d.number_start > rate.end and d.sentence - rate.sentence <= _FARTHEST and d.section == rate.section
        ]  # fmt: skip
        came_in = [
            d for d in drafts
            if d.sentence == rate.sentence and d.number_start < rate.number_start
            and d.measure in UPSTREAM and d.total is None and d.basis == "stated"
        ]  # fmt: skip
        pairs = [
            p for p in told_elsewhere(text, rate, stages, [*came_in[-1:], *behind], apart=True) if _is_of(rate, *p)
        ]
        if len({(n.value, d.value) for n, d in pairs}) == 1:
            (rate.numerator, rate.denominator), rate.link_basis = pairs[0], "agrees"


def _is_of(rate: RateDraft, numerator: Draft, denominator: Draft) -> bool:
    """Whether the counts give a rate, rounded, and both or neither are of what was done in time."""
    in_time = [ON_TIME.search(words) is not None for words in (rate.label, numerator.words)]
    return in_time[0] == in_time[1] and fits(rate, numerator, denominator, rounded=True)
