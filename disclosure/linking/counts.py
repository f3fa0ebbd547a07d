"""Which two counts a stated rate stands on.

The language gives the readings: the numerator is the count at the rate's own stage (办结率: 办结), the denominator a count
before it in the same funnel, the nearest first. Arithmetic only chooses between such readings and the row then says
`agrees`; a rate that no reading fits keeps the nearest, where it stands in the same sentence, and SQL calls it inconsistent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from disclosure.linking.draft import UPSTREAM, Draft, RateDraft

STAGE_OF = {
    "closing_rate": ("closed",),
    "handling_rate": ("handled", "closed", "replied"),
    "reply_rate": ("replied",),
    "on_time_rate": ("closed", "replied", "handled"),
    "publication_rate": ("published",),
}
"""The measures that may be a rate's numerator, best first."""

_CASE_UNITS = frozenset({"case", "item"})
_ON_TIME = re.compile(r"及时|按时|按期|准时|限时|如期|期限|时限|限期|提前")
_DUE = re.compile(r"^应|应(?:办结|结案|处置|公开|办|答复|回复)")
_SATISFIED = re.compile(r"满意")
_NOT_SATISFIED = re.compile(r"不满意|基本满意")
_RESPONDENTS = re.compile(r"回访|测评|评价|调查|评议|参评|有效")
_STEM = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)率")
_OF_TOTAL = re.compile(r"占(?P<of>[^,。;%]{0,20}?)(?:总数|总量|总件数|受理量|数量)?的?$")
_TOTAL_WORDS = re.compile(r"总|全部|受理|收到|申请|诉求")


def link(text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft]) -> None:
    """Set the rate's counts and how they were found. `drafts` are of its sentence, `near` of the text before it."""
    if rate.kind == "point" or rate.scope != "actual":
        return
    if rate.measure == "growth":
        _link_growth(rate, drafts)
        return
    if rate.measure == "share":
        _link_share(text, rate, drafts, near)
        return
    if rate.measure == "coverage" and not rate.label:
        return
    _link_stage(text, rate, drafts, near)


def fits(rate: RateDraft, numerator: Draft, denominator: Draft) -> bool:
    """Whether the rate may follow from the counts: by cross-multiplication on intervals, rounded or cut off."""
    if denominator.low <= 0:
        return False
    unit = Decimal(1).scaleb(-rate.decimals)
    low, high = (rate.low - unit / 2, rate.high + unit) if rate.qualifier == "exact" else (rate.low, rate.high)
    return 100 * numerator.high >= low * denominator.low and 100 * numerator.low <= high * denominator.high


def _take(rate: RateDraft, pairs: list[tuple[Draft, Draft]], certain: bool, basis: str = "nearest") -> None:
    """The first reading that fits, and how it was found; where none fits, the first, if it is certain."""
    for position, (numerator, denominator) in enumerate(pairs):
        if fits(rate, numerator, denominator):
            rate.numerator, rate.denominator = numerator, denominator
            rate.link_basis = basis if position == 0 else "agrees"
            return
    if pairs and certain:
        rate.numerator, rate.denominator = pairs[0]
        rate.link_basis = basis


def _link_stage(text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft]) -> None:
    here = [d for d in drafts if d.start < rate.start or d.basis == "implied"]
    numerators = _numerators(rate, here)
    certain = True
    pool: Sequence[Draft] = here
    if not numerators:
        pool = [d for d in near if d.paragraph == rate.paragraph][-12:] + list(here)
        numerators = _numerators(rate, pool)
        certain = False
    if not numerators:
        return
    pairs = []
    for numerator in numerators:
        found = _denominators(rate, numerator, pool)
        if not found and certain:
            earlier = [d for d in near if d.paragraph == numerator.paragraph][-8:] or list(near)[-4:]
            found = _denominators(rate, numerator, [*earlier, *pool])
            certain = False
        pairs += [(numerator, d) for d in found]
    _take(rate, pairs, certain and _is_named_plainly(rate, pairs))


def _is_named_plainly(rate: RateDraft, pairs: list[tuple[Draft, Draft]]) -> bool:
    """Whether the nearest reading is the only sensible one, so that a mismatch is the report's and not the reader's."""
    if not pairs or rate.measure == "on_time_rate":
        return False
    numerator, denominator = pairs[0]
    return numerator.low <= denominator.high


