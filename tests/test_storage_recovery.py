"""Bytes and ledger are the truth: whatever is lost of the database file, the next run lands it again, the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from landing_support import REPORT, ask, write

from disclosure.errors import GongkaiError
from disclosure.stages import land as stage
from disclosure.stages.land import land
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store

FIRST, SECOND = REPORT, REPORT.replace("7件", "8件")
TABLES = ("documents", "sightings", "rejected_documents", "manifest", "batches", "fetches")


def contents(warehouse: Path) -> dict[str, list[tuple]]:
    return {table: ask(warehouse, f"from raw.{table} order by all") for table in TABLES}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    write(folder / "a.txt", FIRST)
    write(folder / "copy.txt", FIRST)
    write(folder / "empty.txt", b"")
    write(folder / "manifest.csv", "file,agency_name\na.txt,甲局\n")
    return folder


@pytest.fixture
def warehouse(tmp_path: Path, raw: Path) -> Path:
    """Two runs, a version each."""
    path = tmp_path / "home" / "w.duckdb"
    land([raw], path)
    write(raw / "a.txt", SECOND)
    land([raw], path)
    return path


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    folder = tmp_path / "nothing"
    folder.mkdir()
    return folder


def test_a_deleted_warehouse_is_made_anew_with_the_same_rows(warehouse: Path, nothing: Path) -> None:
    before = contents(warehouse)
    warehouse.unlink()
    said: list[str] = []
    land([nothing], warehouse, said.append)
    after = contents(warehouse)
    assert after == before
    assert said == ["land: the warehouse lacked 2 documents of 2 batches; landed again from store/"]


def test_an_old_copy_of_the_warehouse_is_brought_up_to_date(warehouse: Path, raw: Path, nothing: Path) -> None:
    copy = warehouse.with_suffix(".old")
    shutil.copy(warehouse, copy)
    write(raw / "b.txt", REPORT + "又一行")
    land([raw], warehouse)
    now = contents(warehouse)["documents"]
    shutil.move(copy, warehouse)
    land([nothing], warehouse)
    assert contents(warehouse)["documents"] == now


def test_a_lost_ledger_is_written_again_from_the_warehouse(warehouse: Path, nothing: Path) -> None:
    ledger = Ledger.beside(warehouse)
    before = ledger.path.read_bytes()
    ledger.path.unlink()
    land([nothing], warehouse)
    assert ledger.path.read_bytes() == before


def test_a_line_that_was_cut_off_is_written_again(warehouse: Path, nothing: Path) -> None:
    ledger = Ledger.beside(warehouse)
    before = ledger.path.read_bytes()
    ledger.path.write_bytes(before[:-20])
    land([nothing], warehouse)
    assert ledger.path.read_bytes() == before


DAMAGE: list[tuple[str, Callable[[Path], object], str]] = [
    ("bytes changed", lambda file: (file.chmod(0o644), file.write_bytes(b"x")), "store-damaged"),
    ("bytes missing", lambda file: file.unlink(), "store-damaged"),
]


@pytest.mark.parametrize(("name", "damage", "code"), DAMAGE, ids=[name for name, *_ in DAMAGE])
def test_what_cannot_be_landed_again_is_told(
    warehouse: Path, nothing: Path, name: str, damage: Callable[[Path], object], code: str
) -> None:
    (document_id,) = ask(warehouse, "select document_id from raw.documents limit 1")[0]
    damage(Store.beside(warehouse).path(document_id))
    warehouse.unlink()
    with pytest.raises(GongkaiError, match=document_id) as refused:
        land([nothing], warehouse)
    assert refused.value.code == code


@pytest.mark.parametrize("line", [b"{}\n", b'{"batch_id":"x",\n', b"\x00\x00\x00\n"])
def test_a_ledger_that_cannot_be_read_is_told(warehouse: Path, nothing: Path, line: bytes) -> None:
    ledger = Ledger.beside(warehouse)
    ledger.path.write_bytes(line + ledger.path.read_bytes())
    with pytest.raises(GongkaiError, match="Line 1 of") as refused:
        land([nothing], warehouse)
    assert refused.value.code == "ledger-damaged"


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from disclosure.stages import land as stage
from disclosure.storage.landed import Sources
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

step, when, raw, warehouse = sys.argv[1:]
owner_name, name = step.split(".")
owner = {"store": Store, "sources": Sources, "ledger": Ledger}[owner_name]
whole = getattr(owner, name)

def cut(*arguments):
    if when == "after":
        whole(*arguments)
    die()

setattr(owner, name, cut)
stage.land([Path(raw)], Path(warehouse))
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["store.put", "sources.commit", "ledger.append"])
def test_a_run_killed_at_any_step_is_finished_by_the_next(tmp_path: Path, raw: Path, step: str, when: str) -> None:
    warehouse = tmp_path / "home" / "w.duckdb"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, step, when, str(raw), str(warehouse)],
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(stage.__file__).parents[2])},
    )
    assert killed.returncode == -signal.SIGKILL
    land([raw], warehouse)
    assert ask(warehouse, "select source_name, raw_text, is_current from raw.documents") == [("copy.txt", FIRST, True)]
    assert ask(warehouse, "select count(*) from raw.rejected_documents") == [(1,)]
    in_ledger = [line.batch_id for line in Ledger.beside(warehouse).lines()]
    assert in_ledger == [batch_id for (batch_id,) in ask(warehouse, "select batch_id from raw.batches order by rowid")]


def test_a_full_disk_is_told_and_what_was_committed_stands(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    warehouse = tmp_path / "w.duckdb"
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", no_space)
        with pytest.raises(GongkaiError, match="No space left") as refused:
            land([raw], warehouse)
    assert refused.value.code == "storage-unwritable"
    assert ask(warehouse, "select count(*) from raw.documents") == [(0,)]
    assert land([raw], warehouse).landed == 1
