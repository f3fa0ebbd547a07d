"""Every report written for the project has a gold file, and every line of it is well formed.

Nothing is extracted here: these are checks of the annotations themselves (tests/reports/dev), so that a figure that
the extractor misses is never a slip of the gold.
"""

from __future__ import annotations

import csv
import html
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.resources import seed

DEV = Path(__file__).parent / "reports" / "dev"
REPORTS = sorted(path for path in DEV.iterdir() if path.suffix in {".txt", ".html", ".md"})
KINDS = {"report", "figure", "rate", "implied", "finding", "optional"}
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


def read_gold(report: Path) -> list[dict]:
    lines = report.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines if line.strip()]


def visible_text(report: Path) -> str:
    """The report as its reader sees it; of HTML a stand-in for the landed text, good enough to find quotes in."""
    text = report.read_text(encoding="utf-8")
    if report.suffix != ".html":
        return text
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    return html.unescape(re.sub(r"<[^>]{1,400}>", "", text))


def known_measures() -> set[str]:
    with seed("measure").open(encoding="utf-8", newline="") as lines:
        return {row["measure_code"] for row in csv.DictReader(lines)}


MEASURES = known_measures()
GOLD = {report: read_gold(report) for report in REPORTS}
LINES = [
    pytest.param(report, line, id=f"{report.stem}-{number}")
    for report, lines in GOLD.items()
    for number, line in enumerate(lines, start=1)
]


def agrees(rate: dict) -> bool:
    """Whether the printed percentage follows from its two counts, rounded or cut off at the last printed decimal."""
    stated = Decimal(rate["value"])
    numerator, denominator = Decimal(rate["numerator"]), Decimal(rate["denominator"])
    growth = rate["measure"] == "growth" or rate["measure"][0] == "growth"
    computed = abs(100 * (numerator - denominator) / denominator) if growth else 100 * numerator / denominator
    step = Decimal(1).scaleb(min(0, stated.as_tuple().exponent))
    qualifier = rate.get("qualifier", "exact")
    if qualifier == "at_least":
        return computed >= stated
    if qualifier == "at_most":
        return computed <= stated
    return abs(computed - stated) <= step / 2 or stated <= computed < stated + step


def test_each_report_has_a_gold_file_and_each_gold_file_a_report():
    assert {path.stem for path in DEV.glob("*.jsonl")} == {report.stem for report in REPORTS}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_first_line_describes_the_report(report: Path):
    head = GOLD[report][0]
    assert head["kind"] == "report"
    assert head["source_name"] == report.name
    assert set(head) <= REPORT_KEYS
    assert re.fullmatch(r"\d{6}", head.get("region_code", "000000"))
    for key in ("period_start", "period_end"):
        date.fromisoformat(head.get(key, "2000-01-01"))
    assert all(line["kind"] != "report" for line in GOLD[report][1:])


@pytest.mark.parametrize(("report", "line"), LINES)
def test_line_is_well_formed(report: Path, line: dict):
    assert line["kind"] in KINDS
    if line["kind"] == "report":
        return
    assert set(line) <= KEYS[line["kind"]]
    if "measure" in line:
        measures = line["measure"] if isinstance(line["measure"], list) else [line["measure"]]
        assert measures and set(measures) <= MEASURES
    assert line.get("qualifier", "exact") in QUALIFIERS
    assert line.get("scope", "actual") in SCOPES
    assert line.get("status", "consistent") in STATUSES
    assert line.get("finding", "rate_mismatch") in FINDINGS
    if line["kind"] in {"figure", "implied"}:
        assert line["unit"] and line["value"] >= 0


@pytest.mark.parametrize(("report", "line"), LINES)
def test_quotes_occur_as_often_as_nth_says(report: Path, line: dict):
    if line["kind"] == "report":
        return
    text = visible_text(report)
    for quote in [line["quote"], *line.get("also", [])]:
        assert quote in text
    occurrences = sum(text.startswith(line["quote"], at) for at in range(len(text)))
    assert 1 <= line.get("nth", 1) <= occurrences


@pytest.mark.parametrize(
    ("report", "line"), [case for case in LINES if case.values[1]["kind"] == "rate" and "numerator" in case.values[1]]
)
def test_status_of_a_rate_follows_from_its_counts(report: Path, line: dict):
    assert line.get("status") in {None, "consistent", "inconsistent"}
    if line.get("status"):
        assert agrees(line) == (line["status"] == "consistent")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_each_inconsistent_rate_is_also_a_finding(report: Path):
    wrong = [line["quote"] for line in GOLD[report] if line.get("status") == "inconsistent"]
    found = [line for line in GOLD[report] if line["kind"] == "finding" and line["finding"] == "rate_mismatch"]
    anchors = [quote for line in found for quote in [line["quote"], *line.get("also", [])]]
    assert all(any(quote in anchor or anchor in quote for anchor in anchors) for quote in wrong)
