"""Rates of cases whose people are told beside them (受理812件1130人,不捕172件259人,不捕率22.9%): they may be of either."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import fits

_BESIDE = re.compile(r"[、,(/]?")
"""What stands between cases and the people in them (12件18人, 12件(18人))."""


def link_people(text: str, rate: RateDraft, pairs: Sequence[tuple[Draft, Draft]], here: Sequence[Draft]) -> None:
    """Link a rate that no readings of its cases give to the people of the first reading whose people give it."""
    for cases, all_cases in pairs:
        people, all_people = _people_of(text, cases, here), _people_of(text, all_cases, here)
        if people is not None and all_people is not None and fits(rate, people, all_people):
            rate.numerator, rate.denominator, rate.link_basis = people, all_people, "agrees"
            return


def _people_of(text: str, cases: Draft, here: Sequence[Draft]) -> Draft | None:
    """The people that are told right behind cases, or None."""
    return next(
        (
            d for d in here
            if d.unit_kind == "person" and cases.unit_kind == "case" and 0 <= d.number_start - cases.end <= 1
            and _BESIDE.fullmatch(text, cases.end, d.number_start)
        ),
        None,
    )  # fmt: skip
