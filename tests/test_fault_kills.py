"""kill -9 at random and at every named step: nothing lost, nothing twice, no half batch, whole generations."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

import duckdb
import pytest
from command_support import GONGKAI, gongkai, places, rows_of
from faults_support import LOAD, acknowledged, check, kill_within, start
from landing_support import ask, write
from publish_support import publish_another, small_warehouse

from disclosure.publishing.folder import PublishFolder, number_of
from disclosure.publishing.generation import is_whole
from disclosure.stages.land import land

LONG = [pytest.mark.faults, pytest.mark.timeout(36_000)]
LOADS = int(os.environ.get("GONGKAI_KILLS", "50"))
"""How often the long form kills a load; GONGKAI_KILLS=1000 before a release."""

REPORT = "某某市交通局2016年政府信息公开年报\n收到申请{}件，主动公开信息{}条。\n"
NEW_IN_A_ROUND = 12


def add_reports(raw: Path, round_no: int) -> None:
    for number in range(NEW_IN_A_ROUND):
        write(raw / f"{round_no}" / f"{number}.txt", REPORT.format(1000 + round_no, 2000 + number))


@pytest.mark.parametrize("kills", [10, pytest.param(LOADS, marks=LONG)])
def test_kills_in_a_load_lose_and_double_nothing(tmp_path: Path, kills: int) -> None:
    raw, warehouse, chance = tmp_path / "raw", tmp_path / "w.duckdb", random.Random(kills)
    done = rounds = 0
    while done < kills:
        add_reports(raw, rounds)
        rounds += 1
        done += kill_within(start(LOAD, raw, warehouse), 0.4, chance)
        if warehouse.exists():
            before = acknowledged(warehouse)
            land([tmp_path / "raw" / "0"], warehouse)
            documents = {document_id for (document_id,) in ask(warehouse, "select document_id from raw.documents")}
            assert before <= documents
        if rounds % 25 == 0:
            check(warehouse, raw, rounds * NEW_IN_A_ROUND)
    check(warehouse, raw, rounds * NEW_IN_A_ROUND)


STEP = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
step, when, raw, warehouse, target = sys.argv[1:]
place, _, name = step.rpartition(".")
module, _, owner = place.partition(":")
owner = getattr(import_module(module), owner) if owner else import_module(module)
whole = getattr(owner, name)

def cut(*arguments, **named):
    if when == "after":
        whole(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, cut)
"""
RUN = (
    STEP
    + """
from disclosure.stages.land import land
from disclosure.stages.extract import extract
from disclosure.stages.segment import segment
land([Path(raw)], Path(warehouse))
extract(Path(warehouse))
segment(Path(warehouse))
"""
)
STEPS = [
    "disclosure.storage.store._sync",
    "disclosure.storage.store:Store.put",
    "os.fsync",
    "os.rename",
    "disclosure.storage.ledger:Ledger.append",
    "disclosure.storage.landed:Sources._see",
    "disclosure.storage.landed:Sources.commit",
    "disclosure.stages.land:_Landing._settle",
    "disclosure.stages.extract.replace_rows",
    "disclosure.stages.segment.replace_terms",
]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_of_a_load_is_healed_by_the_next_run(tmp_path: Path, step: str, when: str) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "w.duckdb"
    add_reports(raw, 0)
    assert start(RUN, step, when, raw, warehouse, "").wait() == -signal.SIGKILL
    check(warehouse, raw, NEW_IN_A_ROUND)


PUBLISH = (
    STEP
    + """
from disclosure.stages.publish import publish
publish(Path(warehouse), Path(target))
"""
)
PUBLISHING = [
    "disclosure.stages.publish.copy_marts",
    "disclosure.stages.publish.verify",
    "disclosure.publishing.folder:PublishFolder.put_in_place",
    "disclosure.publishing.folder:PublishFolder.turn_to",
    "disclosure.publishing.folder._sync",
]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", PUBLISHING)
def test_a_kill_at_any_step_of_publishing_leaves_a_whole_generation(tmp_path: Path, step: str, when: str) -> None:
    warehouse, target = small_warehouse(tmp_path / "w.duckdb"), tmp_path / "out"
    publish_another(warehouse, target)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("insert into marts.fct_findings values ('new', '', null, null)")
    assert start(PUBLISH, step, when, "", warehouse, target).wait() == -signal.SIGKILL
    assert is_whole(target / "current.duckdb")
    assert publish_another(warehouse, target).is_new
    assert is_whole(target / "current.duckdb")
    assert list((target / "generations").glob(".new-*")) == []


PUBLISHER = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from publish_support import publish_another
print("begun", flush=True)
while True:
    publish_another(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("kills", [10, pytest.param(60, marks=LONG)])
def test_kills_in_publishing_leave_whole_generations_that_never_go_back(tmp_path: Path, kills: int) -> None:
    warehouse, target, chance = small_warehouse(tmp_path / "w.duckdb"), tmp_path / "out", random.Random(kills)
    publish_another(warehouse, target)
    number = 1
    for _ in range(kills):
        assert kill_within(start(PUBLISHER, warehouse, target, Path(__file__).parent), 4.0, chance)
        assert is_whole(target / "current.duckdb")
        current = PublishFolder(target).current()
        assert number <= number_of(current)
        number = number_of(current)
    assert publish_another(warehouse, target).is_new
    assert number > 1


@pytest.mark.timeout(1200)  # each kill loses a build
@pytest.mark.parametrize("kills", [2, pytest.param(10, marks=pytest.mark.faults)])
def test_kills_in_dbt_leave_what_is_published_and_one_more_run_heals(
    plain_run: Path, two_reports: Path, tmp_path: Path, kills: int
) -> None:
    home, chance = shutil.copytree(plain_run, tmp_path / "home"), random.Random(kills)
    current = home / "out" / "current.duckdb"
    published = current.read_bytes()
    for _ in range(kills):
        command = [GONGKAI, "build", "--warehouse", home / "w.duckdb"]
        with subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True) as run:
            last = chance.randrange(2, 25)
            for number, _line in enumerate(run.stderr):
                if number == last:
                    run.send_signal(signal.SIGKILL)
        assert run.returncode == -signal.SIGKILL
        refused = gongkai("publish", *places(home))
        assert refused.returncode in (1, 75)  # 75: the killed run's dbt is about to end
        assert current.read_bytes() == published
    healed = gongkai("run", "--no-prefect", "--raw", two_reports, *places(home))
    assert healed.returncode == 0, healed.stderr
    after, before = rows_of(home), rows_of(plain_run)
    for log in ("sightings", "batches"):
        after["raw"].pop(log), before["raw"].pop(log)
    assert after == before
