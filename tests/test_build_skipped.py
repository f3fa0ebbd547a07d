"""A build of what was built already is left out, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from disclosure.resources import dbt_project, project_root
from disclosure.stages import build as stage
from disclosure.stages.build import build, dbt_target
from disclosure.stages.built import build_key, built_key


@pytest.fixture
def warehouse(plain_run: Path, tmp_path: Path) -> Path:
    return shutil.copytree(plain_run, tmp_path / "home") / "w.duckdb"


@pytest.fixture
def dbt_runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often dbt was started; it is not let to run, since whether it is, is the question."""
    started: list[str] = []

    def start(*arguments: object) -> tuple[int, list[str]]:
        started.append("dbt")
        return 1, ["stopped here"]

    monkeypatch.setattr(stage, "run_dbt", start)
    return started


def try_to_build(warehouse: Path, **options: bool) -> None:
    try:
        build(warehouse, only_changed=True, **options)
    except stage.GongkaiError as error:
        assert error.code == "build-failed"


def test_what_was_built_is_not_built_again(warehouse: Path, dbt_runs: list[str]) -> None:
    said: list[str] = []
    again = build(warehouse, only_changed=True, progress=said.append)
    assert dbt_runs == []
    assert said == ["build: nothing changed since the last one"]
    assert (again.models > 10, again.errors) == (True, 0)


CHANGES = {
    "a document is read anew": "update staging.ext_reading set batch_id = 'new'",
    "a document is cut anew": "update staging.ext_segmentation set batch_id = 'new'",
    "a document is no longer current": "update raw.documents set is_current = false where source_name like 'l%'",
    "a document has another name": "update raw.documents set source_name = 'other'",
    "a document is gone": "delete from raw.documents where source_name like 'l%'",
    "the file was made anew": "drop table audit.built",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_built(warehouse: Path, dbt_runs: list[str], change: str) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(CHANGES[change])
    try_to_build(warehouse)
    assert dbt_runs == ["dbt"]


def test_a_build_that_asks_for_more_is_built(warehouse: Path, dbt_runs: list[str]) -> None:
    try_to_build(warehouse, strict=True)
    assert dbt_runs == ["dbt"]


def test_after_a_build_that_failed_it_is_built(warehouse: Path, dbt_runs: list[str]) -> None:
    with pytest.raises(stage.GongkaiError):
        build(warehouse)
    try_to_build(warehouse)
    assert dbt_runs == ["dbt", "dbt"]
    assert built_key(warehouse) is None


@pytest.mark.parametrize("left", [None, 0, 1000])
def test_without_whole_results_of_dbt_it_is_built(warehouse: Path, dbt_runs: list[str], left: int | None) -> None:
    """They may be gone, or cut off after so many bytes, where dbt was killed while it wrote them or its disk was full."""
    results = dbt_target(warehouse) / "run_results.json"
    whole = results.read_bytes()
    results.unlink()
    if left is not None:
        results.write_bytes(whole[:left])
    with pytest.raises(stage.GongkaiError) as refusal:
        stage.check_last_build(warehouse)
    assert refusal.value.code == "not-built"
    try_to_build(warehouse)
    assert dbt_runs == ["dbt"]


def test_another_project_is_built(warehouse: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = build_key(warehouse, strict=False)
    project = shutil.copytree(dbt_project(), tmp_path / "dbt_project")
    shutil.copy(project_root() / "profiles.yml", tmp_path)
    monkeypatch.setattr("disclosure.stages.built.dbt_project", lambda: project)
    monkeypatch.setattr("disclosure.stages.built.project_root", lambda: tmp_path)
    assert build_key(warehouse, strict=False) == before
    (project / "seeds" / "known_finding.csv").write_text("changed\n")
    assert build_key(warehouse, strict=False) != before
