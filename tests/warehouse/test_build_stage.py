"""The stage build: what it returns and says, and what it says when it cannot."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from built import Built
from damages_of_marts import KINDS

from disclosure.errors import GongkaiError
from disclosure.resources import dbt_project
from disclosure.stages import dbt_child
from disclosure.stages.build import build
from disclosure.stages.dbt_child import dbt_target

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def marts_of(path: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        return {table: connection.execute(f"from marts.{table} order by all").fetchall() for (table,) in tables}


def copy_of(built: Built, folder: Path) -> Path:
    path = folder / "another-name.duckdb"
    shutil.copyfile(built.path, path)
    return path


def test_the_result_counts_models_tests_and_warnings(built: Built) -> None:
    nodes = built.manifest["nodes"].values()
    data_tests = sum(node["resource_type"] == "test" for node in nodes)

    assert built.result.models == sum(node["resource_type"] == "model" for node in nodes)
    assert built.result.tests == data_tests + len(built.manifest["unit_tests"])
    assert built.result.warnings == len(KINDS)  # one for each kind of contradiction
    assert built.result.errors == 0


def test_progress_tells_what_is_made_and_what_is_found(built: Built) -> None:
    assert any(line.startswith("build: ") and line.endswith("fct_findings") for line in built.said)
    assert any("parts_mismatch: warn, 4" in line for line in built.said)


def test_dbt_keeps_its_files_beside_the_warehouse(built: Built) -> None:
    assert dbt_target(built.path).is_relative_to(built.path.parent)
    assert not {"target", "logs", "dbt_packages"} & {path.name for path in dbt_project().iterdir()}


def test_dbt_has_nothing_to_complain_of(built: Built) -> None:
    log = (dbt_target(built.path) / "dbt.log").read_text(encoding="utf-8")

    assert "Deprecat" not in log
    assert "[WARNING]" not in log


def test_strict_makes_contradictions_an_error_and_shows_them(built: Built, tmp_path: Path) -> None:
    warehouse = copy_of(built, tmp_path)

    with pytest.raises(GongkaiError) as refused:
        build(warehouse, strict=True)

    assert refused.value.code == "contradictions"
    assert "parts_mismatch (4)" in refused.value.sentence
    assert marts_of(warehouse) == marts_of(built.path)  # built all the same, and a second time the same


def test_a_broken_invariant_names_the_test_and_what_to_do(built: Built, tmp_path: Path) -> None:
    warehouse = copy_of(built, tmp_path)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("delete from raw.sightings")

    with pytest.raises(GongkaiError) as refused:
        build(warehouse)

    assert refused.value.code == "build-failed"
    assert "batches_balance" in refused.value.sentence
    assert str(dbt_target(warehouse)) in refused.value.next_step


def test_too_little_memory_names_the_setting(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_BUILD_MEMORY", "6MB")

    with pytest.raises(GongkaiError) as refused:
        build(copy_of(built, tmp_path), full_refresh=True)

    assert refused.value.code == "build-out-of-memory"
    assert "GONGKAI_BUILD_MEMORY" in refused.value.next_step


def test_dbt_that_cannot_start_says_why(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbt_child, "dbt_project", lambda: tmp_path / "nowhere")

    with pytest.raises(GongkaiError, match="nowhere") as refused:
        build(copy_of(built, tmp_path))

    assert refused.value.code == "build-failed"


def test_a_missing_warehouse_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refused:
        build(tmp_path / "nowhere.duckdb")

    assert refused.value.code == "no-warehouse"
    assert list(tmp_path.iterdir()) == []


def test_a_warehouse_that_is_open_elsewhere_is_refused_at_once(built: Built, tmp_path: Path) -> None:
    warehouse = copy_of(built, tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        holder.stdout.readline()
        with pytest.raises(GongkaiError) as refused:
            build(warehouse)
        holder.stdin.close()

    assert refused.value.code == "warehouse-locked"
    assert refused.value.exit_code == 75
