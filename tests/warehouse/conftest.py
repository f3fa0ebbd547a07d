"""One warehouse of hand-made documents, built by one dbt run for all tests of this folder."""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pytest
from built import Built
from hand_made import HandMade, write
from samples import documents

from disclosure.stages.build import build
from disclosure.stages.dbt_child import dbt_target
from disclosure.stages.segment import segment


@pytest.fixture(scope="session")
def samples() -> dict[str, HandMade]:
    return documents()


@pytest.fixture(scope="session")
def built(samples: dict[str, HandMade], tmp_path_factory: pytest.TempPathFactory) -> Built:
    warehouse = tmp_path_factory.mktemp("built") / "gongkai.duckdb"
    write(warehouse, list(samples.values()))
    segment(warehouse)
    said: list[str] = []
    result = build(warehouse, progress=said.append, unit_tests=True)
    manifest = json.loads((dbt_target(warehouse) / "manifest.json").read_text(encoding="utf-8"))
    return Built(warehouse, result, said, manifest)


@pytest.fixture
def marts(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built.path), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection
