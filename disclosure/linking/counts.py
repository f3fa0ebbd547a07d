"""Which two counts a stated rate stands on.

The language gives the readings: the numerator is the count at the rate's own stage (办结率: 办结), the denominator a count
before it in the same funnel, the nearest first. Arithmetic only chooses between such readings and the row then says
`agrees`; a rate that no reading fits keeps the nearest, where it stands in the same sentence, and SQL calls it inconsistent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disclosure.linking.answered import link_all_done, link_all_of_several, link_answered
from disclosure.linking.bases import is_of_kind, named_together, told_among, told_behind, told_elsewhere, wider
from disclosure.linking.budget import link_to_budget
from disclosure.linking.certain import AGAIN, LATE, OF_TRIED, ON_TIME, VALID, funnel_of, is_certain
from disclosure.linking.derived import remainder, total_of
from disclosure.linking.draft import ENDED, LEFT_OVER, REMEDIES, UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import CASE_UNITS, VISITS, comparable, fits, same_stream
from disclosure.linking.fulfilled import link_fulfilled
from disclosure.linking.growth import link_growth
from disclosure.linking.growth_beside import link_beside
from disclosure.linking.numerators import STAGE_OF, SUCCEEDED, numerators_of, outcomes_of_all
from disclosure.linking.people import link_people
from disclosure.linking.remedy import may_be_base, of_remedy
from disclosure.linking.satisfied import all_who_answered, asked
from disclosure.linking.saved import link_saved
from disclosure.linking.some_of import link_some_of
from disclosure.linking.spoken_of import is_about, is_of_others, is_of_wider, whose
from disclosure.linking.stock import link_to_stock
from disclosure.linking.together import link_together

_CAME_IN = (*UPSTREAM, *REMEDIES)
_VAGUE = 10
"""Percentage points; a rate within wider bounds (不足三成) fits too much."""
_OF_THOSE_DONE = "一次性"
"""How a rate begins that is of what was done with, and not of what came in (办结511件,其中一次性化解477件)."""
_OF_ALL = re.compile(r"[\u4e00-\u9fff]{0,6}?已?(?:全部|均已?|都已?)")
"""What says that a count of what was done is as many as there were (28件已全部答复)."""
_AFTERWARDS = re.compile("参评|评价|评议|测评|回访")
"""Rates of those that were asked once their case was done with."""
_AFRESH = re.compile(r";|[一二三四五六七八九十]是")
"""What begins another point, whose counts say nothing of those before it (超期61件;二是返工45件,返工率4.9%)."""
_THAT_IS = re.compile(r"[,(]即")
"""What stands between a rate and the count that it is (办结率达98%,即145件)."""
_TWO = 2
_DONE = ("actual", "prior")
"""The scopes of rates that were reached, and not planned."""


def link(
    text: str,
    rate: RateDraft,
    drafts: Sequence[Draft],
    near: Sequence[Draft],
    totals: Sequence[Draft],
    told: Sequence[RateDraft] = (),
) -> None:
    """Set the rate's counts and how they were found. `drafts` are of its sentence, `near` of the text before it, `totals`
    what the document says came in, `told` the rates of its sentence before it."""
    if rate.kind == "point" or rate.scope not in _DONE or is_of_others(text, rate):
        return
    if rate.measure == "growth":
        link_growth(text, rate, drafts, near, totals, told)
        if rate.numerator is None:
            link_beside(text, rate, drafts)
        return
    if rate.measure == "share":
        return
    if rate.measure == "coverage" and not rate.label:
        return
    if rate.is_carried and told:
        drafts, near, totals = [d for d in drafts if d.start > told[-1].start], (), ()
    end = told_behind(text, rate, drafts)
    if end is not None:
        told_after = replace(rate, start=end, end=end, number_start=end)
        _link_stage(text, told_after, drafts, near, totals, told)
        if told_after.numerator is not None and told_after.numerator.start > rate.end:
            rate.numerator, rate.denominator = told_after.numerator, told_after.denominator
            rate.link_basis = told_after.link_basis
            return
    _link_stage(text, rate, drafts, near, totals, told)


def _take(rate: RateDraft, pairs: list[tuple[Draft, Draft]], certain: bool, basis: str = "nearest") -> None:
    """The first reading that fits, and how it was found; where none fits, the first, if it is certain."""
    fitting = [pair for pair in pairs if fits(rate, *pair, rounded=True)] or [p for p in pairs if fits(rate, *p)]
    if fitting:
        numerator, denominator = fitting[0]
        # 受理98件,其中个人97件。办结90件: of all as well as of the largest kind; of both as well as of both of a kind
        wholes = [
            (n, d) for n, d in fitting
            if d is denominator.total and (n is numerator or n is numerator.total) and n.total is not denominator
        ]  # fmt: skip
        rate.numerator, rate.denominator = wholes[-1] if wholes else (numerator, denominator)
        rate.link_basis = basis if (rate.numerator, rate.denominator) == pairs[0] else "agrees"
        return
    if pairs and certain:
        rate.numerator, rate.denominator = pairs[0]
        rate.link_basis = basis


def _link_stage(
    text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft], totals: Sequence[Draft],
    told: Sequence[RateDraft],
) -> None:  # fmt: skip
    here = [
        d for d in drafts
        if d.start < rate.start or (d.basis == "implied" and d.value > 0 and ";" not in text[rate.end : d.start])
    ]  # fmt: skip
    stretch = text.rfind(";", here[0].start if here else rate.start, rate.start)
    paragraph = [d for d in near if d.paragraph == rate.paragraph][-12:]
    goes_on = not here and not told and bool(paragraph) and _goes_on(text, rate, paragraph[-1])
    if goes_on:
        here = [d for d in paragraph if d.sentence == paragraph[-1].sentence]
        stretch = text.rfind(";", here[0].start, here[-1].end) if rate.measure in STAGE_OF else here[0].start
    own = [d for d in here if d.start > stretch and d.unit_kind in CASE_UNITS] or here
    own = of_remedy(rate, here) or own
    numerators = numerators_of(text, rate, own, drafts)
    certain = bool(numerators)
    if not numerators and (done := _all_but(rate, own)) is not None:
        numerators, certain = [done], True
    if not numerators and rate.measure in STAGE_OF and {d.measure for d in own} <= LEFT_OVER:
        # 审结467件;尚有未结45件,结案率91.2%; 已答复36件。另有2件在办。答复率94.7%
        numerators = numerators_of(text, rate, here, drafts) or numerators_of(text, rate, [*paragraph, *here], drafts)
    if not numerators and (others := [d for d in here if d.start > stretch and d not in own]):
        numerators = numerators_of(text, rate, others, drafts)  # 12个村点题37次,答复37次,答复率100%
    if not numerators and (own is here or (rate.measure == "other_rate" and len(own) == len(here))):
        numerators = numerators_of(text, rate, [*paragraph, *here], drafts)
    exact = STAGE_OF.get(rate.measure, ())[:1]
    if not any(d.measure in exact for d in numerators):
        # 立案31件,作参考处理6件,办结率96.8%,办结30件
        following = _told_next(text, rate, drafts)
        numerators = [d for d in following if not numerators or d.measure in exact] + numerators
    if not numerators and goes_on:
        # 已办结9件,其中公开7件;转其他机关2件。按时办结率100%
        numerators = numerators_of(text, rate, [d for d in here if d.total is None], drafts)
    if not numerators:
        numerators = outcomes_of_all(rate, [*(d for d in paragraph if d not in here), *here])
    of = whose(rate)
    close_by = [d for d in near if rate.paragraph - d.paragraph <= 1]
    pairs = []
    for numerator in numerators:
        told_of_all = numerator.measure_from == "right" and _OF_ALL.match(text, numerator.end)
        found = [numerator] if told_of_all else _denominators(rate, numerator, here)
        certain = certain and bool(found)
        earlier = _denominators(rate, numerator, [*[d for d in near if _same_matter(d, numerator)], *paragraph])
        above = [d for d in reversed(near) if d.measure in UPSTREAM and rate.paragraph - d.paragraph <= 1]
        far = [
            d for d in [*above, *reversed(totals)]
            if comparable(d, numerator) and d.scope == numerator.scope and same_stream(d, numerator)
            and d.low >= numerator.high
        ]  # fmt: skip
        readings = [*found, *[e for e in earlier if e not in found]]
        if _AFTERWARDS.search(rate.label) and rate.measure == "other_rate":
            done = [d for d in reversed([*close_by, *here]) if d.measure in ENDED and comparable(d, numerator)]
            # what came in is a base only where it gives the rate to its last decimal
            readings = [*wider(rate, numerator, [*close_by, *here]), *done, *(readings if rate.decimals else ())]
        among = told_among(text, numerator, [*close_by, *here], near)
        readings = [among, *readings] if among is not None else readings
        readings += named_together(text, numerator, here)
        if rate.measure == "satisfaction_rate" and numerator.start > rate.start:
            readings += all_who_answered(numerator, drafts)
        if numerator.basis == "stated" and rate.high - rate.low <= _VAGUE:
            readings += [t for t in far[:6] if t not in [*readings, numerator]]
        pairs += [(numerator, d) for d in readings]
    # 受理300件,其中民事150件;审结285件,其中民事142件;结案率95%
    pairs += [
        (n.total, d.total) for n, d in pairs
        if n.total is not None and d.total is not None and n.total.measure == n.measure and n.total is not d.total
    ]  # fmt: skip
    pairs = [
        (n, d) for n, d in pairs
        if (not of or is_about(of, n, d)) and may_be_base(rate, d) and is_of_kind(rate, here, n, d)
    ]  # fmt: skip
    stages = STAGE_OF.get(rate.measure, ())
    certain = certain and is_certain(text, rate, pairs, here, stages) and not is_of_wider(text, rate)
    certain = certain and not _is_of_another_point(text, rate, *pairs[0])
    _take(rate, pairs, certain and not any(r.numerator is pairs[0][0] and r.measure == rate.measure for r in told))
    if rate.numerator is None or not fits(rate, rate.numerator, rate.denominator or rate.numerator):
        _link_to_sum(rate, own)
    if rate.numerator is None or not fits(rate, rate.numerator, rate.denominator or rate.numerator):
        link_to_stock(rate, own)
    if rate.numerator is None or not fits(rate, rate.numerator, rate.denominator or rate.numerator):
        link_people(text, rate, pairs, here)
    link_together(rate, here, near)
    link_some_of(text, rate, here)
    link_saved(text, rate, here)
    link_answered(rate, here)
    link_all_done(text, rate, here, paragraph)
    if not of:
        link_all_of_several(text, rate, [*paragraph, *here])
    link_fulfilled(text, rate, here)
    link_to_budget(rate, here)
    if rate.numerator is None and rate.decimals:
        fitting = [p for p in told_elsewhere(text, rate, stages, near) if fits(rate, *p)]
        if len({(n.value, d.value) for n, d in fitting}) == 1:
            _take(rate, fitting, False, "agrees")


def _is_of_another_point(text: str, rate: RateDraft, numerator: Draft, denominator: Draft) -> bool:
    """Whether a rate of no known family would stand on a count of another kind, told in a point before its own."""
    return (
        rate.measure == "other_rate"
        and denominator.measure not in UPSTREAM
        and denominator.measure != numerator.measure
        and denominator is not numerator.total
        and _AFRESH.search(text, denominator.end, numerator.start) is not None
    )


def _goes_on(text: str, rate: RateDraft, last: Draft) -> bool:
    """Whether a rate with nothing before its name goes on with the sentence before it (办结97件。办结率97%)."""
    return rate.sentence - last.sentence == 1 and bool(rate.label) and text.startswith(rate.label, rate.segment_start)


def _told_next(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> list[Draft]:
    """The count of a rate that is told right behind it (立案率93.6%,立案1754件)."""
    behind = next((d for d in drafts if d.start > rate.end), None)
    between = text[rate.end : behind.segment_start].strip(",、: ") if behind is not None else ""
    named = between == ";" and rate.measure == "other_rate" and rate.decimals > 0  # 参评率61.5%;参评的6289件中
    if behind is None or (between and not named) or behind.scope != rate.scope:
        return []
    if _THAT_IS.fullmatch(text, rate.end, behind.start):
        return [behind]
    return numerators_of(text, rate, [behind], ())


def _all_but(rate: RateDraft, drafts: Sequence[Draft]) -> Draft | None:
    """What was closed, where only what came in and what was not closed are told (共49件,未办结1件,办结率98%)."""
    if rate.measure not in ("closing_rate", "handling_rate"):
        return None
    left = [d for d in drafts if d.measure == "pending" and d.basis == "stated" and d.number_start < rate.number_start]
    came = [d for d in drafts if d.measure in UPSTREAM and left and d.number_start < left[-1].number_start]
    alike = came and came[-1].unit == left[-1].unit and came[-1].low >= left[-1].high
    return replace(remainder(came[-1], left[-1]), measure="closed") if alike and len(left) == 1 else None


def _link_to_sum(rate: RateDraft, drafts: Sequence[Draft]) -> None:
    """Closed is also what was answered at once: where no single count gives the rate, those of a stretch together may
    (受理7227件,当场答复5113件,转办2114件,办结1898件,办结率97.01%). Where they do not either, nothing is linked."""
    if rate.measure != "closing_rate":
        return
    before = [d for d in drafts if d.basis == "stated" and d.number_start < rate.number_start and d.scope == rate.scope]
    done = [d for d in before if _is_done(d) and d.total is None and not d.is_difference][-_TWO:]
    came = [d for d in before if d.measure in UPSTREAM and done and d.number_start < done[0].number_start]
    if len(done) != _TWO or len({d.unit for d in [*done, *came]}) != 1 or done[0] not in funnel_of(done[1], before):
        return
    together = total_of(done)
    if all(together.low > d.high for d in came):
        return  # 受理700件,现场答复120件,共办结690件
    rate.numerator = rate.denominator = rate.link_basis = None
    fitting = [d for d in came if d.low >= together.high and fits(rate, together, d, rounded=True)]
    if fitting:
        rate.numerator, rate.denominator, rate.link_basis = together, fitting[-1], "agrees"


def _is_done(draft: Draft) -> bool:
    """Whether a count is of cases that were done with, in time or not (按时结案597件,超时办理4件)."""
    return draft.measure in ENDED or (draft.measure == "overdue" and LATE.search(draft.words) is not None)


def _denominators(rate: RateDraft, numerator: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    if numerator.terms and numerator.terms[-1][0] < 0 and rate.measure != "satisfaction_rate":
        return [numerator.terms[0][1]]
    if numerator.basis == "implied":
        return [numerator.total] if numerator.total is not None else []
    before = [
        d for d in drafts
        if d is not numerator and d.number_start < rate.number_start and d.basis == "stated" and not d.is_difference
        and (d.unit_kind in CASE_UNITS | {"person"} or d.unit in (*VISITS, numerator.unit)) and d.scope == numerator.scope
    ]  # fmt: skip
    if numerator.measure == "overdue":
        before = [d for d in before if d.is_due or not ON_TIME.search(d.words)]  # 办理286件,按时办结282件,超时|4件
    if rate.measure == "satisfaction_rate":
        return asked(numerator, before)
    funnel = funnel_of(numerator, before)
    due = [d for d in reversed(before) if (d.is_due and d in funnel) or VALID.search(d.words)]
    upstream = [
        d for d in before
        if d.measure in _CAME_IN and same_stream(d, numerator)
        # 采用1502条。收到稿件9426条,采用率15.9%
        and (d.number_start < numerator.number_start or numerator.sentence < d.sentence == rate.sentence)
    ]  # fmt: skip
    upstream = [d for d in upstream if d.value >= numerator.value] or [d for d in upstream if d.measure != "carried_in"]
    alike = any(d.unit == numerator.unit for d in upstream)  # 来电3120件次,其中电话3105个,答复2900件次
    readings = due + sorted(
        (d for d in upstream if d not in due),
        # 受理1283件(含旧存497件),结案806件
        key=lambda d: (
            d.total is not None or (d.unit != numerator.unit and alike),
            d.measure == "carried_in",
            -d.number_start,
        ),
    )
    if numerator.total is not None and numerator.total not in readings:
        readings.append(numerator.total)
    if rate.label.startswith(_OF_THOSE_DONE) or SUCCEEDED in rate.label:
        tried = [d for d in before if d.measure in ENDED and d.low >= numerator.high and d.unit == numerator.unit]
        readings = [*tried[-1:], *(d for d in readings if d not in tried[-1:])]
    if AGAIN.search(rate.label):
        ended = [d for d in reversed(before) if d.measure in ENDED and d.low >= numerator.high and d.total is None][:2]
        readings = [*due, *ended, *(d for d in readings if d not in due)]
    if numerator.total is not None and OF_TRIED.search(rate.label):
        open_ = [d for d in before if d.measure == "pending" and d.total is numerator.total]
        readings += [remainder(numerator.total, d) for d in open_[:1]]  # of those that came to an end
    if rate.measure == "on_time_rate":
        done = [d for d in readings if d is numerator.total and d.measure in ENDED]
        if not any(d.is_due for d in readings):
            readings = [*done, *(d for d in readings if d not in done)]  # 办结98件,其中按时办结97件
        closed = [d for d in before if d.measure == numerator.measure and d.number_start < numerator.number_start]
        readings = [*readings[:_TWO], *(d for d in closed[-_TWO:] if d not in readings), *readings[_TWO:]]
    if all(d.low < numerator.high for d in readings):
        # 交办43件,已化解38件;自查积案65件,化解52件
        readings += [
            d for d in sorted(before, key=lambda d: (d.total is not None, -d.number_start))
            if d.number_start < numerator.number_start and d.unit == numerator.unit and d.value >= numerator.value
        ][:2]  # fmt: skip
    last = next((d for d in reversed(before) if d.number_start < numerator.number_start), None)
    if last is not None and last not in readings and last.unit == numerator.unit and last.low >= numerator.high:
        readings = [*readings[:3], last]  # 立案22件,发出建议16件,回复15件
    return readings[:4]


def _same_matter(a: Draft, b: Draft) -> bool:
    return len(a.matter) >= 2 and len(b.matter) >= 2 and (a.matter in b.matter or b.matter in a.matter)
