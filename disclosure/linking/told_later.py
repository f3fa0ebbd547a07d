"""Rates told before the counts that they stand on (结案率达97.6%。本季度共立案2310件,结案2255件)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from disclosure.linking.bases import told_elsewhere
from disclosure.linking.certain import ON_TIME
from disclosure.linking.draft import UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import fits
from disclosure.linking.numerators import STAGE_OF
from disclosure.linking.spoken_of import is_of_wider

_FARTHEST = 4
"""How many sentences behind a rate its counts may be told."""
_MOST = 40
"""How many counts from the rate's sentence on are looked at."""
_OF_ALL = re.compile("全[国省市州县区]")
_OURS = re.compile("[我本](?:[省市州县区镇乡局]|街道)")
"""A rate of a whole city is not of what one of its districts counts (全市办结率95.5%。我区受理2000件)."""


def link_to_later(text: str, rates: Sequence[RateDraft], drafts: Sequence[Draft]) -> None:
    """Give a rate by itself, without counts before it, those of its stage that the next sentences tell; what came in may
    stand in its own. Counts that do not give it to the last decimal are no evidence against it, since the language only says
    where they may stand."""
    sentences = [d.sentence for d in drafts]
    for rate in rates:
        stages = STAGE_OF.get(rate.measure, ())
        if rate.numerator is not None or not stages or not rate.decimals or rate.scope != "actual":
            continue
        if rate.kind == "point" or is_of_wider(text, rate):
            continue
        first, last = (bisect_left(sentences, rate.sentence + step) for step in (0, _FARTHEST + 1))
        around = drafts[first : min(last, first + _MOST)]
        behind = [d for d in around if d.number_start > rate.end and d.section == rate.section]
        came_in = [
            d for d in around
            if d.number_start < rate.number_start and d.measure in UPSTREAM and d.total is None and d.basis == "stated"
        ]  # fmt: skip
        if behind and _is_of_more(text, rate, behind[-1]):
            continue
        told = told_elsewhere(text, rate, stages, [*came_in[-1:], *behind], apart=True)
        pairs = [pair for pair in told if _is_of(rate, *pair)]
        if len({(n.value, d.value) for n, d in pairs}) == 1:
            (rate.numerator, rate.denominator), rate.link_basis = pairs[0], "agrees"


def _is_of_more(text: str, rate: RateDraft, last: Draft) -> bool:
    """Whether a rate is of more than the office whose counts follow it."""
    whole = _OF_ALL.search(text, rate.segment_start, rate.number_start)
    return whole is not None and _OURS.search(text, rate.end, last.start) is not None


def _is_of(rate: RateDraft, numerator: Draft, denominator: Draft) -> bool:
    """Whether the counts give a rate, rounded, and both or neither are of what was done in time."""
    in_time = [ON_TIME.search(words) is not None for words in (rate.label, numerator.words)]
    return in_time[0] == in_time[1] and fits(rate, numerator, denominator, rounded=True)
