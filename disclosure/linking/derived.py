"""Counts that a sentence points to and does not print: the sum of those it lists, what is left when some are taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disclosure.linking.draft import Draft
from disclosure.vocabulary import words

_PAIR = 2
_TOLD = re.compile("共|合计|总计")
_TAKEN_UP = frozenset(words("adopted"))
_TOGETHER = re.compile("连同|加上|算上")
"""What makes one count of two for whatever is said of all."""


def total_of(counts: Sequence[Draft]) -> Draft:
    """The sum of counts of one unit (甲783件、乙579件,两类占77%)."""
    return _combined([(1, count) for count in counts])


def remainder(count: Draft, taken: Draft) -> Draft:
    """What is left of a count (49件,未办结1件: 48 were closed)."""
    return _combined([(1, count), (-1, taken)])


def joined(text: str, counted: list[Draft]) -> list[Draft]:
    """One count of two that the words between join (收到19件,连同上年结转1件全部答复: 20)."""
    if len(counted) != _PAIR or _TOGETHER.search(text, counted[0].end, counted[1].start) is None:
        return counted
    if _TOLD.search(counted[1].words):
        return counted[1:]  # 收到19件,加上上年结转1件,共20件,全部办结
    return [total_of(counted)] if counted[0].unit == counted[1].unit else counted


def with_those_left(counts: list[Draft]) -> list[Draft]:
    """The counts without those taken up, since those left were answered too (收到建议24条,采纳20条,均已反馈)."""
    return [d for d in counts if d.event not in _TAKEN_UP or d is counts[0]]


def _combined(terms: list[tuple[int, Draft]]) -> Draft:
    first = terms[0][1]
    return replace(
        first,
        value=sum((sign * d.value for sign, d in terms), first.value * 0),
        low=sum((d.low if sign > 0 else -d.high for sign, d in terms), first.low * 0),
        high=sum((d.high if sign > 0 else -d.low for sign, d in terms), first.high * 0),
        qualifier="exact" if all(d.qualifier == "exact" for _, d in terms) else "approx",
        total=None,
        is_minus=False,
        terms=tuple(terms),
    )
