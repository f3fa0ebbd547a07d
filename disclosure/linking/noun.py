"""The noun that implies what was done with what a number counts, before it or behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import COMING_IN, Draft
from disclosure.linking.lexicon import Hit
from disclosure.linking.measure import noun_measure
from disclosure.linking.settle import ORGANS

_OF_FIRMS = frozenset({"家", "户", "家次", "户次"})
_LAWS = re.compile("法律、?(?:行政)?法规|法规、?规章")
"""What no office issues that lists them with other documents (法律、法规和规范性文件214件)."""


def noun_of(draft: Draft, own: list[Hit], right: Sequence[Hit]) -> Hit | None:
    """The noun that tells the measure of a figure without a verb, among the hits of its own words and of those behind it."""
    named = noun_measure([h for h in right if h.entry.word in draft.matter])
    noun = noun_measure(own, draft.unit_kind) or named
    if (
        named
        and draft.unit_kind == "item"
        and named.entry.measure == "in_place"
        and named.end == draft.end + len(draft.matter)
    ):
        return named  # 通过“机构概况”等13个子栏目
    return None if noun and noun.entry.measure == "issued" and _LAWS.search(draft.words) else noun


def is_of_firms(draft: Draft, noun: Hit | None) -> bool:
    """Whether a noun of what came in only says which firms a figure counts (约谈投诉集中的商户8家)."""
    is_firm = noun is not None and draft.unit in _OF_FIRMS and noun.entry.measure in COMING_IN
    return noun is not None and is_firm and not draft.matter.endswith(noun.entry.word)


def tells_whose(draft: Draft, noun: Hit | None, beside: bool) -> bool:
    """Whether a noun says with whom cases are, and not what is there (涉及36个部门|317件, 县直部门|190件)."""
    if noun is None or draft.unit_kind != "case":
        return False
    return beside or not draft.matter.endswith(noun.entry.word) or ORGANS.search(draft.matter) is not None
