"""Every phrase of the corpus is read as it is meant (tests/corpus), and the corpus reaches every rule and every code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from corpus_cases import FIGURE_DEFAULTS, KEYS, Case, cases, misreadings, read

import disclosure
from disclosure.extraction.nonfigure import RULES
from disclosure.rows import ExtractedReport
from disclosure.vocabulary import measures, units

QUALIFIERS = ("exact", "at_least", "almost", "approx", "at_most")
SCOPES = ("actual", "target", "recurring", "prior")
LEAST_PHRASINGS = 3
"""How often each code must be said before it counts as learnt."""

LIBRARY = Path(disclosure.__file__).parent
READING_RULE = re.compile(r"(?:figure|statement|rate)\.[a-z_]+")


def as_param(case: Case) -> object:
    gap = [pytest.mark.xfail(strict=True, reason=case.known_gap)] if case.known_gap else []
    return pytest.param(case, id=case.id, marks=gap)


@pytest.mark.parametrize("case", [as_param(case) for case in cases()])
def test_phrase_is_read_as_it_is_meant(case: Case) -> None:
    assert misreadings(case) == [], case.text


def test_corpus_is_wide_enough() -> None:
    """At least 500 phrasings that mean something, 200 that mean nothing, no phrase twice, and few known gaps."""
    saying = [case for case in cases() if case.means]
    assert len(saying) >= 500
    assert len(cases()) - len(saying) >= 200
    assert [text for text, times in Counter(case.text for case in cases()).items() if times > 1] == []
    assert sum(case.known_gap is not None for case in cases()) <= len(cases()) // 50


def test_items_are_well_formed() -> None:
    """No key that nothing looks at, and no code that the contract does not know."""
    for case in cases():
        for item in case.means:
            assert item.keys() <= KEYS[item.get("kind", "figure")], case.id
            assert set(_listed(item.get("measure", "other"))) <= measures().keys(), case.id
            assert set(_listed(item.get("qualifier", "exact"))) <= set(QUALIFIERS), case.id
            assert set(_listed(item.get("scope", "actual"))) <= set(SCOPES), case.id


def _listed(value: object) -> list:
    return value if isinstance(value, list) else [value]


def said(key: str) -> Counter[str]:
    """How many phrasings say each value of a key, where one value alone is right."""
    return Counter(
        value for case in cases() for value in {_alone(item, key) for item in case.means if "value" in item} if value
    )


def _alone(item: dict, key: str) -> str | None:
    value = item.get(key, FIGURE_DEFAULTS.get(key))
    return None if isinstance(value, list) else value


@pytest.mark.parametrize("code", sorted(measures()))
def test_measure_is_said(code: str) -> None:
    assert said("measure")[code] >= LEAST_PHRASINGS


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_qualifier_is_said(qualifier: str) -> None:
    assert said("qualifier")[qualifier] >= LEAST_PHRASINGS


@pytest.mark.parametrize("scope", SCOPES)
def test_scope_is_said(scope: str) -> None:
    assert said("scope")[scope] >= LEAST_PHRASINGS


@pytest.fixture(scope="module")
def readings() -> list[ExtractedReport]:
    return [read(case.text) for case in cases()]


@pytest.mark.parametrize("kind", sorted({unit.kind for unit in units().values()}))
def test_unit_kind_is_read(readings: list[ExtractedReport], kind: str) -> None:
    """Every kind of unit that the dictionary knows comes out of some phrase."""
    names = {unit.base for unit in units().values() if unit.kind == kind} | {kind}
    assert names & {row.unit for report in readings for row in report.figures} | (
        names & {row.pct_kind for report in readings for row in report.rates}
    )


@pytest.mark.parametrize("rule", sorted({rule.name for rule in RULES}))
def test_refusal_fires_in_the_corpus(readings: list[ExtractedReport], rule: str) -> None:
    assert rule in {row.reason for report in readings for row in report.rejections}


def rules_of_reading() -> list[str]:
    """Every rule_id of figures, rates and statements that the library writes down."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(LIBRARY.rglob("*.py"))]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return sorted(word for word in words if isinstance(word, str) and READING_RULE.fullmatch(word))


@pytest.mark.parametrize("rule", rules_of_reading())
def test_rule_fires_in_the_corpus(readings: list[ExtractedReport], rule: str) -> None:
    assert rule in {row.rule_id for report in readings for row in (*report.figures, *report.rates)}
