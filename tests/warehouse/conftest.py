"""One warehouse of hand-made documents, built by one dbt run for all tests of this folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from built import Built
from command_support import made_once
from hand_made import HandMade, write
from samples import documents

from disclosure.stages.build import BuildResult, build
from disclosure.stages.dbt_child import dbt_target
from disclosure.stages.segment import segment


@pytest.fixture(scope="session")
def samples() -> dict[str, HandMade]:
    return documents()


@pytest.fixture(scope="session")
def built(samples: dict[str, HandMade], tmp_path_factory: pytest.TempPathFactory) -> Built:
    def make(folder: Path) -> None:
        write(folder / "gongkai.duckdb", list(samples.values()))
        segment(folder / "gongkai.duckdb")
        said: list[str] = []
        result = build(folder / "gongkai.duckdb", progress=said.append, unit_tests=True)
        (folder / "said.json").write_text(json.dumps([result, said]), encoding="utf-8")

    folder = made_once(tmp_path_factory, "built", make)
    warehouse = folder / "gongkai.duckdb"
    result, said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    manifest = json.loads((dbt_target(warehouse) / "manifest.json").read_text(encoding="utf-8"))
    return Built(warehouse, BuildResult(*result), said, manifest)


@pytest.fixture
def marts(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built.path), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


@pytest.fixture
def warehouse(built: Built, tmp_path: Path) -> Path:
    """A warehouse that was built of all samples."""
    shutil.copytree(built.path.parent, tmp_path / "home")
    return tmp_path / "home" / built.path.name
