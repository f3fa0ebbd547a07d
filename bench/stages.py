"""Whole stages by the clock: landing and extraction with their storing, one process against two, dbt's share."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench.measuring import Measured, compare, wall_seconds
from bench.texts import Text
from disclosure.stages.build import build
from disclosure.stages.dbt_child import dbt_target, run_dbt
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.segment import segment


def landing_and_extraction(texts: Sequence[Text], rounds: int, folder: Path) -> list[Measured]:
    """Bytes to stored rows, against decoding and hashing the same bytes; and one process against two."""
    reports = _written(texts, folder / "reports")
    contents = [path.read_bytes() for path in sorted(reports.iterdir())]
    least, whole, one, two = [], [], [], []
    for number in range(rounds):
        alone, shared = folder / f"alone{number}", folder / f"shared{number}"
        landed = wall_seconds(lambda alone=alone: land([reports], alone / "bench.duckdb"))
        shutil.copytree(alone, shared)
        one.append(wall_seconds(lambda alone=alone: extract(alone / "bench.duckdb", workers=1)))
        two.append(wall_seconds(lambda shared=shared: extract(shared / "bench.duckdb", workers=2)))
        least.append(wall_seconds(lambda: [hashlib.sha256(data).digest() and data.decode() for data in contents]))
        whole.append(landed + one[-1])
        shutil.rmtree(alone)
        shutil.rmtree(shared)
    return [
        compare("landing and extraction, stored", "decoding and hashing", whole, least),
        compare("extraction in one process", "in two", one, two),
    ]


def building(reports: Path, rounds: int, folder: Path) -> Measured:
    """A build of these reports against dbt merely reading its project, which nothing that uses dbt can avoid."""
    warehouse = folder / "built" / "bench.duckdb"
    land([reports], warehouse)
    extract(warehouse)
    segment(warehouse)
    build(warehouse)
    _parse(warehouse)
    whole, parse = [], []
    for _ in range(rounds):
        whole.append(wall_seconds(lambda: build(warehouse)))
        parse.append(wall_seconds(lambda: _parse(warehouse)))
    return compare(f"build of {reports.name}/", "dbt parse, warm", whole, parse, target="at most 4")


def building_many(texts: Sequence[Text], rounds: int, folder: Path) -> Measured:
    """A build of all these texts against reading the same ones, each from the beginning."""
    reports = _written(texts, folder / "many")
    whole, reading = [], []
    for number in range(rounds):
        warehouse = folder / f"many{number}" / "bench.duckdb"
        land([reports], warehouse)
        reading.append(wall_seconds(lambda warehouse=warehouse: extract(warehouse)))
        segment(warehouse)
        whole.append(wall_seconds(lambda warehouse=warehouse: build(warehouse)))
        shutil.rmtree(warehouse.parent)
    return compare(f"build of {len(texts)} texts", "their extraction", whole, reading, target="at most 2")


def _written(texts: Sequence[Text], folder: Path) -> Path:
    folder.mkdir()
    for name, text in texts:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _parse(warehouse: Path) -> None:
    parsed = run_dbt(["parse", "--vars", '{"strict": false}'], warehouse, dbt_target(warehouse))
    if parsed.exit_code != 0:
        raise RuntimeError(f"dbt parse failed: {parsed.errors[0]}")
