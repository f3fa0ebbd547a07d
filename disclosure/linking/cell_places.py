"""Which labels each cell of a small table stands under: one of them names a thing, another how it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclosure.extraction.cell import Cell
from disclosure.extraction.grid import Entry, Grid
from disclosure.extraction.refusal import PERCENT_KINDS
from disclosure.linking.draft import CAME_IN, CASE_STAGES, OUTCOMES, Draft
from disclosure.linking.heads import (
    InUnit,
    Label,
    in_unit,
    may_be_change,
    named_unit,
    names_indicators,
    names_money,
    read_label,
)
from disclosure.vocabulary import units

RATES = frozenset({"rate", "share", "growth"})
COUNTS = frozenset({"count", "change"})
OF_SOME = "小"
"""What a total is called that is of some rows alone (小计)."""
_OF_CASES = frozenset({*CASE_STAGES, *OUTCOMES, "pending", "overdue"})
_STAGES = frozenset({"accepted", "referred", "replied", "handled", "closed", "pending", "overdue"})
_LEAST_PERCENT, _ALL = Decimal(2), Decimal(100)
"""Between which the largest of the bare numbers below 办结率 lies where they are percentages, not parts of one."""
_SEVERAL = 2
_OF_CLOSED = re.compile(r"满意$|回访|退回")
"""What is told of cases that are counted in the columns beside."""
_PEOPLE = frozenset({"人次", "人数"})
"""How people are counted who made the visits of the column before."""
_ANY = "个"
"""The unit of anything, which tells less of what cases are counted in than any other."""
_TASK = "任务"
_CALLS = "电话"
"""A number by itself; above or below what counts (派单数) it says which way cases came."""
_NO_LABEL = Label("", "")
_TELLING = 20
"""From which on a number says by itself that it is one told before."""


class Place(NamedTuple):
    """The labels of a cell and its place along them: of which thing (`line`), counted how (`way`); `besides`: what else
    the labels name (投诉, over 受理数)."""

    entry: Entry
    how: Label
    thing: Label
    line: int
    way: str
    besides: str = ""


def places_of(grid: Grid, is_told: bool) -> list[Place] | None:
    """The cells with their labels told apart; None where neither the labels before nor those above say how is counted, and
    the words around the table do not either (`is_told`)."""
    heads = _heads(grid.entries)
    labels = [_label(entry.label) for entry in grid.entries]
    lines = [entry.label.start if entry.label is not None else entry.row for entry in grid.entries]
    ways = [_way(entry) for entry in grid.entries]
    if all(label.kind in ("count", "total", "") and not label.measure for label in labels):
        heads = [_in_own_unit(*head) for head in heads]
    hows = [head for head, _ in heads]
    if _say_how(hows):
        things = _things(labels, hows, grid.corner)
        besides = [words for _, words in heads]
        return _told_apart(map(Place, grid.entries, hows, things, lines, ways, besides))
    if all(entry.unit for entry in grid.entries) and not any(label.kind in (*RATES, "rank", "") for label in labels):
        labels = [
            label._replace(kind="count") if label.kind == "thing" else label for label in labels
        ]  # 网站公开 | 条 | 163
    if _say_how(labels):
        ways = [entry.label.text if entry.label is not None else "" for entry in grid.entries]
        things = _things(hows, labels, "")
        columns = [entry.column for entry in grid.entries]
        return _told_apart(map(Place, grid.entries, labels, things, columns, ways))
    if is_told and not any(label.kind == "rank" for label in (*hows, *labels)):
        found = [_counted(head) for head, _ in heads]
        besides = ["".join((words, name)) for (_, words), (_, name) in zip(heads, found, strict=True)]
        things = [label._replace(kind="thing") if label.kind in ("count", "rate") else label for label in labels]
        return _told_apart(map(Place, grid.entries, [how for how, _ in found], things, lines, ways, besides))
    return None


def _heads(entries: Sequence[Entry]) -> list[tuple[Label, str]]:
    """How each column counts by its head and the thing that the head names besides. Beside heads that count, one of money
    and one that ends with a stage (热线办结) do so too; whether 增减 is a count or a percentage, its cells say, or those of
    增减率 beside it."""
    heads = [_head(entry) for entry in entries]
    percents: dict[str, set[bool]] = {}
    for entry in entries:
        if (unit := entry.amount.unit) is not None:
            percents.setdefault(_way(entry), set()).add(unit.kind in PERCENT_KINDS)
    are_told = any(head.kind in COUNTS and head.measure for head, _ in heads)
    has_percents = any(
        head.kind == "growth" and True in percents.get(_way(e), ()) for e, (head, _) in zip(entries, heads, strict=True)
    )
    parts = {_way(e) for e in entries if e.amount.unit is not None or e.amount.value % 1}
    whole = {_way(e) for e in entries} - parts
    for at, (head, besides) in enumerate(heads):
        if (
            head.kind in ("change", "growth")
            and head.unit is None
            and len(told := percents.get(_way(entries[at]), ())) == 1
        ):
            kind, measure = ("growth", "growth") if True in told else ("change", "")
            heads[at] = head._replace(kind=kind, measure=measure), besides
        elif has_percents and may_be_change(head) and _way(entries[at]) in whole:
            heads[at] = head._replace(kind="change", measure=""), besides
        elif are_told and head.kind == "thing" and names_money(head):
            heads[at] = head._replace(kind="count", noun=""), besides + head.base
        elif are_told and head.kind == "thing" and head.measure in _STAGES and head.base.endswith(head.event):
            heads[at] = head._replace(kind="count", noun=""), besides + head.noun
    return heads


def _in_own_unit(head: Label, besides: str) -> tuple[Label, str]:
    """罚款(元) beside rows that name no things counts what it names."""
    if head.kind != "thing" or head.unit is None or head.unit.unit.kind in PERCENT_KINDS:
        return head, besides
    return head._replace(kind="count", noun=""), besides + head.base


def _way(entry: Entry) -> str:
    above = entry.over.text if entry.over is not None else ""
    return above + (entry.head.text if entry.head is not None else "")


def _counted(head: Label) -> tuple[Label, str]:
    """What a column counts in a table whose own words say how, and the thing that its head names."""
    is_stage = head.kind == "count" and head.measure and (head.base == head.event or head.base.endswith(("数", "量")))
    if head.kind in RATES | {"change"} or is_stage:
        return head, ""
    names = head.kind == "thing" or (head.kind == "count" and head.base and (head.measure or (head.unit and head.noun)))
    return head._replace(kind="count", measure="", noun=""), head.text if names else ""


def _head(entry: Entry) -> tuple[Label, str]:
    """How a column counts by its head and what spans it, and the thing that the other of the two names."""
    lower = _label(entry.head)
    if entry.over is None or entry.head is None:
        return lower, ""
    upper = read_label(entry.over.text)
    if lower.kind == "count" and not lower.measure and not lower.base:
        return read_label(entry.over.text + entry.head.text), ""  # 增减 over (件)
    if lower.base == _CALLS and upper.kind in COUNTS:
        lower = lower._replace(kind="thing")
    is_percent = entry.amount.unit is not None and entry.amount.unit.kind in PERCENT_KINDS
    if upper.kind == "growth" and lower.kind == "count" and is_percent:
        return upper._replace(when=lower.when or upper.when), lower.text  # 环比, over 批次 | 人次
    if lower.kind in RATES | COUNTS | {"rank"}:
        named = upper.base if upper.kind == "thing" else upper.text if upper.text == _CALLS else ""
        return lower._replace(when=lower.when or upper.when, unit=lower.unit or upper.unit), named
    if upper.kind in RATES | COUNTS:
        return upper._replace(when=lower.when or upper.when, unit=lower.unit or upper.unit), lower.text
    return lower, upper.text


def _told_apart(found: Iterable[Place]) -> list[Place] | None:
    """Cells of which no two have the same labels; None where some have, below heads of which the upper half is lost. Rates
    with the same head, one for each of several counts, are of the count before them, as are people (个访批次 | 人次)."""
    places = list(found)
    if len({(place.line, place.way) for place in places}) == len(places):
        return places
    count: Place | None = None
    for at, place in enumerate(places):
        if place.how.kind in RATES and count is not None and count.entry.row == place.entry.row:
            how = place.how._replace(when=place.how.when or count.how.when)
            places[at] = place._replace(how=how, way=f"{count.way} {place.way}")
        elif place.how.base in _PEOPLE and count is not None and count.entry.row == place.entry.row:
            of = count.besides or count.how.noun or count.how.event
            places[at] = place._replace(besides=place.besides or of, way=f"{count.way} {place.way}")
        elif place.how.kind not in RATES:
            count = place
    return places if len({(place.line, place.way) for place in places}) == len(places) else None


def _label(cell: Cell | None) -> Label:
    return read_label(cell.text) if cell is not None else _NO_LABEL


def _say_how(labels: Sequence[Label]) -> bool:
    kinds = {label.kind for label in labels}
    return not kinds & {"thing", ""} and bool(kinds & (RATES | COUNTS))


def _things(labels: Sequence[Label], hows: Sequence[Label], corner: str) -> list[Label]:
    """The labels that name things, which a verb does as well (巡查上报 beside 公众举报); but where the other labels say no
    more than 数量 or 本月, those that all say what was done do so, and those of a table of 指标 each for itself."""
    told = any(how.kind == "count" and how.measure for how in hows)
    if not told and _say_how(labels):
        return list(labels)
    if not told and names_indicators(corner):
        return [label._replace(kind="count") if label.kind == "thing" and label.measure else label for label in labels]
    are_months = any(label.kind == "total" for label in labels) and all(
        label.kind == "total" or (label.when is not None and label.when.month and not label.base) for label in labels
    )
    return [
        label._replace(kind="thing") if (label.base or are_months) and label.kind in (*COUNTS, "rank") else label
        for label in labels
    ]


def _counts_cases(draft: Draft) -> bool:
    """Whether a count before a table tells in what its cases are counted: letters and messages are also in 条 where they came in."""
    came_in = draft.measure in CAME_IN and draft.unit_kind == "item"
    return draft.is_case and draft.unit != "" and (draft.unit_kind == "case" or came_in)


class Units:
    """The units of a table's bare numbers: from a label, from the cells beside, from the caption, from the label's name;
    cases are counted as those before the table are, else in 件."""

    def __init__(
        self, places: Sequence[Place], of_all: InUnit | None, captioned: Sequence[InUnit], near: Sequence[Draft]
    ) -> None:
        self._of_all = of_all
        self._captioned = captioned
        rates = [p.entry.amount for p in places if p.how.kind in ("rate", "share") or p.thing.kind in ("rate", "share")]
        most = max((amount.value for amount in rates if amount.unit is None), default=Decimal(0))
        self._are_percent = _LEAST_PERCENT < most <= _ALL
        self._percent_ways = {
            p.way for p in places if p.entry.amount.unit is not None and p.entry.amount.unit.kind == "percent"
        }
        self._beside: dict[str, set[InUnit]] = {}
        for place in places:
            amount = place.entry.amount
            if amount.unit is not None and amount.unit.kind not in PERCENT_KINDS:
                written = InUnit(amount.unit, Decimal(1), amount.unit_as_written)
                self._beside.setdefault(place.way, set()).add(written)
        told = [d.unit for d in reversed(near) if _counts_cases(d)]
        of_cases = next((unit for unit in told if unit != _ANY), next(iter(told), "件"))
        self._told_before = {d.measure: d.unit for d in near if d.unit and d.basis == "stated"}
        self._is_of_cases = any(p.how.measure in _OF_CASES or p.thing.measure in _OF_CASES for p in places)
        changes = {p.how.unit for p in places if p.how.kind == "change" and p.how.unit is not None}  # 增/减(宗)
        self._of_cases = changes.pop() if len(changes) == 1 else InUnit(units()[of_cases], Decimal(1), "")

    def of(self, place: Place, measure: str) -> InUnit | None:
        """The unit of a bare number that counts what a measure says."""
        how, thing = place.how, place.thing
        if place.entry.unit:
            return in_unit(place.entry.unit)
        if how.unit is not None or thing.unit is not None:
            own = thing.unit if how.kind == "count" and not (how.measure or how.base) else None
            return own or how.unit or thing.unit  # below 本月(件) a row 金额(万元) is in its own
        if how.kind in ("rate", "share") or thing.kind in ("rate", "share"):
            return in_unit("%") if self._are_percent or place.way in self._percent_ways else None
        if how.kind in RATES or how.kind == "rank" or thing.kind in RATES:
            return None
        beside = self._beside.get(place.way, set())
        if len(beside) == 1 and thing.kind not in COUNTS:
            return next(iter(beside))
        named = self._of_captioned(how) or self._of_captioned(thing) or self._of_all
        if (names_money(how) or names_money(thing)) and (named is None or named.unit.kind != "money"):
            return None  # 挽回损失, in a table in 件
        named = named or named_unit(how) or named_unit(thing)
        of_closed = self._is_of_cases and how.kind == "count" and _OF_CLOSED.search(how.event) is not None
        is_of_cases = measure in _OF_CASES or how.is_due or how.noun == _TASK or of_closed
        if named is None and "change" in (how.kind, thing.kind) and (is_of_cases or self._is_of_cases):
            return self._of_cases
        if named is not None or how.kind not in ("count", "total"):
            return named
        before = "" if is_of_cases else self._told_before.get(measure, "")
        return InUnit(units()[before], Decimal(1), "") if before else self._of_cases if is_of_cases else None

    def _of_captioned(self, label: Label) -> InUnit | None:
        """Which of several units of the caption a label calls for by its name (单位:件、万元 above 挽回损失)."""
        if len(self._captioned) < _SEVERAL:
            return None
        own = named_unit(label)
        return next(
            (
                unit
                for unit in self._captioned
                if (names_money(label) if unit.unit.kind == "money" else own is not None and own.unit is unit.unit)
            ),
            None,
        )


def told_before(grid: Grid, near: Sequence[Draft]) -> Draft | None:
    """One of the counts told before a table without a unit that stand in it again, where several do, all of one unit and measure,
    and one of them is what the cells of its row before a 合计 come to: the table tells apart what was told (共接警1973起,其中交通类
    386起, above 103, 268, 386, … under their kinds and 1973 under 小计)."""
    values = {e.amount.value for e in grid.entries if e.amount.unit is None and e.amount.value >= _TELLING}
    told = [d for d in near if d.value in values and d.basis == "stated" and d.rule != "figure.cell" and d.is_case]
    are_alike = len({d.value for d in told}) >= _SEVERAL and len({(d.unit, d.measure) for d in told}) == 1
    sums = set(_row_totals(grid)) if are_alike else set()
    return told[0] if any(d.value in sums and not d.is_difference for d in told) else None


def _row_totals(grid: Grid) -> Iterator[Decimal]:
    """The totals that close rows of a table and are what the cells before them come to."""
    rows: dict[int, list[Entry]] = {}
    for entry in grid.entries:
        rows.setdefault(entry.row, []).append(entry)
    for row in rows.values():
        for position, entry in enumerate(row):
            is_total = entry.head is not None and read_label(entry.head.text).kind == "total"
            if is_total and position >= _SEVERAL and entry.amount.value == sum(e.amount.value for e in row[:position]):
                yield entry.amount.value
