"""Closing rates over all that was to be dealt with: what came in and what was carried in together."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.linking.derived import total_of
from disclosure.linking.draft import CAME_IN, ENDED, REMEDIES, Draft, RateDraft
from disclosure.linking.fitting import fits

_OVER_STOCK = frozenset({"closing_rate", "handling_rate"})


def link_to_stock(rate: RateDraft, drafts: Sequence[Draft]) -> None:
    """Link a closing rate to the new cases and the old ones beside them, where these together give it (新收12345件,旧存1203件,
    审结12900件,结案率95.2%)."""
    if rate.measure not in _OVER_STOCK:
        return
    before = [
        d for d in drafts
        if d.basis == "stated" and d.number_start < rate.number_start and d.scope == rate.scope and d.total is None
        and not d.is_difference
    ]  # fmt: skip
    old = [d for d in before if d.measure == "carried_in"]
    new = [d for d in before if d.measure in CAME_IN or d.measure in REMEDIES]
    done = [d for d in before if d.measure in ENDED]
    if not old or not new or not done or len({old[-1].unit, new[-1].unit, done[-1].unit}) != 1:
        return
    stock = total_of(sorted((old[-1], new[-1]), key=lambda d: d.number_start))
    if stock.low >= done[-1].high and fits(rate, done[-1], stock):
        rate.numerator, rate.denominator, rate.link_basis = done[-1], stock, "agrees"
