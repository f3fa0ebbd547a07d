"""Shares whose counts stand in a list apart: told side by side with them (甲3件、乙5件,分别占a%、b%), or named by their number
(上述五类)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from disclosure.extraction.numeral import parse
from disclosure.linking.derived import total_of
from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import comparable, fits

_COUNTS_SEVERALLY = re.compile(r"[,;(][^,。;%\d]{0,8}(?:数量?|量)?分别[为有是]?")
"""What stands between the last of some shares and the counts that they are of (占28%,案件数量分别为|210件、90件)."""
_OF_KINDS = re.compile(r"占(?:上述|以上|前|这)?(?P<number>[二三四五六七八九两])大?[类项种](?:[^,。;%占]{0,8}?)的?$")
"""What says that a share is of so many kinds that were told before (占三类投诉总量的25%)."""
_ABOVE = re.compile(r"(?:上述|以上|前)(?P<number>[二三四五六七八九2-9])(?:大)?[类项个种]")
_LEAST = 2


def told_severally(text: str, shares: Sequence[RateDraft], drafts: Sequence[Draft]) -> dict[int, Draft]:
    """甲3件、乙5件,分别占a%、b%: the numerator of each share of a run, by place."""
    found: dict[int, Draft] = {}
    counted = [d for d in drafts if d.basis == "stated" and not d.is_difference]
    at = 0
    while at < len(shares):
        run = [shares[at]]
        while at + len(run) < len(shares) and not text[run[-1].end : shares[at + len(run)].start].strip("、,和及与 "):
            run.append(shares[at + len(run)])
        before = bisect_right(counted, run[0].start, key=lambda d: d.end)
        if len(run) > 1 and before >= len(run):
            told = counted[before - len(run) : before]
            found |= {id(rate): draft for rate, draft in zip(run, told, strict=True)}
        at += len(run)
    return found | _counted_behind(text, shares, drafts)


def _counted_behind(text: str, shares: Sequence[RateDraft], drafts: Sequence[Draft]) -> dict[int, Draft]:
    """甲占a%,乙占b%,件数分别为3件、5件: the numerator of each share of a sentence, by place, where no count stands between."""
    counts = [d for d in drafts if d.basis == "stated" and shares and d.start > shares[-1].end][: len(shares)]
    if len(shares) < _LEAST or len(counts) != len(shares):
        return {}
    between = any(shares[0].start < d.start < shares[-1].start for d in drafts)
    side_by_side = all(not text[a.end : b.start].strip("、,和及与 ") for a, b in pairwise(counts))
    told = _COUNTS_SEVERALLY.fullmatch(text, shares[-1].end, counts[0].start)
    if between or not side_by_side or told is None:
        return {}
    return {id(rate): count for rate, count in zip(shares, counts, strict=True)}


def kinds_named(text: str, rate: RateDraft) -> int | None:
    """Of how many kinds that were told before a share is said to be (占三类投诉总量的25%), or None."""
    named = _OF_KINDS.search(text, rate.segment_start, rate.start)
    return int(parse(named["number"]) or 0) if named else None


def link_to_kinds(rate: RateDraft, numerator: Draft, number: int, near: Sequence[Draft]) -> None:
    """A share of so many kinds stands on their sum, where just one list of as many before it gives the share."""
    stated = [d for d in near if d.basis == "stated" and d is not numerator and not d.is_difference]
    runs = [stated[at : at + number] for at in range(len(stated) - number + 1)]
    alike = [total_of(run) for run in runs if len({(d.sentence, d.unit, d.measure) for d in run}) == 1]
    fitting = [total for total in alike if comparable(total, numerator) and fits(rate, numerator, total, rounded=True)]
    if len(fitting) == 1:
        rate.numerator, rate.denominator, rate.link_basis = numerator, fitting[0], "agrees"


def those_above(text: str, rate: RateDraft, near: Sequence[Draft]) -> Draft | None:
    """The sum of the counts of the sentence before that a share names by their number (上述五类占58.3%)."""
    named = _ABOVE.search(text, rate.segment_start, rate.start)
    if named is None:
        return None
    number = int(parse(named["number"]) or 0)
    listed = [d for d in near if d.basis == "stated"][-number:]
    alike = {(d.sentence, d.unit, d.measure) for d in listed}
    return total_of(listed) if len(listed) == number and len(alike) == 1 else None
