"""The header of hostile pages, and of the real reports where they are at hand."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from machine import cpu_seconds, slowness

from disclosure.extraction.header import read_header
from disclosure.text import clean, read_structure

MODULES = (
    "agency",
    "dates",
    "form",
    "gazetteer",
    "masthead",
    "organ",
    "page",
    "part_of_year",
    "period",
    "province",
    "region",
)
HOSTILE = {
    "digits": "2" * 100_000,
    "blanks": "年 " * 50_000,
    "dates": "2009年1月1日至" * 10_000,
    "brackets": "((《" * 33_000,
    "organs": "由某某办公室" * 16_000,
    "levels": "我市全县" * 25_000,
    "cells": "公开申请答复数 " * 12_000,
}
SHARED = Path(__file__).parent.parent.parent / "shared"


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for module in MODULES:
        names = vars(import_module(f"disclosure.extraction.header.{module}"))
        found += [(f"{module}.{n}", p) for n, p in names.items() if isinstance(p, re.Pattern)]
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_every_pattern_ends_soon(hostile: str) -> None:
    for name, pattern in patterns():
        best = min(cpu_seconds(pattern.search, HOSTILE[hostile]) for _ in range(3))
        assert best < 0.05 or best < 0.05 * slowness(), name


@pytest.mark.parametrize("text", ["", "\n", "市", "二", "2009年", "年年年", "\x00", "由编制", "《》", "2009年13月45日"])
def test_any_text_has_a_header(text: str) -> None:
    assert read_header(read_structure(clean(text)), "x", {}).report_form == "narrative"


def test_the_same_page_gives_the_same_header() -> None:
    text = "市城管局2012年政务公开总结\n《宝鸡市政府信息公开办法》《西安市办法》《宝鸡市城市管理局制度》"
    structure = read_structure(clean(text))
    assert read_header(structure, "x") == read_header(structure, "x")


@pytest.mark.parametrize("number", range(5))
def test_real_reports(number: int) -> None:
    """What the gold of the five real reports settles."""
    gold_file = next(SHARED.glob(f"gold/{number:03}_*.jsonl"), None)
    if gold_file is None:
        pytest.skip("../shared is not here: the real reports are read where it is")
    gold = json.loads(gold_file.read_text(encoding="utf-8").splitlines()[0])
    text = (SHARED / "seeds" / gold["source_name"]).read_text(encoding="utf-8")
    header = read_header(read_structure(clean(text)), gold["source_name"])
    named = {"agency": "agency_name"}
    keys = set(gold) - {"kind", "source_name"}
    assert {k: str(getattr(header, named.get(k, k))) for k in keys} == {k: str(gold[k]) for k in keys}
