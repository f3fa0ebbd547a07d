"""Which two counts a stated rate stands on.

The language gives the readings: the numerator is the count at the rate's own stage (办结率: 办结), the denominator a count
before it in the same funnel, the nearest first. Arithmetic only chooses between such readings and the row then says
`agrees`; a rate that no reading fits keeps the nearest, where it stands in the same sentence, and SQL calls it inconsistent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure.linking.derived import remainder, total_of
from disclosure.linking.draft import UPSTREAM, Draft, RateDraft

STAGE_OF = {
    "closing_rate": ("closed", "handled"),
    "handling_rate": ("handled", "closed", "replied"),
    "reply_rate": ("replied",),
    "on_time_rate": ("closed", "replied", "handled"),
    "publication_rate": ("published",),
}
"""The measures that may be a rate's numerator, best first."""

_CASE_UNITS = frozenset({"case", "item"})
_ON_TIME = re.compile(r"及时|按时|按期|准时|限时|如期|期限|[时审]限|限期|期内|提前")
_DUE = re.compile(r"^应|应(?:办结|结案|处置|公开|办|答复|回复)")
_SATISFIED = re.compile(r"满意|好评")
_NOT_SATISFIED = re.compile(r"不满意|(?<!满意和)(?<!满意、)(?<!满意及)基本满意")
_RESPONDENTS = re.compile(r"回访|测评|评价|调查|评议|参评|有效|收回|问卷")
_STREAM_NAMED = re.compile("(?:转办|交办|派遣|派发|直办|督办)(?:件|案件|工单)")
"""A rate of one stream (转办件办结率) is not judged by the counts of all."""
_STEM = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)(?:成功)?率")
_PUNCTUAL_STAGES = (
    (re.compile("受理|签收|接单"), ("accepted", "received")),
    (re.compile("回复|答复|反馈|回应"), ("replied",)),
    (re.compile("办结|结案|办理"), ("closed", "handled")),
    (re.compile("处置|处理|整改"), ("handled", "closed")),
)
_LEFT_OVER = frozenset({"pending", "overdue"})
_DOWNSTREAM = frozenset({"handled", "closed", "replied"})
_SYNONYMS = {
    "接通": ("接通", "接听"),
    "结案": ("结案", "办结"),
    "处置": ("处置", "处理"),
    "化解": ("化解", "调处"),
    "回收": ("回收", "收回"),
    "纠错": ("纠错", "纠正"),
    "直办": ("直办", "直接答复", "直接办理", "直接解答", "直接办结"),
}
_TWO = 2
_BASE_BEHIND = 12
"""How far behind a change its base may follow (增长9.62%(上年为53.25亿元))."""
_AGAINST_YEAR = re.compile("同比|去年|上年")
_AGAINST_PERIOD = re.compile("环比|上月|上季度|上周")
_LAST_PERIOD = re.compile("上月|上季度|上周")
_SAME_CHANGE = re.compile(
    r"[,、(]?(?:同比|环比|比[^,。;]{2,6}|较[^,。;]{2,6})?(?:增长|增幅|上升|提高|增加|增|下降|降低|减少|降幅|降|减)?(?:为|了|约|达)?"
)
_GREW = re.compile("增|升|多|上涨|提高")
_LAST_YEAR = re.compile("去年|上年")


def link(text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft], totals: Sequence[Draft]) -> None:
    """Set the rate's counts and how they were found. `drafts` are of its sentence, `near` of the text before it, `totals`
    what the document says came in."""
    if rate.kind == "point" or rate.scope != "actual":
        return
    if rate.measure == "growth":
        _link_growth(text, rate, drafts)
        return
    if rate.measure == "share":
        return
    if rate.measure == "coverage" and not rate.label:
        return
    _link_stage(text, rate, drafts, near, totals)


def fits(rate: RateDraft, numerator: Draft, denominator: Draft, rounded: bool = False) -> bool:
    """Whether the rate may follow from the counts: by cross-multiplication on intervals, rounded or (unless told) cut off."""
    if denominator.low <= 0:
        return False
    unit = Decimal(1).scaleb(-rate.decimals)
    low, high = (
        (rate.low - unit / 2, rate.high + (unit / 2 if rounded else unit))
        if rate.qualifier == "exact"
        else (rate.low, rate.high)
    )
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


