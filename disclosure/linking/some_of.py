"""Rates of how many of some things did something (32个部门中,30个开通了微博,开通率93.8%): both counts stand right before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import fits

_AMONG = re.compile(r"[\u4e00-\u9fff]{1,12}(?:当)?中,?(?:已经?|现|共|有|已有|共有|目前)?[\u4e00-\u9fff]{0,4}")
_TOLD = re.compile(r"[^。;\d]{0,36}(?:(?:19|20)\d\d年[^。;\d]{1,28})?")
"""What those did that are counted last, and the name of the rate; of numbers it holds a year at most."""
_OF_THINGS = frozenset({"item", "case", "person"})
_MEASURES = frozenset({"other_rate", "publication_rate", "coverage"})


def link_some_of(text: str, rate: RateDraft, here: Sequence[Draft]) -> None:
    """Link a rate that nothing else explains to the two counts before it, one told to be among the other, that give it."""
    if rate.measure not in _MEASURES or rate.numerator is not None:
        return
    before = [d for d in here if d.number_start < rate.number_start and d.basis == "stated"][-2:]
    if len(before) < 2:
        return
    whole, some = before
    alike = (
        whole.unit_kind == some.unit_kind and whole.unit_kind in _OF_THINGS and whole.scope == some.scope == rate.scope
    )
    among = alike and _AMONG.fullmatch(text, whole.end, some.start)
    told = among and "," in text[some.end : rate.number_start] and _TOLD.fullmatch(text, some.end, rate.number_start)
    if told and fits(rate, some, whole):
        rate.numerator, rate.denominator, rate.link_basis = some, whole, "agrees"