def _numerators(rate: RateDraft, drafts: Sequence[Draft]) -> list[Draft]:
    ordered = sorted(drafts, key=lambda d: -d.number_start)
    ordered = [d for d in ordered if d.scope == rate.scope and d.unit_kind not in ("money", "duration")]
    if rate.measure == "satisfaction_rate":
        return [d for d in ordered if _SATISFIED.search(d.matter) and not _NOT_SATISFIED.search(d.matter)][:2]
    if rate.measure == "on_time_rate":
        punctual = [d for d in ordered if _ON_TIME.search(d.event + d.matter + d.subject)]
        if punctual:
            return punctual[:2]
    stages = STAGE_OF.get(rate.measure, ())
    stem = _STEM.search(rate.label)
    same_word = [d for d in ordered if stem and d.event and stem["stem"] in (d.event, d.event + d.matter)]
    of_stage = [d for stage in stages[:1] for d in ordered if d.measure == stage]
    fallback = [d for stage in stages[1:] for d in ordered if d.measure == stage]
    chosen = same_word + [d for d in of_stage if d not in same_word]
    if not chosen and rate.measure == "handling_rate":
        chosen = fallback
    if not chosen and rate.measure == "on_time_rate":
        chosen = fallback[:1]
    if not chosen and stem:
        chosen = [d for d in ordered if stem["stem"] in d.matter and d.unit_kind in _CASE_UNITS]
    return chosen[:3]


def _denominators(rate: RateDraft, numerator: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    if numerator.basis == "implied":
        return [numerator.total] if numerator.total is not None else []
    before = [
        d for d in drafts
        if d is not numerator and d.number_start < rate.number_start
        and d.unit_kind in _CASE_UNITS | {"person"} and d.scope == numerator.scope
    ]  # fmt: skip
    if rate.measure == "satisfaction_rate":
        asked = [d for d in before if _RESPONDENTS.search(d.matter + d.event)]
        return list(reversed(asked))[:2]
    due = [d for d in before if _DUE.search(d.subject + d.event + d.matter) or d.subject.endswith("应")]
    upstream = [
        d for d in before
        if d.measure in UPSTREAM and d.number_start < numerator.number_start and _same_stream(d, numerator)
    ]  # fmt: skip
    parts_last = sorted(upstream, key=lambda d: (d.total is not None, -d.number_start))
    if numerator.total is not None and numerator.total not in parts_last:
        parts_last.append(numerator.total)
    if rate.measure == "on_time_rate" and numerator.measure == "closed":
        parts_last += [d for d in before if d.measure == "closed" and d.number_start < numerator.number_start]
    return [*due, *[d for d in parts_last if d not in due]][:4]


def _same_stream(a: Draft, b: Draft) -> bool:
    return not a.channel or not b.channel or a.channel == b.channel or not (a.own_channel and b.own_channel)


def _link_growth(rate: RateDraft, drafts: Sequence[Draft]) -> None:
    before = [d for d in drafts if d.number_start < rate.number_start]
    now = [d for d in before if d.scope == "actual" and d.measure_from != "unit"]
    then = [d for d in before if d.scope == "prior"]
    if now and then:
        same = [(n, t) for n in reversed(now) for t in reversed(then) if n.unit == t.unit and n.measure == t.measure]
        if same:
            rate.formula = "change"
            rate.numerator, rate.denominator = same[0]
            rate.link_basis = "stated"


def _link_share(text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft]) -> None:
    before = [d for d in drafts if d.number_start < rate.number_start and d.unit_kind not in ("money", "duration")]
    if not before:
        return
    numerator = before[-1]
    if text.count("%", numerator.end, rate.number_start) or rate.number_start - numerator.end > 40:
        return
    said = _OF_TOTAL.search(text[numerator.end : rate.number_start])
    named = said["of"].strip("全市县区局本其总 ") if said else ""
    earlier = [d for d in [*near, *before[:-1]] if d.scope == "actual" and d.basis == "stated" and _comparable(d, numerator)]
    readings: list[Draft] = []
    basis = "nearest"
    if named:
        readings = [d for d in reversed(earlier) if named and (named in d.matter + d.event or d.event and d.event in named)]
        basis = "stated" if readings else basis
    if numerator.total is not None and numerator.total not in readings:
        readings.append(numerator.total)
    totals = [d for d in reversed(earlier) if d.total is None and d.value >= numerator.value and d not in readings]
    certain = bool(readings)
    same_matter = [d for d in totals if d.is_case or d.measure == numerator.measure]
    _take(rate, [(numerator, d) for d in [*readings, *same_matter[:8]]], certain, basis)


def _comparable(total: Draft, part: Draft) -> bool:
    return total.unit == part.unit or {total.unit_kind, part.unit_kind} <= _CASE_UNITS