def _told_in_brackets(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> Draft | None:
    """The count right behind a rate in brackets (提前办结率96.7%(147件)), which is its numerator."""
    behind = next((d for d in drafts if d.number_start > rate.number_start), None)
    return behind if behind is not None and text[rate.end : behind.start] == "(" else None


def _link_stage(
    text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft], totals: Sequence[Draft]
) -> None:
    here = [d for d in drafts if d.start < rate.start or d.basis == "implied"]
    stretch = text.rfind(";", here[0].start if here else rate.start, rate.start)
    own = [d for d in here if d.start > stretch and d.unit_kind in _CASE_UNITS] or here
    paragraph = [d for d in near if d.paragraph == rate.paragraph][-12:]
    told = _told_in_brackets(text, rate, drafts)
    numerators = [told] if told is not None else _numerators(rate, own)
    certain = bool(numerators)
    if not numerators and (done := _all_but(rate, own)) is not None:
        numerators, certain = [done], True
    if not numerators and own is here:
        numerators = _numerators(rate, [*paragraph, *here])
    pairs = []
    for numerator in numerators:
        found = _denominators(rate, numerator, here)
        certain = certain and bool(found)
        earlier = _denominators(rate, numerator, [*[d for d in near if _same_matter(d, numerator)], *paragraph])
        above = [d for d in reversed(near) if d.measure in UPSTREAM and rate.paragraph - d.paragraph <= 1]
        far = [d for d in [*above, *reversed(totals)] if comparable(d, numerator)]
        readings = [*found, *[e for e in earlier if e not in found]]
        readings += [
            t for t in far[:6] if t not in readings and t.low >= numerator.high and numerator.basis == "stated"
        ]
        pairs += [(numerator, d) for d in readings]
    _take(rate, pairs, certain and _is_plain(rate, pairs, here))
    if rate.numerator is None or not fits(rate, rate.numerator, rate.denominator or rate.numerator):
        _link_to_sum(rate, own)


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
    done = [d for d in before if d.measure in _DOWNSTREAM and d.total is None and not d.is_difference]
    came = [d for d in before if d.measure in UPSTREAM and d.number_start < (done or before)[0].number_start]
    if len(done) != _TWO or len({d.unit for d in [*done, *came]}) != 1:
        return
    rate.numerator = rate.denominator = rate.link_basis = None
    together = total_of(done)
    fitting = [d for d in came if d.low >= together.high and fits(rate, together, d, rounded=True)]
    if fitting:
        rate.numerator, rate.denominator, rate.link_basis = together, fitting[-1], "agrees"


def _is_plain(rate: RateDraft, pairs: list[tuple[Draft, Draft]], drafts: Sequence[Draft]) -> bool:
    """Whether the nearest reading is the only sensible one, so that a mismatch is the report's and not the reader's."""
    if not pairs or rate.measure == "satisfaction_rate" or rate.is_shared:
        return False
    numerator, denominator = pairs[0]
    came_in = [
        d
        for d in drafts
        if d.measure in ("received", "accepted") and d.number_start < numerator.number_start and d.total is None
    ]
    if numerator.low > denominator.high and len(came_in) > 1:
        return False
    if _STREAM_NAMED.match(rate.label) and not _STREAM_NAMED.search(numerator.words):
        return False
    if rate.measure == "on_time_rate" and not (_ON_TIME.search(numerator.words) and denominator.is_due):
        return False
    if any(
        d.measure in _DOWNSTREAM and denominator.number_start < d.number_start < numerator.number_start for d in drafts
    ):
        return False
    if numerator.measure not in STAGE_OF.get(rate.measure, (numerator.measure,))[:1] and rate.measure != "on_time_rate":
        return False
    exact = numerator.qualifier == denominator.qualifier == "exact"
    return exact and _same_stream(numerator, denominator)


def _numerators(rate: RateDraft, drafts: Sequence[Draft]) -> list[Draft]:
    ordered = sorted(drafts, key=lambda d: -d.number_start)
    ordered = [
        d for d in ordered
        if d.scope == rate.scope and d.unit_kind not in ("money", "duration") and not d.is_difference and not d.is_due
    ]  # fmt: skip
    if rate.measure == "satisfaction_rate":
        return [
            d
            for d in ordered
            if d.unit not in ("个", "家")
            and _SATISFIED.search(d.words + d.matter)
            and not _NOT_SATISFIED.search(d.words + d.matter)
        ][:2]
    if rate.measure == "on_time_rate":
        stages = next(
            (s for words_, s in _PUNCTUAL_STAGES if words_.search(rate.label)), ("closed", "replied", "handled")
        )
        ordered = [d for d in ordered if d.measure in stages]
        punctual = [d for d in ordered if _ON_TIME.search(d.words)]
        return (punctual or ordered)[:2]
    if rate.measure in STAGE_OF:
        ordered = [d for d in ordered if d.measure not in _LEFT_OVER]
    stem = _STEM.search(rate.label)
    stems = _SYNONYMS.get(stem["stem"], (stem["stem"],)) if stem else ()
    named = [d for d in ordered if any(s in d.words or s == d.event for s in stems)]
    stages = STAGE_OF.get(rate.measure, ())
    chosen = named + [d for d in ordered if d not in named and d.measure in stages[:1]]
    return (chosen or [d for d in ordered if d.measure in stages[1:]])[:3]


