"""Shares that say in the same words what they are of (占当月立案总数的9%), which are all of one total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import comparable, fits, may_hold

_OF_TOTAL = re.compile(r"占(?P<of>[\u4e00-\u9fff]{2,12}总(?:数|量|件数|案件量))的?\Z")
_LONGEST = 24
_LEAST = 2
"""How many others must be of a total, to the last decimal, for one that only arithmetic gave another."""


def link_same_words(text: str, rates: Sequence[RateDraft]) -> None:
    """Give a share for which arithmetic chose a total, and which that total gives only where it is cut off, the one that all
    other shares of its section are of that say the same: right or wrong."""
    groups: dict[tuple[object, ...], list[RateDraft]] = {}
    for rate in rates:
        if rate.measure != "share" or rate.numerator is None or rate.denominator is None:
            continue
        found = _OF_TOTAL.search(text, max(rate.segment_start, rate.number_start - _LONGEST), rate.number_start)
        if found is not None:
            groups.setdefault((found["of"], rate.section, rate.scope), []).append(rate)
    for group in groups.values():
        for rate in group if len(group) > _LEAST else ():
            total = _total_of([other for other in group if other is not rate])
            if total is not None and rate.link_basis == "agrees" and _is_of(rate, total):
                rate.denominator, rate.link_basis = total, "nearest"


def _total_of(shares: Sequence[RateDraft]) -> Draft | None:
    """The one total of some shares, all of which it gives rounded, or None."""
    totals = {id(share.denominator): share.denominator for share in shares}
    total = next(iter(totals.values())) if len(totals) == 1 else None
    if total is None or total.terms:
        return None
    are_exact = all(s.numerator is not None and fits(s, s.numerator, total, rounded=True) for s in shares)
    return total if are_exact else None


def _is_of(rate: RateDraft, total: Draft) -> bool:
    part, chosen = rate.numerator, rate.denominator
    if part is None or chosen is None or part.terms or fits(rate, part, chosen, rounded=True):
        return False
    return comparable(total, part) and may_hold(total, part, rate) and total.number_start < part.number_start
