"""status, audit and rebuild: what is there, what is damaged, and the same rows again from bytes and ledger."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from command_support import ask, gongkai, places, rows_of
from landing_support import REPORT, write

from disclosure.cli import main
from disclosure.preflight import sole_run
from disclosure.publishing.folder import PublishFolder
from disclosure.stages.land import land
from disclosure.storage.ledger import Ledger


@pytest.fixture
def home(plain_run: Path, tmp_path: Path) -> Path:
    """A copy of a finished run that may be damaged."""
    return shutil.copytree(plain_run, tmp_path / "home")


@pytest.fixture
def landed(tmp_path: Path) -> Path:
    """A folder with w.duckdb into which three reports were landed, and nothing was published."""
    for number in range(3):
        write(tmp_path / "raw" / f"{number}.txt", REPORT + str(number))
    write(tmp_path / "raw" / "empty.txt", b"")
    land([tmp_path / "raw"], tmp_path / "w.duckdb")
    return tmp_path


def stored(folder: Path) -> Path:
    return sorted(path for path in (folder / "store").rglob("*") if path.is_file())[0]


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def change(warehouse: Path, sql: str) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(sql)


def test_an_audit_of_a_whole_warehouse_finds_nothing_and_changes_nothing(home: Path) -> None:
    def state() -> dict[Path, tuple[int, int]]:
        files = (path for path in home.rglob("*") if path.is_file() and ".gongkai" not in path.parts)
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}

    before = state()
    ran = gongkai("audit", *places(home))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.split() == ["documents", "2", "stored", "2", "batches", "1", "generations", "1", "damaged", "0"]
    assert state() == before


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "bytes changed": (lambda home: overwrite(stored(home), b"x"), "holds something else than was landed"),
    "bytes cut": (lambda home: overwrite(stored(home), stored(home).read_bytes()[:-1]), "holds something else"),
    "bytes emptied": (lambda home: overwrite(stored(home), b""), "holds something else"),
    "bytes missing": (lambda home: stored(home).unlink(), "is missing"),
    "bytes renamed": (lambda home: stored(home).rename(stored(home).with_name("0" * 64)), "is missing"),
    "ledger missing": (lambda home: Ledger.beside(home / "w.duckdb").path.unlink(), "is missing; the next run writes"),
    "ledger garbled": (
        lambda home: Ledger.beside(home / "w.duckdb").path.write_bytes(b"\x00\n"),
        "Line 1 of",
    ),
    "ledger cut": (lambda home: Ledger.beside(home / "w.duckdb").path.write_bytes(b""), "and not in the ledger"),
    "warehouse missing": (lambda home: (home / "w.duckdb").unlink(), "gongkai rebuild makes it anew"),
    "warehouse garbled": (lambda home: overwrite(home / "w.duckdb", b"x" * 9999), "cannot be read"),
    "batch lost": (lambda home: change(home / "w.duckdb", "delete from raw.batches"), "and not in the warehouse"),
    "sighting lost": (
        lambda home: change(home / "w.duckdb", "delete from raw.sightings where sighting_no = 1"),
        "does not balance",
    ),
    "document twice": (
        lambda home: change(home / "w.duckdb", "insert into raw.documents from raw.documents limit 1"),
        "is there twice",
    ),
    "document invented": (
        lambda home: change(home / "w.duckdb", "update raw.documents set document_id = 'f' where document_id[1] < 'g'"),
        "no batch of the ledger landed it",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_an_audit_names_what_is_damaged(landed: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    damage, said = DAMAGE[name]
    damage(landed)
    assert main(["audit", *map(str, places(landed))]) == 1
    told = capsys.readouterr()
    assert said in told.out
    assert told.err.startswith("error audit-damaged: ")


def test_an_audit_names_a_damaged_generation(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (generation,) = PublishFolder(home / "out").kept()
    content = bytearray(generation.read_bytes())
    content[len(content) // 2] ^= 1
    overwrite(generation, bytes(content))
    assert main(["audit", *map(str, places(home))]) == 1
    assert f"generations/{generation.name} does not hold what it says" in capsys.readouterr().out


@pytest.mark.timeout(1200)  # two builds
def test_a_rebuild_of_a_lost_warehouse_brings_back_the_same_rows(home: Path, two_reports: Path, tmp_path: Path) -> None:
    warehouse = home / "w.duckdb"
    more = shutil.copytree(two_reports, tmp_path / "reports")
    write(more / "manifest.csv", "file,agency_name\nlongyan_12345_202207.txt,某某局\n")
    write(more / "empty.txt", b"")
    land([more], warehouse)
    (more / "manifest.csv").unlink()
    write(more / "maanshan_chengguan_2015.txt", REPORT)
    assert gongkai("run", "--no-prefect", "--raw", more, *places(home)).returncode == 0
    before = rows_of(home), ask(warehouse, "from raw.sightings order by all")
    overwrite(warehouse, b"x" * 9999)

    ran = gongkai("rebuild", "--warehouse", warehouse)

    assert ran.returncode == 0, ran.stderr
    assert (rows_of(home), ask(warehouse, "from raw.sightings order by all")) == before
    assert (home / "w.duckdb.before-rebuild").read_bytes() == b"x" * 9999
    assert gongkai("audit", *places(home)).returncode == 0
    assert "unchanged)" in gongkai("run", "--no-prefect", "--raw", more, *places(home)).stdout


@pytest.mark.parametrize(("name", "code"), [("bytes missing", "store-damaged"), ("ledger missing", "no-ledger")])
def test_a_rebuild_that_cannot_be_whole_leaves_the_old_file(
    landed: Path, name: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (landed / "w.duckdb").read_bytes()
    DAMAGE[name][0](landed)
    assert main(["rebuild", "--warehouse", str(landed / "w.duckdb")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"error {code}: ")
    assert (landed / "w.duckdb").read_bytes() == before


def test_status_says_what_is_there(home: Path) -> None:
    state = json.loads(gongkai("status", "--json", *places(home)).stdout)
    assert (state["documents"], state["documents_current"], state["documents_unread"]) == (2, 2, 0)
    assert (state["batches"], state["batches_lacking"], state["rejected"], state["is_built"]) == (1, 0, {}, True)
    assert state["published"].startswith("gongkai-000001-")
    assert "documents_current  2" in gongkai("status", *places(home)).stdout


def test_status_says_what_is_left_to_do(landed: Path) -> None:
    change(landed / "w.duckdb", "delete from raw.batches")
    state = json.loads(gongkai("status", "--json", *places(landed)).stdout)
    assert (state["documents_unread"], state["batches_lacking"], state["rejected"]) == (3, 1, {"empty": 1})
    assert (state["is_built"], state["published"]) == (False, None)


@pytest.mark.parametrize("command", ["audit", "rebuild", "status"])
def test_a_wrong_path_is_told(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--warehouse", str(tmp_path / "none.duckdb")]) == 1
    assert capsys.readouterr().err.startswith("error no-warehouse: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["audit", "rebuild"])
def test_they_wait_for_no_run(landed: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with sole_run(landed / "w.duckdb"):
        assert main([command, "--warehouse", str(landed / "w.duckdb")]) == 75
    assert capsys.readouterr().err.startswith("error warehouse-locked: ")
