"""Full and failing disks, damaged files, a second writer: told in a line, nothing lost, and the next run goes on."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_support import GONGKAI, gongkai
from faults_support import check, start
from landing_support import ask, write
from publish_support import change, publish_another, small_warehouse

from disclosure.errors import GongkaiError
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.publish import publish
from disclosure.stages.rebuild import rebuild
from disclosure.stages.segment import segment
from disclosure.storage.ledger import Ledger

LONG = [pytest.mark.faults, pytest.mark.timeout(36_000)]
REPORT = "某某市交通局2016年政府信息公开年报\n收到申请{}件，主动公开信息{}条。\n"
DOCUMENTS = 20


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for number in range(DOCUMENTS):
        write(tmp_path / "raw" / f"{number}.txt", REPORT.format(1000 + number, 2000 + number) + "又一行文字。\n" * 200)
    return tmp_path / "raw"


def with_no_file_beyond(kilobytes: int, *command: object) -> subprocess.CompletedProcess[str]:
    """Runs gongkai where no file may grow beyond so many: what a full disk does, where nothing can be mounted."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    return subprocess.run([GONGKAI, *map(str, command)], preexec_fn=limit, capture_output=True, text=True, check=False)


def is_told_in_a_line(ran: subprocess.CompletedProcess[str]) -> bool:
    assert "Traceback" not in ran.stderr
    return ran.returncode == 1 and ran.stderr.splitlines()[-1].startswith("error storage-unwritable: ")


@pytest.mark.parametrize("kilobytes", [4, 300, 1200])
@pytest.mark.parametrize("stage", ["land", "extract", "segment"])
def test_a_disk_that_is_full_is_told_in_a_line(tmp_path: Path, raw: Path, stage: str, kilobytes: int) -> None:
    """It is while the log of the warehouse is written, or the warehouse itself, which then is larger than that."""
    warehouse = tmp_path / "w.duckdb"
    if stage != "land":
        land([raw], warehouse)
    if stage == "segment":
        extract(warehouse)
    sources = ["--raw", raw] if stage == "land" else []
    assert is_told_in_a_line(with_no_file_beyond(kilobytes, stage, *sources, "--warehouse", warehouse))
    check(warehouse, raw, DOCUMENTS)
    segment(warehouse)
    assert ask(warehouse, "select count(*) from staging.ext_segmentation") == [(DOCUMENTS,)]


@pytest.mark.parametrize("kilobytes", [4, 14, 300])
def test_a_full_disk_leaves_what_is_published(tmp_path: Path, kilobytes: int) -> None:
    warehouse, target = small_warehouse(tmp_path / "w.duckdb"), tmp_path / "out"
    publish_another(warehouse, target)
    change(warehouse, "insert into marts.fct_findings values ('new', '', null, null)")
    published = (target / "current.duckdb").read_bytes()
    assert is_told_in_a_line(with_no_file_beyond(kilobytes, "publish", "--warehouse", warehouse, "--publish", target))
    assert (target / "current.duckdb").read_bytes() == published
    assert list((target / "generations").glob(".new-*")) == []
    assert publish(warehouse, target).is_new


