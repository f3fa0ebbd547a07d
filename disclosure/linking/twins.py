"""Rates told twice: the headline's 办结率99.2% stands on the counts that the text gives for it further on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from disclosure.linking.draft import RateDraft
from disclosure.linking.fitting import fits
from disclosure.linking.phrase import is_vacant
from disclosure.linking.spoken_of import is_of_wider

_ALL = 100


def link_twins(text: str, rates: Sequence[RateDraft], headings: Collection[int]) -> None:
    """Give a rate without counts those of the same rate told elsewhere: of the same name and the same decimals, where all
    that is told of it stands on the same two counts. `headings`: the places of sentences that are headings."""
    told: dict[tuple[object, ...], list[RateDraft]] = {}
    for rate in rates:
        if rate.numerator is not None and rate.denominator is not None and rate.label:
            told.setdefault(_said(rate), []).append(rate)
    for rate in rates:
        twins = told.get(_said(rate), []) if rate.numerator is None and _is_telling(rate) else []
        if not twins or is_of_wider(text, rate) or not (rate.sentence in headings or _is_alone(text, rate)):
            continue
        first = twins[0]
        if (
            len({(t.numerator, t.denominator) for t in twins}) > 1
            or first.numerator is None
            or first.denominator is None
        ):
            continue
        if fits(first, first.numerator, first.denominator):
            rate.numerator, rate.denominator, rate.formula = first.numerator, first.denominator, first.formula
            rate.link_basis = first.link_basis


def _said(rate: RateDraft) -> tuple[object, ...]:
    return rate.measure, rate.label, rate.pct, rate.decimals, rate.scope, rate.kind


def _is_telling(rate: RateDraft) -> bool:
    """Whether a rate is told so closely that another of the same name would not have it by chance."""
    return rate.decimals > 0 and rate.pct < _ALL


def _is_alone(text: str, rate: RateDraft) -> bool:
    """Whether nothing but its name is said of a rate, so that it is nobody's in particular."""
    said = text[rate.segment_start : rate.number_start]
    return is_vacant(said.partition(rate.label)[0] if rate.label else said)