def _denominators(rate: RateDraft, numerator: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    if numerator.terms:
        return [numerator.terms[0][1]]
    if numerator.basis == "implied":
        return [numerator.total] if numerator.total is not None else []
    before = [
        d for d in drafts
        if d is not numerator and d.number_start < rate.number_start and d.basis == "stated" and not d.is_difference
        and d.unit_kind in _CASE_UNITS | {"person"} and d.scope == numerator.scope
    ]  # fmt: skip
    if rate.measure == "satisfaction_rate":
        asked = [d for d in before if _RESPONDENTS.search(d.words + d.matter)]
        closed = [d for d in before if d.measure in ("accepted", "received", "closed", "handled", "replied")]
        return (list(reversed(asked)) + list(reversed(closed)))[:3]
    due = [d for d in reversed(before) if d.is_due or _DUE.search(d.words)]
    upstream = [
        d for d in before
        if d.measure in UPSTREAM and d.number_start < numerator.number_start and _same_stream(d, numerator)
    ]  # fmt: skip
    upstream = [d for d in upstream if d.value >= numerator.value] or upstream
    readings = due + sorted((d for d in upstream if d not in due), key=lambda d: (d.total is not None, -d.number_start))
    if numerator.total is not None and numerator.total not in readings:
        readings.append(numerator.total)
    if rate.measure == "on_time_rate":
        readings += [d for d in before if d.measure == numerator.measure and d.number_start < numerator.number_start]
    if not readings:
        readings = [
            d for d in reversed(before)
            if d.number_start < numerator.number_start and d.unit == numerator.unit and d.value >= numerator.value
        ][:2]  # fmt: skip
    return readings[:4]


def comparable(total: Draft, part: Draft) -> bool:
    return total.unit == part.unit or {total.unit_kind, part.unit_kind} <= _CASE_UNITS


def _same_matter(a: Draft, b: Draft) -> bool:
    return len(a.matter) >= 2 and len(b.matter) >= 2 and (a.matter in b.matter or b.matter in a.matter)


def _same_stream(a: Draft, b: Draft) -> bool:
    return not a.channel or not b.channel or a.channel == b.channel or not (a.own_channel and b.own_channel)


def _link_growth(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> None:
    """A change against a year before stands on both counts, where the sentence states both; the base may follow it
    (增长9.62%(上年为53.25亿元))."""
    counted = [d for d in drafts if d.basis == "stated" and not d.is_difference]
    now = [d for d in counted if d.scope == "actual" and d.number_start < rate.number_start]
    then = [d for d in reversed(counted) if d.scope == "prior" and d.number_start < rate.number_start]
    then = [d for d in then if ";" not in text[d.end : rate.start] and _is_base_of(text, d, rate)]
    then = then or [d for d in counted if d.scope == "prior" and 0 <= d.start - rate.end < _BASE_BEHIND]
    for denominator in then[:1]:
        before = [n for n in reversed(now) if n.unit == denominator.unit and n.measure == denominator.measure]
        if before:
            rate.formula = "change"
            rate.numerator, rate.denominator, rate.link_basis = before[0], denominator, "stated"
    if rate.numerator is None:
        _link_to_difference(text, rate, drafts)


def _link_to_difference(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> None:
    """A change told as a count and as a percentage stands on the count and on what it was before (35351件,比上月增加1547件,
    环比增长4.6%: against 33804)."""
    stated = [d for d in drafts if d.basis == "stated" and d.number_start < rate.number_start]
    now = next((d for d in reversed(stated) if not d.is_difference), None)
    if now is None or now is stated[-1]:
        return
    difference = stated[-1]
    told_next = _SAME_CHANGE.fullmatch(text, difference.end, rate.start)
    if not told_next or now.unit != difference.unit or now.scope != "actual":
        return
    grew = _GREW.search(text, difference.segment_start, difference.start)
    if (grew is not None) != (rate.direction > 0):
        return
    rate.formula, rate.numerator, rate.link_basis = "change", now, "stated"
    rate.denominator = remainder(now, difference) if grew else total_of([now, difference])


def _is_base_of(text: str, base: Draft, rate: RateDraft) -> bool:
    """Whether a change may be against an earlier count: 同比 is against a year, 环比 against the month or quarter before."""
    said = text[rate.segment_start : rate.start]
    last = text[base.segment_start : base.start]
    if _AGAINST_YEAR.search(said):
        return not _LAST_PERIOD.search(last)
    return not (_AGAINST_PERIOD.search(said) and _LAST_YEAR.search(last))