@contextmanager
def failing(name: str, nth: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The nth call of os.NAME fails as a broken disk does."""
    real, calls = getattr(os, name), [0]

    def call(*arguments: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, name, call)
        yield calls


@pytest.mark.parametrize("name", ["fsync", "rename"])
@pytest.mark.parametrize("nth", [1, 2, 5, 20, pytest.param(range(1, 101), marks=LONG)], ids=str)
def test_whichever_call_of_the_system_fails_nothing_is_lost(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch, name: str, nth: int | range
) -> None:
    for number in nth if isinstance(nth, range) else [nth]:
        warehouse = tmp_path / str(number) / "w.duckdb"
        with failing(name, number, monkeypatch) as calls:
            try:
                land([raw], warehouse)
            except GongkaiError as error:
                assert error.code == "storage-unwritable"
                assert "Input/output error" in error.sentence
            else:
                assert calls[0] < number
                break  # nor has it any later one
        check(warehouse, raw, DOCUMENTS)


def test_of_two_writers_one_is_sent_away_at_once(tmp_path: Path, raw: Path) -> None:
    command = [GONGKAI, "land", "--raw", str(raw), "--warehouse", str(tmp_path / "w.duckdb")]
    for _ in range(3):
        both = [
            subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)
        ]
        said = [process.communicate(timeout=60)[1] for process in both]
        codes = sorted(process.returncode for process in both)
        assert codes in ([0, 0], [0, 75])  # both, where one had ended before the other began
        for process, words in zip(both, said, strict=True):
            assert process.returncode == 0 or words.startswith("error warehouse-locked: ")
    check(tmp_path / "w.duckdb", raw, DOCUMENTS)


LEFT_IN_THE_LOG = """
import os, signal, sys
from pathlib import Path
from disclosure.stages import land as stage
stage._Landing._settle = lambda self: os.kill(os.getpid(), signal.SIGKILL)
stage.land([Path(sys.argv[1])], Path(sys.argv[2]))
"""


@pytest.fixture
def in_wal(tmp_path: Path, raw: Path) -> Path:
    """A warehouse whose last batch stands in its write-ahead log alone."""
    warehouse = tmp_path / "home" / "w.duckdb"
    warehouse.parent.mkdir()
    assert start(LEFT_IN_THE_LOG, raw, warehouse).wait() == -signal.SIGKILL
    assert (tmp_path / "home" / "w.duckdb.wal").stat().st_size > 1000
    return warehouse


def damaged(kind: str, content: bytes, chance: random.Random) -> bytes:
    if kind == "cut":
        return content[: chance.randrange(len(content))]
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]


@pytest.mark.parametrize("kind", ["cut", "flip"])
@pytest.mark.parametrize("times", [8, pytest.param(100, marks=LONG)])
def test_a_damaged_log_of_the_database_loses_nothing(in_wal: Path, raw: Path, kind: str, times: int) -> None:
    chance = random.Random(times)
    for number in range(times):
        home = shutil.copytree(in_wal.parent, in_wal.parent.with_name(f"{kind}{number}"))
        warehouse, wal = home / "w.duckdb", home / "w.duckdb.wal"
        wal.write_bytes(damaged(kind, wal.read_bytes(), chance))
        run_or_rebuild(warehouse, raw)
        check(warehouse, raw, DOCUMENTS)
        shutil.rmtree(home)


def run_or_rebuild(warehouse: Path, raw: Path) -> bool:
    """As a user does: run; where the file is told to be of no use, rebuild. Says whether that was needed."""
    try:
        land([raw], warehouse)
        extract(warehouse)
    except GongkaiError as error:
        assert error.code == "warehouse-unusable"
        assert "gongkai rebuild" in error.next_step
        ledger = Ledger.beside(warehouse)
        assert ledger.path.exists()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("disclosure.stages.rebuild.build", lambda *_, **__: _NOT_BUILT)  # dbt is not asked here
            rebuild(warehouse)
        return True
    return False


class _NOT_BUILT:
    models = tests = 0


@pytest.mark.parametrize("flips", [6, pytest.param(50, marks=LONG)])
def test_a_damaged_warehouse_is_told_or_whole_and_can_be_made_anew(tmp_path: Path, raw: Path, flips: int) -> None:
    home, chance = tmp_path / "home", random.Random(flips)
    land([raw], home / "w.duckdb")
    extract(home / "w.duckdb")
    figures = ask(home / "w.duckdb", "from staging.ext_figure order by all")
    told = 0
    for number in range(flips):
        copy = shutil.copytree(home, tmp_path / f"copy{number}")
        warehouse = copy / "w.duckdb"
        warehouse.write_bytes(damaged("flip", warehouse.read_bytes(), chance))
        ran = gongkai("audit", "--warehouse", warehouse, "--publish", copy / "none")
        assert "Traceback" not in ran.stderr
        told += ran.returncode
        if ran.returncode:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("disclosure.stages.rebuild.build", lambda *_, **__: _NOT_BUILT)
                rebuild(warehouse)
        assert ask(warehouse, "from staging.ext_figure order by all") == figures
        check(warehouse, raw, DOCUMENTS)
        shutil.rmtree(copy)
    assert told or flips < 50


def test_a_ledger_of_the_first_version_is_landed_again(tmp_path: Path, raw: Path) -> None:
    """Its lines had neither unchanged sightings nor what addresses answered."""
    warehouse = tmp_path / "home" / "w.duckdb"
    land([raw], warehouse)
    before = ask(warehouse, "from raw.documents order by all")
    ledger = Ledger.beside(warehouse)
    old = [
        {"batch_id": line.batch_id}
        | {name: ledger.entry(line)[name] for name in ("committed_at", "sightings", "rejected", "manifest")}
        for line in ledger.lines()
    ]
    ledger.path.unlink()
    ledger.append({entry.pop("batch_id"): entry for entry in old})
    warehouse.unlink()
    land([raw], warehouse)
    assert ask(warehouse, "from raw.documents order by all") == before


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has another clock of processes")
def test_a_termination_signal_ends_landing_within_five_seconds(tmp_path: Path, raw: Path) -> None:
    command = [GONGKAI, "land", "--raw", str(raw), "--warehouse", str(tmp_path / "w.duckdb")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) in (0, 143)
    check(tmp_path / "w.duckdb", raw, DOCUMENTS)
