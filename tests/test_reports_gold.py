"""Every report written for the project has a gold file, and every line of it is well formed.

Nothing is extracted here: these are checks of the annotations themselves (tests/reports), so that a figure that
the extractor misses is never a slip of the gold.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from disclosure.resources import seed

FOLDERS = [Path(__file__).parent / "reports" / name for name in ("dev", "local_tables")]
REPORTS = sorted(path for folder in FOLDERS for path in folder.iterdir() if path.suffix in {".txt", ".html", ".md"})
QUALIFIERS = {"exact", "at_least", "almost", "approx", "at_most"}
SCOPES = {"actual", "target", "recurring", "prior"}
STATUSES = {"consistent", "inconsistent", "unverifiable"}
FINDINGS = {
    "rate_mismatch",
    "parts_mismatch",
    "repeat_conflict",
    "funnel_inversion",
    "statutory_identity",
    "cross_year_break",
}
REPORT_KEYS = {"kind", "source_name", "agency", "region_code", "report_year", "period_start", "period_end"}
SHARED_KEYS = {"kind", "quote", "nth"}
AMOUNT_KEYS = SHARED_KEYS | {"value", "unit", "measure", "matter", "stream", "qualifier", "scope"}
KEYS = {
    "figure": AMOUNT_KEYS,
    "implied": AMOUNT_KEYS,
    "rate": (AMOUNT_KEYS - {"unit"}) | {"numerator", "denominator", "status"},
    "finding": SHARED_KEYS | {"finding", "also", "optional"},
    "optional": SHARED_KEYS,
}
NEEDED = {
    "figure": {"quote", "value", "unit", "measure"},
    "implied": {"quote", "value", "unit", "measure"},
    "rate": {"quote", "value", "measure"},
    "finding": {"quote", "finding"},
    "optional": {"quote"},
}
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)


@cache
def read_gold(report: Path) -> list[dict]:
    lines = report.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def stated(report: Path) -> Iterator[dict]:
    """The lines after the first."""
    return iter(read_gold(report)[1:])


@cache
def visible_text(report: Path) -> str:
    """The report as its reader sees it; of HTML a stand-in for the landed text, good enough to find quotes in."""
    text = report.read_text(encoding="utf-8")
    if report.suffix != ".html":
        return text
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    return html.unescape(re.sub(r"<[^>]{1,400}>", "", text))


@cache
def known_measures() -> frozenset[str]:
    with seed("measure").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["measure_code"] for row in csv.DictReader(lines))


def measures(line: dict) -> list[str]:
    return line["measure"] if isinstance(line["measure"], list) else [line["measure"]]


def occurrences(text: str, quote: str) -> int:
    return sum(text.startswith(quote, at) for at in range(len(text)))


def agrees(rate: dict) -> bool:
    """Whether the printed percentage follows from its two counts, rounded or cut off at the last printed decimal."""
    stated_pct = Decimal(rate["value"])
    numerator, denominator = Decimal(rate["numerator"]), Decimal(rate["denominator"])
    computed = 100 * numerator / denominator
    if measures(rate)[0] == "growth":
        computed = abs(100 * (numerator - denominator) / denominator)
    if rate.get("qualifier") == "at_least":
        return computed >= stated_pct
    if rate.get("qualifier") == "at_most":
        return computed <= stated_pct
    step = Decimal(1).scaleb(min(0, stated_pct.as_tuple().exponent))
    return abs(computed - stated_pct) <= step / 2 or stated_pct <= computed < stated_pct + step


def test_each_report_has_a_gold_file_and_each_gold_file_a_report():
    gold = {path.stem for folder in FOLDERS for path in folder.glob("*.jsonl")}
    assert gold == {report.stem for report in REPORTS}


@each_report
def test_first_line_describes_the_report(report: Path):
    head = read_gold(report)[0]
    assert head["kind"] == "report"
    assert head["source_name"] == report.name
    assert set(head) <= REPORT_KEYS
    assert re.fullmatch(r"\d{6}", head.get("region_code", "000000"))
    start, end = (date.fromisoformat(head.get(key, "2000-01-01")) for key in ("period_start", "period_end"))
    assert start <= end


@each_report
def test_lines_have_the_keys_of_their_kind(report: Path):
    wrong = [x for x in stated(report) if not NEEDED[x["kind"]] <= set(x) <= KEYS[x["kind"]]]
    assert wrong == []


@each_report
def test_codes_are_known(report: Path):
    wrong = [
        line
        for line in stated(report)
        if not set(measures(line) if "measure" in line else []) <= known_measures()
        or line.get("qualifier", "exact") not in QUALIFIERS
        or line.get("scope", "actual") not in SCOPES
        or line.get("status", "consistent") not in STATUSES
        or line.get("finding", "rate_mismatch") not in FINDINGS
        or line.get("value", 0) < 0
    ]
    assert wrong == []


@each_report
def test_quotes_occur_as_often_as_nth_says(report: Path):
    text = visible_text(report)
    wrong = [
        line
        for line in stated(report)
        if not 1 <= line.get("nth", 1) <= occurrences(text, line["quote"])
        or not all(quote in text for quote in line.get("also", []))
    ]
    assert wrong == []


@each_report
def test_status_of_a_rate_follows_from_its_counts(report: Path):
    wrong = [
        line
        for line in stated(report)
        if "numerator" in line
        and "status" in line
        and line["status"] != ("consistent" if agrees(line) else "inconsistent")
    ]
    assert wrong == []


@each_report
def test_each_inconsistent_rate_is_also_a_finding(report: Path):
    wrong = [line["quote"] for line in stated(report) if line.get("status") == "inconsistent"]
    found = [line for line in stated(report) if line.get("finding") == "rate_mismatch"]
    anchors = [quote for line in found for quote in [line["quote"], *line.get("also", [])]]
    assert [quote for quote in wrong if not any(quote in anchor or anchor in quote for anchor in anchors)] == []
