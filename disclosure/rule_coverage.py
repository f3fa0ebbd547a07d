"""How often each rule fires over a set of reports, and which rules hardly or never do.

    python -m disclosure.rule_coverage tests/reports/dev raw

A rule that fires in one report only may fit that report alone, and one that fires nowhere is dead or untested.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.extraction.also_done import ALSO_ANSWERED
from disclosure.extraction.nonfigure import RULES
from disclosure.extraction.table import NOT_UNDERSTOOD
from disclosure.extraction.table.forms import forms
from disclosure.extraction.table.labelled import NO_HEADS, STATED_TWICE, UNKNOWN_ROW
from disclosure.extraction.table.remedies import NO_BLOCK
from disclosure.extraction.table.settle import TOO_FEW, TOO_MANY
from disclosure.landing.document import read_document
from disclosure.landing.files import read_file
from disclosure.landing.reasons import Refusal
from disclosure.landing.walk import walk
from disclosure.reading import read_report
from disclosure.rows import ExtractedReport

REPORT_NAMES = (".txt", ".md", ".markdown", ".html", ".htm")
"""How names of reports end; beside them a folder may hold gold lines and a manifest."""

RULES_THAT_ARE_NO_VALUES = {
    "figure": ("figure.arabic", "figure.chinese", "figure.cell"),
    "statement": (
        *("statement.none", "statement.none_after", "statement.bare_none"),
        *(
            "statement.all",
            "statement.done",
            "statement.each",
            "statement.all_granted",
            "statement.all_published",
            "statement.all_ruled",
            ALSO_ANSWERED,
        ),
    ),
    "rate": ("rate.named", "rate.share", "rate.growth", "rate.coverage", "rate.other_rate", "rate.cell"),
    "link": ("stated", "nearest", "agrees"),
    "number refused": ("no_unit", "duration", "indefinite", "set_phrase", "page_furniture", "advertisement"),
    "table refused": (NOT_UNDERSTOOD, TOO_FEW, TOO_MANY, NO_HEADS, UNKNOWN_ROW, STATED_TWICE, NO_BLOCK),
}
"""Rules that are branches of the code and not values in a list, by kind. tests/test_rule_coverage.py fails when a
rule fires that is not known."""


class Coverage(NamedTuple):
    """How many rows a rule gave, and in which reports."""

    kind: str
    rule: str
    rows: int
    reports: tuple[str, ...]


def texts(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Name and raw text of every report in files and folders, in the order of landing.

    Raises GongkaiError for a path that is not there. What landing would reject is left out.
    """
    for offered in walk(paths).offered:
        if offered.refusal is not None or not offered.source_name.lower().endswith(REPORT_NAMES):
            continue
        try:
            yield offered.source_name, read_document(read_file(offered.path), offered.source_name).raw_text
        except Refusal:
            continue


def known_rules() -> Iterator[tuple[str, str]]:
    """Kind and name of every rule there is."""
    for kind, names in RULES_THAT_ARE_NO_VALUES.items():
        yield from ((kind, name) for name in names)
    yield from (("number refused", rule.name) for rule in RULES)
    yield from (("table", f"table.{form.code}") for form in forms())


def fired(report: ExtractedReport) -> Iterator[tuple[str, str]]:
    """Kind and name of the rule behind each row of a report."""
    for figure in report.figures:
        kind = figure.rule_id.split(".", 1)[0]
        if kind != "table":  # the cells below say more
            yield kind, figure.rule_id
    for rate in report.rates:
        yield "rate", rate.rule_id
        if rate.link_basis is not None:
            yield "link", rate.link_basis
    for rejection in report.rejections:
        yield f"{rejection.kind} refused", rejection.reason
    yield from (("table", f"table.{cell.table_code}") for cell in report.cells)


def coverage(reports: Iterable[tuple[str, ExtractedReport]]) -> list[Coverage]:
    """Every rule, known or met, by kind, the most frequent first; a form of table by its cells."""
    rows: dict[tuple[str, str], int] = dict.fromkeys(known_rules(), 0)
    where: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for name, report in reports:
        for rule in fired(report):
            rows[rule] = rows.get(rule, 0) + 1
            where[rule][name] = None
    found = [Coverage(kind, rule, count, tuple(where[kind, rule])) for (kind, rule), count in rows.items()]
    return sorted(found, key=lambda each: (each.kind, -each.rows, each.rule))


def lines(found: Sequence[Coverage], report_count: int) -> Iterator[str]:
    """The table as a person reads it, and below it how many rules stand on one report or none."""
    yield f"{report_count} reports\n\n{'kind':15} {'rule':28} {'rows':>6} {'reports':>8}"
    for each in found:
        mark = {0: "  nowhere", 1: f"  one report only: {''.join(each.reports)}"}.get(len(each.reports), "")
        yield f"{each.kind:15} {each.rule:28} {each.rows:6} {len(each.reports):8}{mark}"
    once = sum(len(each.reports) == 1 for each in found)
    nowhere = sum(not each.reports for each in found)
    yield f"\n{len(found)} rules: {once} fire in one report only, {nowhere} nowhere"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the coverage of the rules over the reports in the paths given; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m disclosure.rule_coverage", description="How often each rule fires over a set of reports."
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a report, or a folder of reports")
    options = parser.parse_args(arguments)
    try:
        reports = [(name, read_report("", name, text)) for name, text in texts(options.paths)]
    except GongkaiError as error:
        print(f"error {error.code}: {error.sentence} {error.next_step}", file=sys.stderr)
        return error.exit_code
    print("\n".join(lines(coverage(reports), len(reports))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
