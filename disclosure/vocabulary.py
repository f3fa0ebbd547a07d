"""The dictionary: the dbt seeds, read once a process. Python and dbt read the same files, so there is one list."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from disclosure.resources import seed

SEEDS_READ = (
    "measure",
    "measure_alias",
    "unit",
    "word",
    "region",
    "region_alias",
    "agency_kind",
    "statutory_table",
    "statutory_row",
    "statutory_column",
)


@dataclass(slots=True, frozen=True)
class Unit:
    """A measure word or unit as written, its base unit, what one of it is worth in the base unit, and its kind."""

    written: str
    base: str
    factor: Decimal
    kind: str  # case, item, event, person, money, duration, measure
    not_before: tuple[
        str, ...
    ]  # patterns of what may not follow, since it would make another word: 处 before 理 is 处理


class Alias(NamedTuple):
    """A word that speaks of a measure."""

    alias: str
    measure: str | None  # None: a compound that holds a trigger and is none (政府信息公开申请 is nothing published)
    role: str  # verb, outcome, remedy, amount, weak, noun, absorb


class Measure(NamedTuple):
    """A measure of the contract."""

    code: str
    family: str
    unit_kind: str


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a seed."""
    with seed(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def measures() -> dict[str, Measure]:
    """Measures by code."""
    return {r["measure_code"]: Measure(r["measure_code"], r["family"], r["unit_kind"]) for r in rows("measure")}


@cache
def aliases() -> tuple[Alias, ...]:
    """Every word that speaks of a measure, and the compounds that hide one."""
    return tuple(Alias(r["alias"], r["measure_code"] or None, r["role"]) for r in rows("measure_alias"))


@cache
def units() -> dict[str, Unit]:
    """Units and measure words as written."""
    return {
        r["unit_as_written"]: Unit(
            r["unit_as_written"], r["unit"], Decimal(r["factor"]), r["kind"], tuple(r["not_before"].split())
        )
        for r in rows("unit")
    }


@cache
def words(kind: str) -> tuple[str, ...]:
    """Words of a kind (word.csv), longest first."""
    return tuple(sorted((r["word"] for r in rows("word") if r["kind"] == kind), key=lambda w: (-len(w), w)))


@cache
def vocabulary_hash() -> str:
    """A short hash of the seeds that extraction reads: a changed dictionary is another extractor."""
    digest = hashlib.sha256()
    for name in SEEDS_READ:
        digest.update(seed(name).read_bytes())
    return digest.hexdigest()[:8]
