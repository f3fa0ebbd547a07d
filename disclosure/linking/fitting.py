"""Whether a rate may follow from two counts, and whether one count may be a part of another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.linking.channel import BODY, OFFICES
from disclosure.linking.draft import Draft, RateDraft

_ALL = 100
_BODIES = (*BODY, *OFFICES)
CASE_UNITS = frozenset({"case", "item"})
VISITS = frozenset({"批", "批次"})
"""Units of visits, which may be counted among cases."""


def fits(rate: RateDraft, numerator: Draft, denominator: Draft, rounded: bool = False) -> bool:
    """Whether the rate may follow from the counts: by cross-multiplication on intervals, rounded or (unless told) cut off."""
    if denominator.low <= 0:
        return False
    numerator_low, numerator_high = _as_printed(numerator)
    denominator_low, denominator_high = _as_printed(denominator)
    unit = Decimal(1).scaleb(-rate.decimals)
    low, high = (
        (rate.low - unit / 2, rate.high + (unit / 2 if rounded else unit))
        if rate.qualifier == "exact"
        else (rate.low, rate.high)
    )
    above, below = 100 * numerator_low, high * denominator_high
    # what is cut off never reaches the next step, what is rounded may lie in the middle
    is_low_enough = above <= below if rounded or rate.qualifier != "exact" else above < below
    return is_low_enough and 100 * numerator_high >= low * denominator_low


def have_one_whole(shares: Sequence[tuple[RateDraft, Draft]]) -> bool:
    """Whether several shares may all be of one count that none tells, no smaller than what they count together."""
    least, most = sum(_as_printed(part)[0] for _, part in shares), Decimal("Infinity")
    for rate, part in shares:
        unit = Decimal(1).scaleb(-rate.decimals)
        if rate.low <= unit / 2:
            return False
        low, high = _as_printed(part)
        least = max(least, 100 * low / (rate.high + unit))
        most = min(most, 100 * high / (rate.low - unit / 2))
    return len(shares) > 1 and least < most and most // 1 >= least


def _as_printed(count: Draft) -> tuple[Decimal, Decimal]:
    """What a count may be; one that is only rounded (1.42万件) is taken as it is printed."""
    return (count.value, count.value) if count.qualifier == "exact" else (count.low, count.high)


def comparable(total: Draft, part: Draft) -> bool:
    """Whether a count may be a part of another: of its unit, cases both, or visits among cases (来访370批)."""
    of_cases = total.unit_kind == "case" and part.unit in VISITS
    return total.unit == part.unit or {total.unit_kind, part.unit_kind} <= CASE_UNITS or of_cases


def same_stream(a: Draft, b: Draft) -> bool:
    """Whether two counts may be of the same cases: not where each names another way in, or is told of another body."""
    return not a.channel or not b.channel or a.channel == b.channel or not (_says_whose(a) and _says_whose(b))


def _says_whose(count: Draft) -> bool:
    return count.own_channel or count.channel.endswith(_BODIES)


def may_hold(total: Draft, part: Draft, share: RateDraft) -> bool:
    """Whether a count may be what a share is of: not the same number told before, unless it is all of it."""
    return total.low >= part.high and (share.pct >= _ALL or total.value != part.value)
