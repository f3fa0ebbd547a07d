"""Texts made to be slow for the rules of reading: every pattern, and a whole reading, stays linear (text: see there)."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from machine import cpu_seconds, slowness

import disclosure.extraction
import disclosure.linking
import disclosure.reading

SIZE = 100_000
SECONDS_A_PATTERN = 0.1
"""Twice the 50 ms that a pattern may take, since a shared machine is not quiet; a quadratic pattern takes seconds."""
TASTES = (4_000, 20_000)
"""Smaller texts tried first: what is slow on them is slow, and what is quick enough cannot be slow even if quadratic."""
TRIES = 3
ATTACKS = ("1", "1,", " ", "1 ", "条", "1件、", "一", "“", "(", "a", "\n")
WORDS_OF_ITS_OWN = 3

READ_SIZE = 20_000
SECONDS_A_READING = 3.0
"""Above what a linear reading of so much takes (up to 2 s where every other character is a figure), and far below the
10 to 35 s of a quadratic one."""
RUN_ONS = (
    *("1", "1,", "1 ", "1件", "1件、", "1条", "一件,", "1\n", "1件\n", "1件。", "“", "(", "。", "\n"),
    *("无", "均", "未收到", "无收费", "全部办结", "件件有回复", "受理1件,", "受理1件。", "其中1条,", "分别为1件、"),
    *("办结率9%", "占5%", "增长5%", "12345", "2012年", "十", "第一"),
    "受理案件600件,符合规定506件,均已办结,",
)
RATE_SIZE = 100_000
SECONDS_A_RUN_OF_RATES = 8.0
"""Above the 1 to 4 s that a linear reading of so much takes, and below the 12 s and more of one that holds each rate against
all counts of its sentence, which is too quick to tell on a smaller text."""
RUNS_OF_RATES = (
    "占道经营89件,占当月立案总数的17.8%;",
    "访问量28419次,较2019年(12409次)、2020年(17296次)分别增长129.0%、64.3%、",
    "新收1000件,旧存200件,审结1080件,结案率90%,",
    "占道经营89件、违法建设56件,分别占立案总数的27.9%、17.6%,",
)


def modules() -> list[ModuleType]:
    """The modules whose patterns read figures."""
    packages = (disclosure.extraction, disclosure.linking)
    names = [m.name for p in packages for m in pkgutil.walk_packages(p.__path__, f"{p.__name__}.")]
    return [*map(importlib.import_module, names), disclosure.reading]


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns that a value holds, at any depth: rules are tuples of them."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from patterns(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from patterns(item)


def own_words(pattern: re.Pattern[str]) -> list[str]:
    """Words that the pattern itself looks for, spread over its text: nobody knows better what slows it down."""
    words = list(dict.fromkeys(re.findall("[一-鿿]{1,4}", pattern.pattern)))
    return words[:: max(1, len(words) // WORDS_OF_ITS_OWN)][: WORDS_OF_ITS_OWN + 1]


def repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def search_all(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


def slowed_by(pattern: re.Pattern[str]) -> str | None:
    """The first attack that slows a pattern down, or None where it is quick under all."""
    attacks = (*ATTACKS, *own_words(pattern))
    return next((attack for attack in attacks if takes_too_long(pattern, attack)), None)


def takes_too_long(pattern: re.Pattern[str], attack: str) -> bool:
    """Whether a pattern is slow on the whole text, in the quickest of a few tries."""
    for size in (*TASTES, SIZE):
        text = repeated(attack, size)
        seconds = cpu_seconds(search_all(pattern), text)
        if seconds > SECONDS_A_PATTERN:
            tries = ((cpu_seconds(search_all(pattern), text), slowness()) for _ in range(TRIES - 1))
            return all(taken > SECONDS_A_PATTERN * slower for taken, slower in tries)
        if seconds < SECONDS_A_PATTERN * (size / SIZE) ** 2:
            return False
    return False


MODULES = [module for module in modules() if any(True for _ in patterns(list(vars(module).values())))]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.removeprefix("disclosure."))
def test_every_pattern_is_quick(module: ModuleType) -> None:
    slow = {
        f"{name}: {pattern.pattern[:60]}": attack
        for name, value in vars(module).items()
        for pattern in patterns(value)
        if (attack := slowed_by(pattern)) is not None
    }
    assert slow == {}


READINGS = [
    *((unit, READ_SIZE, SECONDS_A_READING) for unit in RUN_ONS),
    *((unit, RATE_SIZE, SECONDS_A_RUN_OF_RATES) for unit in RUNS_OF_RATES),
]


@pytest.mark.parametrize(("unit", "size", "seconds"), READINGS)
def test_reading_a_run_on_is_quick(unit: str, size: int, seconds: float) -> None:
    text = repeated(unit, size)
    assert (
        cpu_seconds(lambda raw: disclosure.reading.read_report("hostile", "hostile.txt", raw), text)
        < seconds * slowness()
    )
