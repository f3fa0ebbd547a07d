"""What the numbers of a small local table are: one of the two labels of a cell names a thing, the other how it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from disclosure.extraction.grid import Cell, Entry, Grid
from disclosure.extraction.quantity import FINEST, Amount
from disclosure.extraction.refusal import PERCENT_KINDS, refusal
from disclosure.linking.channel import channel_of_title
from disclosure.linking.draft import CASE_STAGES, Draft, PartList, RateDraft
from disclosure.linking.heads import InUnit, Label, When, in_unit, is_earlier, named_unit, read_label, unit_of_caption
from disclosure.linking.lexicon import hits_of
from disclosure.linking.measure import OPENING, unit_measure
from disclosure.linking.phrase import LONGEST_MATTER
from disclosure.linking.scope import Period, coverage_of
from disclosure.linking.settle import set_measure
from disclosure.text import Sentence

_PLANNED = re.compile(r"任务|计划|目标")
_FRACTION = re.compile(r"\.(\d+)")
_FALL = re.compile(r"^(?:同比|环比)?(?:降幅|下降)")
_RATES = frozenset({"rate", "share", "growth"})
_COUNTS = frozenset({"count", "change"})
_INTRODUCED = frozenset({*CASE_STAGES, "published", "issued"})
_CASES = "case"
"""What a bare number under the name of a stage (办结数) counts, whatever they are called."""
_INDICATORS = re.compile(r"指标|^(?:统计)?项目$|内容$")
_LONGEST_INTRO = 120
_NO_LABEL = Label("", "")


class Setting(NamedTuple):
    """Where a table stands."""

    intro: tuple[str, ...]  # the sentences before it, of its section, nearest first
    titles: tuple[str, ...]
    period: Period
    in_target: bool
    case_measure: str
    hotline: str
    near: Sequence[Draft]  # the counts before it


class Place(NamedTuple):
    """The labels of a cell and its place along them: of which thing (`line`), counted how (`way`)."""

    entry: Entry
    how: Label
    thing: Label
    line: int
    way: str


@dataclass(slots=True)
class Reading:
    """What a table states."""

    counts: list[tuple[Place, Draft]] = field(default_factory=list)
    rates: list[tuple[Place, Label, RateDraft]] = field(default_factory=list)
    lists: list[PartList] = field(default_factory=list)
    refused: list[tuple[int, int, str]] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)  # the ways of counting of which a cell is refused


def read_cells(text: str, sentences: Sequence[Sentence], grid: Grid, setting: Setting) -> Reading | None:
    """The counts and rates of a table, not yet linked; None where its labels do not say what is counted."""
    places = _places(grid)
    if places is None:
        return None
    reading = Reading(refused=list(grid.refused))
    whens = {label.when for place in places for label in (place.how, place.thing) if label.when is not None}
    of_all = unit_of_caption(grid.corner) or read_label(grid.corner).unit or unit_of_caption("\n".join(setting.intro))
    units = _Units(places, of_all)
    for place in places:
        amount = place.entry.amount
        unit = None if amount.unit is not None else units.of(place)
        name = next((label for label in (place.how, place.thing) if label.kind in _RATES), None)
        if unit is not None:
            value = (amount.value * unit.factor).quantize(FINEST)
            amount = replace(amount, unit=unit.unit, unit_as_written=unit.written, value=value, low=value, high=value)
        is_percent = amount.unit is not None and amount.unit.kind in PERCENT_KINDS
        if is_percent != (name is not None) and amount.unit is not None:
            return None
        counted = place.how.kind in _COUNTS and amount.value == amount.value.to_integral_value()
        is_signed = amount.start > place.entry.cell.start  # no identifier, as +41 in a sentence
        why = None if is_signed and amount.unit is not None else _refused(text, amount, name, counted)
        place = place._replace(entry=place.entry._replace(amount=amount))
        if why is not None:
            reading.refused.append((amount.start, amount.end, why))
            reading.partial.add(place.way)
        elif name is not None:
            reading.rates.append((place, name, _rate(text, sentences, place, name, _scope(place, setting, whens))))
        else:
            reading.counts.append((place, _count(sentences, place, setting, _scope(place, setting, whens))))
    return reading if reading.counts or reading.rates else None


def _refused(text: str, amount: Amount, name: Label | None, counted: bool) -> str | None:
    if amount.unit is not None:
        return refusal(text, amount)
    return None if name is None and counted else "no_unit"


def _places(grid: Grid) -> list[Place] | None:
    """The cells with their labels told apart; None where neither the labels before nor those above say how is counted."""
    heads = [_label(entry.head) for entry in grid.entries]
    labels = [_label(entry.label) for entry in grid.entries]
    if _say_how(heads):
        ways = [entry.head.text if entry.head is not None else "" for entry in grid.entries]
        lines = [entry.label.start if entry.label is not None else entry.row for entry in grid.entries]
        things = _things(labels, heads, grid.corner)
        return _told_apart(map(Place, grid.entries, heads, things, lines, ways))
    if _say_how(labels):
        ways = [entry.label.text if entry.label is not None else "" for entry in grid.entries]
        things = _things(heads, labels, "")
        return _told_apart(map(Place, grid.entries, labels, things, [entry.column for entry in grid.entries], ways))
    return None


def _told_apart(found: Iterable[Place]) -> list[Place] | None:
    """Cells of which no two have the same labels; None where some have, below heads of which the upper half is lost."""
    places = list(found)
    return places if len({(place.line, place.way) for place in places}) == len(places) else None


def _label(cell: Cell | None) -> Label:
    return read_label(cell.text) if cell is not None else _NO_LABEL


def _say_how(labels: Sequence[Label]) -> bool:
    kinds = {label.kind for label in labels}
    return not kinds & {"thing", ""} and bool(kinds & (_RATES | _COUNTS))


def _things(labels: Sequence[Label], hows: Sequence[Label], corner: str) -> list[Label]:
    """The labels that name things, which a verb does as well (巡查上报 beside 公众举报); but where the other labels say no
    more than 数量 or 本月, those that all say what was done do so, and those of a table of 指标 each for itself."""
    told = any(how.kind == "count" and how.measure for how in hows)
    if not told and _say_how(labels):
        return list(labels)
    if not told and _INDICATORS.search(corner):
        return [label._replace(kind="count") if label.kind == "thing" and label.measure else label for label in labels]
    return [
        label._replace(kind="thing") if label.base and label.kind in (*_COUNTS, "rank") else label for label in labels
    ]


class _Units:
    """The units of a table's bare numbers: from a label, from the cells beside, from the caption, from the label's name."""

    def __init__(self, places: Sequence[Place], of_all: InUnit | None) -> None:
        self._of_all = of_all
        self._beside: dict[str, set[InUnit]] = {}
        for place in places:
            amount = place.entry.amount
            if amount.unit is not None and amount.unit.kind not in PERCENT_KINDS:
                written = InUnit(amount.unit, Decimal(1), amount.unit_as_written)
                self._beside.setdefault(place.way, set()).add(written)

    def of(self, place: Place) -> InUnit | None:
        """The unit of a bare number."""
        how, thing = place.how, place.thing
        if place.entry.unit:
            return in_unit(place.entry.unit)
        if how.unit is not None or thing.unit is not None:
            return how.unit or thing.unit
        if how.kind in _RATES or how.kind == "rank" or thing.kind in _RATES:
            return None
        beside = self._beside.get(place.way, set())
        if len(beside) == 1 and thing.kind not in _COUNTS:
            return next(iter(beside))
        return self._of_all or named_unit(how) or named_unit(thing)


def _scope(place: Place, setting: Setting, whens: set[When]) -> str:
    if setting.in_target or _PLANNED.search(place.how.base):
        return "target"
    named = (label.when for label in (place.how, place.thing) if label.when is not None)
    return "prior" if any(is_earlier(when, setting.period, whens) for when in named) else "actual"


def _count(sentences: Sequence[Sentence], place: Place, setting: Setting, scope: str) -> Draft:
    amount = place.entry.amount
    sentence = sentences[place.entry.sentence]
    draft = Draft.of(amount, place.entry.sentence, sentence.paragraph, sentence.section, place.entry.cell.start)
    draft.rule = "figure.cell"
    named = next((label for label in (place.how, place.thing) if label.kind == "count" and label.measure), None)
    draft.words = (named or place.how).text
    draft.matter = _matter(place) or next((d.matter for d in reversed(setting.near[-1:])), "")
    draft.scope, draft.coverage = scope, _coverage(place)
    draft.is_difference = place.how.kind == "change"
    if draft.is_difference:
        draft.measure_from = "own"
    elif named is not None:
        draft.unit_kind = draft.unit_kind or _CASES
        draft.is_due = named.is_due
        set_measure(draft, named.measure, "own", named.event)
    else:
        introduced = _introduced(setting)
        if introduced in OPENING and draft.unit_kind == "case":
            introduced = ""  # cases are not published: the words before it spoke of something else
        told = introduced or (setting.case_measure if draft.unit_kind in ("case", "item", "") else "")
        set_measure(draft, told or unit_measure(draft.unit_kind), "list" if told else "unit", "")
    titled = (channel_of_title(title) for title in reversed(setting.titles))
    draft.channel = next(filter(None, titled), "") or (setting.hotline if draft.is_case else "")
    return draft


def _matter(place: Place) -> str:
    thing = place.thing
    if thing.kind == "thing":
        return thing.text[:LONGEST_MATTER]
    return place.how.noun or thing.noun or (thing.text if thing.kind == "total" else "")


def _coverage(place: Place) -> str:
    said = f"{place.thing.text},{place.how.text}"
    return coverage_of(said, 0, len(said))


def _introduced(setting: Setting) -> str:
    """The measure that the words before a table, or else its section's title, speak of, where they speak of one alone."""
    for said in (*setting.intro, *reversed(setting.titles)):
        measures = {
            hit.entry.measure
            for hit in hits_of(said[-_LONGEST_INTRO:])
            if hit.is_event and hit.entry.measure in _INTRODUCED
        }
        if len(measures) == 1:
            return measures.pop() or ""
    return ""


def _rate(text: str, sentences: Sequence[Sentence], place: Place, name: Label, scope: str) -> RateDraft:
    cell, amount = place.entry.cell, place.entry.amount
    sentence = sentences[place.entry.sentence]
    fraction = _FRACTION.search(text[amount.number_start : amount.number_end])
    is_point = amount.unit is not None and amount.unit.kind == "point"
    falls = name.kind == "growth" and (cell.sign < 0 or _FALL.search(name.base) is not None)
    return RateDraft(
        amount.start, amount.end, amount.number_start, amount.value, len(fraction[1]) if fraction else 0,
        amount.low, amount.high, amount.qualifier, "point" if is_point else "percent", name.measure, name.base,
        place.entry.sentence, sentence.paragraph, sentence.section, cell.start, direction=-1 if falls else 1,
        matter=_matter(place), scope=scope, coverage=_coverage(place), rule="rate.cell",
    )  # fmt: skip
