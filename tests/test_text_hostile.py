"""Texts made to be slow: 100 KB of one thing over and over."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from machine import cpu_seconds, slowness

import disclosure.text
from disclosure.text import clean, read_structure

SIZE = 100_000
UNITS = ["1", " ", "(", "条件", "1 ", "条 ", "《", "“", "1,", "一", "- ", "(条", "首页 ", "。", "(1", "第"]
PAGES = [
    "务(wù)",
    "務",
    "乾縣",
    "“条。",
    "条\u200b",
    "１，",
    "|",
    "一、\n",
    "1\n",
    "条件,\n",
    "自然人\n",
    "2021 年 ",
    "12:",
    "\0",
]
SECONDS_A_PATTERN = 0.05
SECONDS_A_TEXT = 2.0
"""Far above what a linear pass takes, far below what a quadratic one would."""


def patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}

    def collect(name: str, value: object) -> None:
        if isinstance(value, re.Pattern):
            if value not in found.values():
                found[name] = value
        elif isinstance(value, dict):
            for key, item in value.items():
                collect(f"{name}[{key}]", item)

    for module in pkgutil.iter_modules(disclosure.text.__path__):
        for name, value in vars(importlib.import_module(f"disclosure.text.{module.name}")).items():
            collect(f"{module.name}.{name}", value)
    return found


def hostile(unit: str) -> str:
    return (unit * (SIZE // len(unit) + 1))[:SIZE]


def search_everywhere(pattern: re.Pattern[str], text: str) -> None:
    pattern.match(text)
    pattern.fullmatch(text)
    for _ in pattern.finditer(text):
        pass


@pytest.mark.parametrize("pattern", patterns().values(), ids=patterns().keys())
def test_no_pattern_backtracks(pattern):
    slow = [unit for unit in UNITS if cpu_seconds(search_everywhere, pattern, hostile(unit)) > SECONDS_A_PATTERN]
    # other work on the machine can only add to a run, so the least of three counts
    assert not [
        unit
        for unit in slow
        if min(cpu_seconds(search_everywhere, pattern, hostile(unit)) for _ in range(3))
        > SECONDS_A_PATTERN * slowness()
    ]


@pytest.mark.parametrize("unit", UNITS + PAGES, ids=repr)
def test_a_hostile_text_is_read_in_one_pass(unit):
    def read() -> None:
        read_structure(clean(hostile(unit)))

    assert cpu_seconds(read) < SECONDS_A_TEXT
