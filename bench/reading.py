"""Extraction against the least that anybody would have to do: one regular expression over the same texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.measuring import Measured, compare, cpu_seconds
from bench.texts import Text
from disclosure.extraction.quantity import PATTERN
from disclosure.reading import read_report
from disclosure.stages.reading_jobs import uncollected
from disclosure.vocabulary import units

_MEASURE_WORDS = "|".join(sorted(map(re.escape, units()), key=lambda word: (-len(word), word)))
NUMBER_FIRST = re.compile(
    rf"(?:\d[\d,]*(?:\.\d+)?[十百千万亿]*(?:余|多|几)?(?:{_MEASURE_WORDS})?"
    rf"|[〇零一二两三四五六七八九十百千万亿]+(?:余|多|几)?(?:{_MEASURE_WORDS}))"
)
"""Written for this comparison and used nowhere else: digits or Chinese numerals, and every measure word known."""

TARGET = "at most 15, aim 10"


def read_all(texts: Sequence[Text]) -> None:
    """Reads every text with all its rows as a stage does, and keeps none."""
    with uncollected():
        for name, text in texts:
            read_report(name, name, text)


def against_one_pattern(texts: Sequence[Text], rounds: int) -> list[Measured]:
    """Reading against NUMBER_FIRST, and against the pattern that extraction itself finds numbers with."""
    read_all(texts[:200])  # dictionaries are loaded, caches warm
    ours, simple, own = [], [], []
    for _ in range(rounds):
        ours.append(cpu_seconds(lambda: read_all(texts)))
        simple.append(cpu_seconds(lambda: [NUMBER_FIRST.findall(text) for _, text in texts]))
        own.append(cpu_seconds(lambda: [PATTERN.findall(text) for _, text in texts]))
    return [
        compare("extraction", "one number-first pattern", ours, simple, TARGET),
        compare("extraction", "extraction's own pattern of numbers", ours, own, TARGET),
    ]
