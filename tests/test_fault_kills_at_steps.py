"""kill -9 at every named step of loading and publishing: the next run heals it, readers have a whole generation."""

from __future__ import annotations

import signal
from pathlib import Path

import duckdb
import pytest
from faults_support import check, start
from landing_support import write
from publish_support import publish_another, small_warehouse

from disclosure.publishing.generation import is_whole

REPORT = "某某市交通局2016年政府信息公开年报\n收到申请{}件，主动公开信息{}条。\n"
NEW_IN_A_ROUND = 12


def add_reports(raw: Path, round_no: int) -> None:
    for number in range(NEW_IN_A_ROUND):
        write(raw / f"{round_no}" / f"{number}.txt", REPORT.format(1000 + round_no, 2000 + number))


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
