"""Sixteen readers that open, ask and close all the time while generations are published: no error, nothing mixed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from publish_support import change, number_for_next, numbered_warehouse, reading

from disclosure.publishing.folder import PublishFolder
from disclosure.publishing.rollback import rollback
from disclosure.stages.publish import publish

READERS = 16
READER = Path(__file__).with_name("reader.py")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return numbered_warehouse(tmp_path / "w.duckdb")


def publish_next(warehouse: Path, target: Path) -> None:
    number_for_next(warehouse, target)
    publish(warehouse, target)


@pytest.mark.parametrize("publishes", [10, pytest.param(200, marks=[pytest.mark.faults, pytest.mark.timeout(3600)])])
def test_readers_see_whole_generations_and_no_error(warehouse: Path, publishes: int) -> None:
    target = warehouse.parent / "out"
    publish_next(warehouse, target)
    with reading(target, READERS) as saw:
        for _ in range(publishes):
            publish_next(warehouse, target)

    assert [reader["errors"] for reader in saw] == [[]] * READERS
    assert [reader["mixed"] for reader in saw] == [[]] * READERS
    assert {generation for reader in saw for generation in reader["seen"]} > {1}
    assert all(reader["seen"] == sorted(reader["seen"]) for reader in saw)


def test_a_reader_would_notice_a_mixed_generation(warehouse: Path) -> None:
    """What the readers hold against each other does differ where a file is not of one piece."""
    target = warehouse.parent / "out"
    publish_next(warehouse, target)
    generation = PublishFolder(target).kept()[0]
    generation.chmod(0o644)
    change(generation, "update marts.dim_number set number = 7")
    (warehouse.parent / "stop").touch()
    command = [sys.executable, str(READER), str(target), str(warehouse.parent / "stop")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    assert json.loads(said[-1])["mixed"] != []


def test_an_idle_reader_blocks_neither_publishing_nor_going_back(warehouse: Path) -> None:
    target = warehouse.parent / "out"
    publish_next(warehouse, target)
    with duckdb.connect(str(target / "current.duckdb"), read_only=True) as idle:
        for _ in range(5):
            publish_next(warehouse, target)
        rollback(target)
        assert idle.execute("select number from marts.dim_number").fetchall() == [(1,)]
    with duckdb.connect(str(target / "current.duckdb"), read_only=True) as connection:
        assert connection.execute("select number from marts.dim_number").fetchall() == [(5,)]
