"""The warehouse file: one writer, nothing open that a run does not need, and a clear word where it cannot be opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from landing_support import REPORT, write

from disclosure.errors import GongkaiError
from disclosure.stages.land import land
from disclosure.storage.warehouse import open_warehouse, transaction

HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_a_warehouse_held_by_another_process_is_refused_at_once(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    write(tmp_path / "raw" / "a.txt", REPORT)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(GongkaiError) as refused:
            land([tmp_path / "raw"], warehouse)
        holder.stdin.close()
    assert (refused.value.code, refused.value.exit_code) == ("warehouse-locked", 75)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["raw.duckdb", "Staging.duckdb", "marts.db"])
def test_a_file_named_like_a_schema_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GongkaiError, match="schema"), open_warehouse(tmp_path / name):
        pass
    assert not (tmp_path / name).exists()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "w.duckdb", "no database " * 1000)
    with pytest.raises(GongkaiError) as refused, open_warehouse(tmp_path / "w.duckdb"):
        pass
    assert refused.value.code == "warehouse-unusable"


def test_a_warehouse_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refused, open_warehouse(tmp_path / "w.duckdb", must_exist=True):
        pass
    assert refused.value.code == "no-warehouse"
    assert not (tmp_path / "w.duckdb").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to 'out.csv'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "select * from frame",
    ],
)
def test_the_writers_connection_reaches_nothing_outside(tmp_path: Path, statement: str) -> None:
    frame = [1]  # noqa: F841 a Python variable that SQL must not see
    with open_warehouse(tmp_path / "w.duckdb") as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_a_transaction_is_whole_or_nothing(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        with pytest.raises(KeyboardInterrupt), transaction(connection):
            connection.execute("insert into raw.batches values ('b', now(), 0, 0, 0, 0, 0)")
            raise KeyboardInterrupt
        assert connection.execute("from raw.batches").fetchall() == []
