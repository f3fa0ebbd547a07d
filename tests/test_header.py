"""The header of a report: what the head of a page settles, and what it leaves open (tests/corpus/header*.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from disclosure.extraction.header import Header, read_header
from disclosure.text import clean, read_structure

CASES = [
    case
    for path in sorted((Path(__file__).parent / "corpus").glob("header*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def header_of(text: str, source_name: str = "report.txt", manifest: dict[str, str] | None = None) -> Header:
    return read_header(read_structure(clean(text)), source_name, manifest)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_header(case: dict) -> None:
    header = header_of(case["text"], case.get("source_name", "report.txt"), case.get("manifest"))
    expected = case.get("settles", {}) | dict.fromkeys(case.get("open", ()))
    assert {key: getattr(header, key) for key in expected} == expected


def test_corpus_is_wide_enough() -> None:
    """At least 280 heads, and at least 25 that leave region and organ open."""
    left_open = [c for c in CASES if {"region_code", "agency_name"} <= set(c.get("open", ()))]
    assert len(CASES) >= 280
    assert len(left_open) >= 25
