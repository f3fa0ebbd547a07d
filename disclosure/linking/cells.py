"""What the numbers of a small local table are: one of the two labels of a cell names a thing, the other how it is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from disclosure.extraction.grid import Entry, Grid
from disclosure.extraction.quantity import FINEST, Amount
from disclosure.extraction.refusal import PERCENT_KINDS, refusal
from disclosure.linking.by_rate import came_in_by_label
from disclosure.linking.cell_places import COUNTS, OF_SOME, RATES, Place, Units, places_of, told_before
from disclosure.linking.channel import channel_of_title
from disclosure.linking.coverage import coverage_of
from disclosure.linking.draft import ENDED, OUTCOMES, REMEDIES, Draft, PartList, RateDraft
from disclosure.linking.heads import (
    InUnit,
    Label,
    When,
    are_a_year_so_far,
    is_earlier,
    names_money,
    read_label,
    unit_of_title,
    units_of_caption,
)
from disclosure.linking.lexicon import hits_of
from disclosure.linking.measure import OPENING, RULINGS
from disclosure.linking.phrase import LONGEST_MATTER
from disclosure.linking.scope import Period
from disclosure.linking.settle import set_measure
from disclosure.linking.table_titles import act_of, nouns, title_of, titled
from disclosure.linking.table_titles import introduced as introduced_by
from disclosure.linking.units import unit_measure
from disclosure.text import Sentence
from disclosure.vocabulary import units

_PLANNED = re.compile(r"任务|计划|目标")
_TASK_DONE = "完成"
_FRACTION = re.compile(r"\.(\d+)")
_FALL = re.compile(r"^(?:同比|环比)?(?:降幅|下降)")
_CASES = "case"
"""What a bare number under the name of a stage (办结数) counts, whatever they are called."""
_WHOLE = frozenset({"case", "person", "event"})
"""Kinds of units that come in whole numbers."""
_JUDGED = re.compile(r"考[核评]|评[分比价]|得分|扣分|排名")
"""Words above a table of marks, whose bare numbers count nothing."""
_OF_OTHERS = re.compile(r"(?<![下表])(?<!所示)。$")
"""How a sentence ends that leads to no table, whatever it judges (受理量排名前两位的是甲市、乙市。)."""
_NAMED = ("", "spending", "people", "in_place", "fees_collected", "fees_waived")
"""Measures that the name of what is counted gives, if any does; it is then the matter."""
_LONGEST_NAME = 10
_GIVEN_TO = re.compile(r"承办|主办|责任(?:单位|部门)|办理(?:单位|部门)")
_COUNTS = re.compile(r"\d")
_SECTION = re.compile(r"\A[(]?[\d一二三四五六七八九十]{1,3}[)、.]{1,2}")
_NUMBER_ALONE = frozenset({"数量", "件数", "数", "总数", "数据"})
"""Labels that say that something is counted, and not what."""


class Setting(NamedTuple):
    """Where a table stands."""

    intro: tuple[str, ...]  # the sentences before it, of its section, nearest first
    titles: tuple[str, ...]
    period: Period
    in_target: bool
    case_measure: str
    hotline: str
    near: Sequence[Draft]  # the counts before it


@dataclass(slots=True)
class Reading:
    """What a table states."""

    counts: list[tuple[Place, Draft]] = field(default_factory=list)
    rates: list[tuple[Place, Label, RateDraft]] = field(default_factory=list)
    lists: list[PartList] = field(default_factory=list)
    refused: list[tuple[int, int, str]] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)  # the ways of counting of which a cell is not read


def read_cells(text: str, sentences: Sequence[Sentence], grid: Grid, setting: Setting) -> Reading | None:
    """The counts and rates of a table, not yet linked; None where its labels do not say what is counted."""
    said = (grid.title, *setting.intro) if grid.title else setting.intro
    setting = setting._replace(intro=tuple(sentence.rstrip(" |") for sentence in said))  # 行政处罚实施数量(宗) |
    intro = "\n".join(setting.intro)
    captioned = units_of_caption(grid.corner) or units_of_caption(intro)
    of_all = (
        read_label(grid.corner).unit
        or next(iter(captioned), None)
        or next((unit for said in (grid.title, *setting.intro[:1]) if (unit := unit_of_title(said))), None)
    )
    introduced = introduced_by(setting.intro, setting.titles)
    spanning = dict.fromkeys(entry.over.text for entry in grid.entries if entry.over is not None)
    if not introduced and act_of((*spanning,), ()):
        introduced = "handled"
    act = act_of((*spanning, *setting.intro), setting.titles) if introduced == "handled" else ""
    if of_all is None and (alike := told_before(grid, setting.near)) is not None:
        of_all = InUnit(units()[alike.unit], Decimal(1), alike.unit)
        introduced = introduced or alike.measure
    places = places_of(grid, _tell_how(grid, of_all, bool(introduced and title_of(setting.intro)), setting.intro))
    if places is None:
        return None
    hows = [place.how for place in places if place.how.kind == "count" and place.how.event != _TASK_DONE]
    counted = {how.measure for how in hows if how.measure}
    if introduced in ENDED and not act and (introduced in counted or (introduced == "handled" and counted)):
        introduced = ""  # 办理情况 is all that the columns tell apart, 答复情况 what one of them counts
    introduced = (
        introduced
        or _by_shares(places)
        or _hinted(places)
        or (_came_in(setting, grid.corner, [how for how in hows if not how.measure]) if counted & ENDED else "")
    )
    reading = Reading(refused=list(grid.refused))
    has_tasks = introduced and any(_PLANNED.search(place.how.base) for place in places)
    whens = _times(places, setting.period)
    in_units = Units(places, of_all, captioned, setting.near)
    for place in places:
        amount = place.entry.amount
        name = next((label for label in (place.how, place.thing) if label.kind in RATES), None)
        named = next((label for label in (place.how, place.thing) if label.kind == "count" and label.measure), None)
        if has_tasks and named is not None and named.event == _TASK_DONE:
            named = None  # 完成数 beside 任务数: what the words above say was to be done
        unit = (
            None if amount.unit is not None else in_units.of(place, named.measure if named is not None else introduced)
        )
        if (
            unit is not None
            and amount.value % 1
            and unit.unit.kind in _WHOLE
            and unit.factor == 1
            and not _has_unit(place.entry)
        ):
            unit = None  # 124.75 are no cases and no people
        if unit is not None:
            value = (amount.value * unit.factor).quantize(FINEST)
            amount = replace(amount, unit=unit.unit, unit_as_written=unit.written, value=value, low=value, high=value)
        is_percent = amount.unit is not None and amount.unit.kind in PERCENT_KINDS
        if is_percent != (name is not None) and amount.unit is not None:
            return None
        counted = place.how.kind in COUNTS and amount.value == amount.value.to_integral_value()
        is_signed = amount.start > place.entry.cell.start  # no identifier, as +41 in a sentence
        counted = counted and (amount.unit is not None or (bool(named or introduced) and not names_money(place.how)))
        why = None if is_signed and amount.unit is not None else _refused(text, amount, name, counted)
        place = place._replace(entry=place.entry._replace(amount=amount))
        if why is not None:
            reading.refused.append((amount.start, amount.end, why))
            reading.partial.add(place.way)
        elif name is not None:
            reading.rates.append((place, name, _rate(text, sentences, place, name, _scope(place, setting, whens))))
        else:
            scope = _scope(place, setting, whens)
            reading.counts.append((place, _count(sentences, place, named, introduced, act, setting, scope)))
    if not grid.is_whole:
        reading.partial.update(place.way for place in places)
    return reading if reading.counts or reading.rates else None


def _times(places: Sequence[Place], period: Period) -> set[When]:
    """The times that the labels name, one of which may be what another is compared with; none where they are the months of
    which a total is told."""
    axes = [[place.how for place in places], [place.thing for place in places]]
    for labels in axes:
        months = list(dict.fromkeys(label.when for label in labels if label.when is not None and label.when.month))
        if any(label.kind == "total" for label in labels) and are_a_year_so_far(months, period):
            return set()
    return {label.when for labels in axes for label in labels if label.when is not None}


def _tell_how(grid: Grid, of_all: InUnit | None, is_titled: bool, intro: Sequence[str]) -> bool:
    """Whether the words around a table say how its numbers count where its labels only name things: a unit for all, a unit in
    each cell, or one thing done; numbers in parts, and tables of marks, count nothing."""
    if any(_JUDGED.search(said) and not _OF_OTHERS.search(said) for said in intro) or any(
        e.amount.unit is None and e.amount.value % 1 and not _has_unit(e) for e in grid.entries
    ):
        return False
    return of_all is not None or is_titled or all(entry.amount.unit is not None for entry in grid.entries)


def _has_unit(entry: Entry) -> bool:
    return any(cell is not None and read_label(cell.text).unit is not None for cell in (entry.head, entry.label))


def _refused(text: str, amount: Amount, name: Label | None, counted: bool) -> str | None:
    if amount.unit is not None:
        why = refusal(text, amount)
        return None if why in ("identifier", "version") else why  # what stands in the cells beside makes it none
    return None if name is None and counted else "no_unit"


def _scope(place: Place, setting: Setting, whens: set[When]) -> str:
    if setting.in_target or _PLANNED.search(place.how.base):
        return "target"
    named = (label.when for label in (place.how, place.thing) if label.when is not None)
    return "prior" if any(is_earlier(when, setting.period, whens) for when in named) else "actual"


def _count(
    sentences: Sequence[Sentence],
    place: Place,
    named: Label | None,
    introduced: str,
    act: str,
    setting: Setting,
    scope: str,
) -> Draft:
    amount = place.entry.amount
    sentence = sentences[place.entry.sentence]
    draft = Draft.of(amount, place.entry.sentence, sentence.paragraph, sentence.section, place.entry.cell.start)
    draft.rule = "figure.cell"
    draft.words = (named or place.how).text
    draft.matter = _matter(place) or _kind_of(act, place.how) or act or _spoken_of(setting, sentence)
    if place.thing.kind == "thing" and not place.besides:
        draft.matter = (draft.matter + _kind_of(act, place.how))[:LONGEST_MATTER]  # 甲局, below 没收违法所得
    draft.scope, draft.coverage = scope, _coverage(place)
    draft.is_difference = place.how.kind == "change"
    draft.is_minus = draft.is_difference and place.entry.cell.is_minus
    outcome = "" if named is not None and named.measure not in ENDED else _outcome(place.thing)
    if not outcome and named is None and introduced == "handled" and place.thing.text.startswith(RULINGS):
        outcome = "other"  # how reviews and suits came out (维持 | 驳回)
    if draft.is_difference:
        draft.measure_from = "own"
    elif outcome:
        set_measure(draft, outcome, "own", place.thing.text)
    elif named is not None:
        draft.unit_kind = draft.unit_kind or _CASES
        draft.is_due = named.is_due
        set_measure(draft, named.measure, "own", named.event)
    else:
        if introduced in OPENING and draft.unit_kind == "case":
            introduced = ""  # cases are not published: the words before it spoke of something else
        told = introduced or (setting.case_measure if draft.unit_kind in ("case", "item", "") else "")
        set_measure(draft, told or unit_measure(draft.unit_kind), "list" if told else "unit", "")
    titled = (channel_of_title(title) for title in reversed(setting.titles))
    draft.channel = next(filter(None, titled), "") or (setting.hotline if draft.is_case else "")
    return draft


def _outcome(thing: Label) -> str:
    """The measure of a row or column that is called for nothing but how requests came out (予以公开), or ''."""
    found = hits_of(thing.text) if thing.kind == "thing" else ()
    is_all = len(found) == 1 and found[0].entry.word == thing.text and found[0].entry.role == "outcome"
    return found[0].entry.measure or "" if is_all and found[0].entry.measure in OUTCOMES else ""


def _matter(place: Place) -> str:
    thing = place.thing
    if thing.kind == "thing" and thing.text in _NUMBER_ALONE:
        return place.besides or place.how.text  # 数量, under 维持, 撤销, 驳回
    if thing.kind == "thing":
        return (thing.text + place.besides)[:LONGEST_MATTER]
    remedy = next((label.event for label in (place.how, thing) if label.measure in REMEDIES), "")
    named = (
        place.how.base.removesuffix("数") if place.entry.unit and place.how.measure in _NAMED else ""
    )  # 专项经费 | 万元 | 1.2
    return (
        place.besides
        or place.how.noun
        or remedy
        or thing.noun
        or named
        or (_total_of(place) if thing.kind == "total" else "")
    )


def _total_of(place: Place) -> str:
    """What a total is of: 小计 of the group whose rows it closes."""
    group = place.entry.group
    return group.text if group is not None and place.thing.text.startswith(OF_SOME) else place.thing.text


def _kind_of(act: str, how: Label) -> str:
    """Which kind of what was done a label names that names no thing (行政拘留, in a table of 行政处罚), or ''."""
    is_kind = act and how.measure == "handled" and not how.event.endswith("理")
    return how.event if is_kind else ""


def _spoken_of(setting: Setting, sentence: Sentence) -> str:
    """What a table is about whose labels do not say: what its section counted last, or names in its title (投诉情况)."""
    last = next(reversed(setting.near), None)
    if last is not None and last.section == sentence.section and last.rule != "figure.cell":
        return last.matter
    title = _SECTION.sub("", titled(setting.titles[-1])) if setting.titles else ""
    is_thing = 1 < len(title) <= _LONGEST_NAME and not any(hit.is_event for hit in hits_of(title))
    return title if is_thing and not _COUNTS.search(title) else ""


def _coverage(place: Place) -> str:
    said = f"{place.thing.text},{place.how.text}"
    return coverage_of(said, 0, len(said))


def _by_shares(places: Sequence[Place]) -> str:
    """What came in, as the labels of shares name it (占受理总数比例), or ''."""
    labels = dict.fromkeys(
        label.text for place in places for label in (place.how, place.thing) if label.kind == "share"
    )
    return next(filter(None, map(came_in_by_label, labels)), "")


def _hinted(places: Sequence[Place]) -> str:
    """The one measure that most names of what a table tells apart hint at (当面申请, 网络申请: what came in), or ''."""
    names = {place.besides or place.thing.text for place in places if place.thing.kind == "thing"}
    hinted = [found for name in names if (found := nouns(name))]
    measures = set().union(*hinted)
    return measures.pop() if len(measures) == 1 and len(hinted) > 1 and len(names) <= 2 * len(hinted) else ""


def _came_in(setting: Setting, corner: str, unnamed: Sequence[Label]) -> str:
    """What a column beside one of an end counts that names no more than a thing (留言数 | 答复数): what came in, or what those
    were given whom the head of the labels calls so (承办单位 | 件数 | 办结数)."""
    is_bare = not any(how.noun for how in unnamed)
    return "referred" if is_bare and _GIVEN_TO.match(corner) else setting.case_measure or "received"


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
        matter=_matter(place), scope=scope, coverage=_coverage(place), rule="rate.cell", is_minus=falls and cell.is_minus,
    )  # fmt: skip
