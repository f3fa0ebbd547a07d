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
        # all others must be of their total to the last decimal, so that only the one that is not may change
        astray = [rate for rate in group if not _is_exact(rate)] if len(group) > _LEAST else []
        if len(astray) != 1 or astray[0].link_basis != "agrees":
            continue
        total = _total_of([other for other in group if other is not astray[0]])
        if total is not None and _is_of(astray[0], total):
            astray[0].denominator, astray[0].link_basis = total, "nearest"


def _total_of(shares: Sequence[RateDraft]) -> Draft | None:
    """The one total of some shares, or None."""
    totals = {id(share.denominator): share.denominator for share in shares}
    total = next(iter(totals.values())) if len(totals) == 1 else None
    return None if total is None or total.terms else total


def _is_exact(share: RateDraft) -> bool:
    """Whether a share's own counts give it rounded."""
    part, total = share.numerator, share.denominator
    return part is not None and total is not None and fits(share, part, total, rounded=True)


def _is_of(rate: RateDraft, total: Draft) -> bool:
    part = rate.numerator
    return (
        part is not None
        and not part.terms
        and comparable(total, part)
        and may_hold(total, part, rate)
        and total.number_start < part.number_start
    )
