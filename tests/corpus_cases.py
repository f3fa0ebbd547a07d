"""The corpus: phrasings grouped by what they mean, and how a reading is held against that.

A group of tests/corpus/<dimension>.yaml has `id`, `means` and `said`. `means` is all that must come out of each phrase
(one item, a list of items, or the word nothing); whatever else comes out fails. An item has `kind` and its keys:

figure (the default) and implied: value, unit, measure; qualifier (exact), scope (actual), coverage, low, high;
    matter and channel (a word that it must contain, or none), stream (a word of either); part_of (the
    value of the total, or none); same_as (the value of another figure that states the same thing)
rate: value, measure, qualifier, scope, pct_kind, direction; of: numerator and denominator (left out: one side has no
    count; any: not looked at); status (consistent with `of`, else unverifiable)
parts: total, of (the values of its list), complete; wrong where the list cannot make the total
conflict: of (two values said of the same thing)
optional: value of a number that may come out or not

Every value may be a list, any of which is right. A phrase is a text, or {text, known_gap: why it is not read yet}.
Rates, lists and repeats that contradict each other must be told so: a contradiction that is not is a false alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from disclosure.reading import read_report
from disclosure.rows import ExtractedReport, FigureRow, RateRow

FOLDER = Path(__file__).parent / "corpus"
DIMENSIONS = (
    "numeral",
    "quantity",
    "rate",
    "period",
    "statement",
    "measure",
    "matter",
    "scope",
    "link",
    "parts",
    "cells",
    "cells_of_bulletins",
    "cells_laid_flat",
    "nothing",
)
FIGURE_DEFAULTS = {"qualifier": "exact", "scope": "actual"}
RATE_DEFAULTS = {"qualifier": "exact", "scope": "actual"}
FIGURE_KEYS = {
    *("kind", "value", "unit", "measure", "qualifier", "scope", "coverage", "low", "high"),
    *("matter", "channel", "stream", "part_of", "same_as"),
}
RATE_KEYS = {"kind", "value", "measure", "qualifier", "scope", "pct_kind", "direction", "of", "status"}
KEYS = {
    "figure": FIGURE_KEYS,
    "implied": FIGURE_KEYS,
    "rate": RATE_KEYS,
    "parts": {"kind", "total", "of", "complete", "wrong"},
    "conflict": {"kind", "of"},
    "optional": {"kind", "value"},
}
NUMBERS = {"value": "value", "low": "value_low", "high": "value_high"}
WORDS = {
    "unit": "unit",
    "measure": "measure_code",
    "qualifier": "qualifier",
    "scope": "scope",
    "coverage": "coverage",
    "pct_kind": "pct_kind",
    "direction": "direction",
}

LEAST = 3
OVERLAPPING = ("其中涉及", "其中反映", "从")


class Case(NamedTuple):
    """One phrase and all that it means."""

    id: str
    dimension: str
    text: str
    means: tuple[Mapping[str, Any], ...]
    known_gap: str | None


@cache
def cases() -> tuple[Case, ...]:
    """Every phrase of every dimension, in the order of the files."""
    return tuple(case for dimension in DIMENSIONS for case in _cases_of(dimension))


def _cases_of(dimension: str) -> Iterator[Case]:
    for group in yaml.safe_load((FOLDER / f"{dimension}.yaml").read_text(encoding="utf-8")):
        means = () if group["means"] == "nothing" else tuple(_listed(group["means"]))
        for number, said in enumerate(group["said"], 1):
            phrase = said if isinstance(said, dict) else {"text": said}
            gap = phrase.get("known_gap", group.get("known_gap"))
            yield Case(f"{dimension}: {group['id']} {number}", dimension, phrase["text"], means, gap)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@cache
def read(text: str) -> ExtractedReport:
    """The reading of a phrase, as of a report that says nothing else."""
    return read_report("phrase", "phrase.txt", text, None)


def misreadings(case: Case) -> list[str]:
    """What a phrase means and the reading lacks, and what the reading has and the phrase does not mean."""
    report = read(case.text)
    amounts = {row.activity_id: row for row in report.figures}
    left: list[FigureRow | RateRow] = [*report.figures, *report.rates]
    wrong = []
    for item in case.means:
        kind = item.get("kind", "figure")
        if kind in ("parts", "conflict", "optional"):
            continue
        row = next((row for row in left if _says(row, item, kind, amounts)), None)
        if row is None:
            wrong.append(f"missing: {dict(item)}")
        else:
            left.remove(row)
    may_be = Counter(Decimal(i["value"]) for i in case.means if i.get("kind") == "optional")
    for row in left:
        value = row.value if isinstance(row, FigureRow) else row.stated_pct
        if may_be[value]:
            may_be[value] -= 1
        else:
            wrong.append(f"too much: {_shown(row, amounts)}")
    return wrong + _wrong_lists(case, report, amounts) + _wrong_repeats(case, report)


def _says(row: FigureRow | RateRow, item: Mapping[str, Any], kind: str, amounts: Mapping[str, FigureRow]) -> bool:
    if isinstance(row, RateRow):
        return kind == "rate" and _says_rate(row, RATE_DEFAULTS | dict(item), amounts)
    basis = {"figure": "stated", "implied": "implied"}.get(kind)
    return row.basis == basis and _says_figure(row, FIGURE_DEFAULTS | dict(item), amounts)


def _fields_agree(row: FigureRow | RateRow, item: Mapping[str, Any]) -> bool:
    numbers = NUMBERS | ({"value": "stated_pct"} if isinstance(row, RateRow) else {})
    return all(
        getattr(row, field) in [Decimal(v) for v in _listed(item[key])] for key, field in numbers.items() if key in item
    ) and all(getattr(row, field) in _listed(item[key]) for key, field in WORDS.items() if key in item)


def _says_figure(row: FigureRow, item: Mapping[str, Any], amounts: Mapping[str, FigureRow]) -> bool:
    total = str(amounts[row.part_of].value.normalize()) if row.part_of else "none"
    heard = {"matter": row.matter or "none", "channel": row.channel or "none"}
    heard["stream"] = heard["matter"] + (row.channel or "")
    return (
        _fields_agree(row, item)
        and all(any(word in heard[key] for word in _listed(item[key])) for key in heard if key in item)
        and ("part_of" not in item or total in [_plain(v) for v in _listed(item["part_of"])])
        and ("same_as" not in item or _has_twin(row, Decimal(item["same_as"]), amounts.values()))
    )


def _plain(value: str) -> str:
    return value if value == "none" else str(Decimal(value).normalize())


def _has_twin(row: FigureRow, value: Decimal, rows: Iterable[FigureRow]) -> bool:
    return row.subject_key is not None and any(
        other is not row and other.subject_key == row.subject_key and other.value == value for other in rows
    )


def _says_rate(row: RateRow, item: Mapping[str, Any], amounts: Mapping[str, FigureRow]) -> bool:
    of = item.get("of")
    counts = _counts(row, amounts)
    if of is None:
        linked_as_told = counts is None
    else:
        linked_as_told = of == "any" or (
            counts is not None and [count.value for count in counts] == [Decimal(value) for value in of]
        )
    status = _listed(item.get("status", "unverifiable" if of is None else "consistent"))
    return _fields_agree(row, item) and linked_as_told and ("any" in status or verdict(row, amounts) in status)


class Count(NamedTuple):
    """A side of a rate: a printed count, or what several give when added up and taken away."""

    value: Decimal
    value_low: Decimal
    value_high: Decimal
    is_as_printed: bool = True


def _counts(row: RateRow, amounts: Mapping[str, FigureRow]) -> tuple[Count, Count] | None:
    above = _count(row.numerator_activity_id, row.numerator_terms, amounts)
    below = _count(row.denominator_activity_id, row.denominator_terms, amounts)
    return (above, below) if above and below else None


def _count(activity_id: str | None, terms: str | None, amounts: Mapping[str, FigureRow]) -> Count | None:
    signed = f"+{activity_id}" if activity_id else terms
    if signed is None:
        return None
    plus = [amounts[term[1:]] for term in signed.split() if term[0] == "+"]
    minus = [amounts[term[1:]] for term in signed.split() if term[0] == "-"]
    return Count(
        sum((a.value for a in plus), Decimal(0)) - sum((a.value for a in minus), Decimal(0)),
        sum((a.value_low for a in plus), Decimal(0)) - sum((a.value_high for a in minus), Decimal(0)),
        sum((a.value_high for a in plus), Decimal(0)) - sum((a.value_low for a in minus), Decimal(0)),
        all(a.qualifier == "exact" for a in [*plus, *minus]),
    )


def verdict(row: RateRow, amounts: Mapping[str, FigureRow]) -> str:
    """What follows from a rate and its counts, on intervals; rounding and cutting off are both accepted."""
    counts = _counts(row, amounts)
    if counts is None or row.pct_kind != "percent" or counts[1].value_low <= 0:
        return "unverifiable"
    last = Decimal(1).scaleb(-row.decimals)
    rounded = row.stated_low == row.stated_high
    accepted_low = row.stated_low - (last / 2 if rounded else 0)
    accepted_high = row.stated_high + (last if rounded else 0)
    low = 100 * counts[0].value_low / counts[1].value_high
    high = 100 * counts[0].value_high / counts[1].value_low
    printed = 100 * counts[0].value / counts[1].value
    if row.formula == "change":
        low, high = sorted((row.direction * (low - 100), row.direction * (high - 100)))
        printed = row.direction * (printed - 100)
    spans = [(low, high), (printed, printed)] if all(c.is_as_printed for c in counts) else [(low, high)]
    for least, most in spans:
        if accepted_low <= least and most <= accepted_high and (not rounded or most < accepted_high):
            return "consistent"
    return "inconsistent" if high < accepted_low or low >= accepted_high else "unverifiable"


def _wrong_lists(case: Case, report: ExtractedReport, amounts: Mapping[str, FigureRow]) -> list[str]:
    """Lists that are told and not found, and lists found wrong that are not told so."""
    found: dict[str, list[Any]] = {}
    for part in report.parts:
        found.setdefault(part.group_id, []).append(part)
    told = [item for item in case.means if item.get("kind") == "parts"]
    wrong = []
    for item in told:
        shape = (Decimal(item["total"]), sorted(Decimal(value) for value in item["of"]))
        group = next((g for g in found.values() if _shape(g, amounts) == shape), None)
        if group is None:
            wrong.append(f"missing: {dict(item)}")
        elif item.get("complete", group[0].is_complete) != group[0].is_complete:
            wrong.append(f"complete is {group[0].is_complete}: {dict(item)}")
        elif item.get("wrong", False) != _cannot_add_up(group, amounts):
            wrong.append(f"adds up or not, against what is told: {dict(item)}")
    shapes = [(Decimal(i["total"]), sorted(Decimal(v) for v in i["of"])) for i in told]
    for group in found.values():
        if _cannot_add_up(group, amounts) and _shape(group, amounts) not in shapes:
            wrong.append(f"false alarm: {_shape(group, amounts)}")
    return wrong


def _shape(group: list[Any], amounts: Mapping[str, FigureRow]) -> tuple[Decimal, list[Decimal]]:
    return amounts[group[0].total_activity_id].value, sorted(amounts[p.part_activity_id].value for p in group)


def _cannot_add_up(group: list[Any], amounts: Mapping[str, FigureRow]) -> bool:
    total, parts = amounts[group[0].total_activity_id], [amounts[p.part_activity_id] for p in group]
    if {p.unit for p in parts} != {total.unit}:
        return False
    if not group[0].is_complete:
        # parts may overlap (through the website and on the board), one may not exceed the whole
        return max(p.value_low for p in parts) > total.value_high or _are_too_many(group[0].cue, total, parts)
    low, high = sum(p.value_low for p in parts), sum(p.value_high for p in parts)
    return low > total.value_high or high < total.value_low


def _are_too_many(cue: str, total: FigureRow, parts: list[FigureRow]) -> bool:
    """Whether three and more parts that do not overlap come to more than their total, as int_parts_checked says."""
    if len(parts) < LEAST or cue.startswith(OVERLAPPING) or sum(p.value_low for p in parts) <= total.value_high:
        return False
    ways = {p.channel for p in parts if p.channel}
    apart = len(ways) <= 1 or (len(ways) == len(parts) and total.measure_code in ("received", "accepted"))
    same = {p.measure_code for p in parts} == {total.measure_code} and total.measure_code != "other"
    return total.unit == "元" or (same and apart)


def _wrong_repeats(case: Case, report: ExtractedReport) -> list[str]:
    """Conflicts that are told and not found, and found and not told."""
    told = [sorted(map(Decimal, item["of"])) for item in case.means if item.get("kind") == "conflict"]
    found = [
        sorted((a.value, b.value))
        for a, b in combinations([f for f in report.figures if f.subject_key], 2)
        if a.subject_key == b.subject_key and (a.value_low > b.value_high or b.value_low > a.value_high)
    ]
    return [f"conflict not found: {pair}" for pair in told if pair not in found] + [
        f"false alarm: {pair}" for pair in found if pair not in told
    ]


def _shown(row: FigureRow | RateRow, amounts: Mapping[str, FigureRow]) -> str:
    if isinstance(row, RateRow):
        counts = _counts(row, amounts)
        of = f" of {counts[0].value}/{counts[1].value}" if counts else ""
        return f"rate “{row.quote}” {row.stated_pct} {row.measure_code} {row.qualifier} {row.scope}{of} {verdict(row, amounts)}"
    total = f" part of {amounts[row.part_of].value}" if row.part_of else ""
    return (
        f"{row.basis} “{row.quote}” {row.value.normalize():f} {row.unit} {row.measure_code} {row.qualifier} {row.scope} "
        f"{row.coverage} [{row.value_low}, {row.value_high}] matter {row.matter} channel {row.channel}{total}"
    )
