"""kill -9 at every named step of loading and publishing: the next run heals it, readers have a whole generation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from faults_support import check
from landing_support import write
from publish_support import publish_another, small_warehouse
from victims import Nursery, nursery

from disclosure.publishing.generation import is_whole

REPORT = "某某市交通局2016年政府信息公开年报\n收到申请{}件，主动公开信息{}条。\n"
DOCUMENTS = 12


@pytest.fixture(scope="module")
def victims(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("victims"), random.Random()) as found:
        yield found


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
def test_a_kill_at_any_step_of_a_load_is_healed_by_the_next_run(
    victims: Nursery, tmp_path: Path, step: str, when: str
) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "w.duckdb"
    for number in range(DOCUMENTS):
        write(raw / f"{number}.txt", REPORT.format(1000, 2000 + number))
    assert victims.cut(step, when, "load", raw, warehouse).was_killed
    check(warehouse, raw, DOCUMENTS)


PUBLISHING = [
    "disclosure.stages.publish.copy_marts",
    "disclosure.stages.publish.verify",
    "disclosure.publishing.folder:PublishFolder.put_in_place",
    "disclosure.publishing.folder:PublishFolder.turn_to",
    "disclosure.publishing.folder._sync",
]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", PUBLISHING)
def test_a_kill_at_any_step_of_publishing_leaves_a_whole_generation(
    victims: Nursery, tmp_path: Path, step: str, when: str
) -> None:
    warehouse, target = small_warehouse(tmp_path / "w.duckdb"), tmp_path / "out"
    publish_another(warehouse, target)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("insert into marts.fct_findings values ('new', '', null, null)")
    assert victims.cut(step, when, "publish", warehouse, target).was_killed
    assert is_whole(target / "current.duckdb")
    assert publish_another(warehouse, target).is_new
    assert is_whole(target / "current.duckdb")
    assert list((target / "generations").glob(".new-*")) == []
