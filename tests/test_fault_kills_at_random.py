"""kill -9 at random moments of loading, dbt and publishing, from damage to damage: nothing lost, nothing twice, no half
batch, and readers see one whole generation.

How many is short here; the long form has 50, 10 and 60, or as many as GONGKAI_KILLS says in these parts.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest
from command_support import all_rows as rows_in
from command_support import ask, gongkai, places, rows_of
from faults_support import check, check_as_left
from landing_support import REPORT as OF_ONE_AGENCY
from landing_support import write
from publish_support import change, number_for_next, numbered_warehouse, reading
from victims import Nursery, nursery

from disclosure.errors import GongkaiError
from disclosure.publishing.folder import PublishFolder, number_of
from disclosure.publishing.generation import is_whole
from disclosure.stages.dbt_child import dbt_target
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.publish import publish
from disclosure.stages.segment import segment
from disclosure.storage.ledger import Ledger

LONG = [pytest.mark.faults, pytest.mark.timeout(36_000)]
ALL = int(os.environ.get("GONGKAI_KILLS", "0"))
"""Of the long form: 60 % of them in a load, 10 % in dbt, 30 % in publishing."""


def kills(short: int, long: int, percent: int) -> pytest.MarkDecorator:
    """The numbers of kills that a test is run with."""
    return pytest.mark.parametrize("kills", [short, pytest.param(ALL * percent // 100 or long, marks=LONG)])


REPORT = "某某市交通局2016年政府信息公开年报\n收到申请{}件，主动公开信息{}条。\n"
NEW_IN_A_ROUND = 6
KILLS_BETWEEN_RUNS = 10
OF_DBT_BEFORE_ITS_FIRST_MODEL = 0.55
"""The share of the time of a small build in which dbt starts and reads its project."""


def offer_more(raw: Path, round_no: int) -> str:
    """New reports, one of them in two places, and a file that is none; with them what was offered last is offered again."""
    folder = raw / f"{round_no:03}"
    for number in range(NEW_IN_A_ROUND):
        write(folder / f"{number}.txt", REPORT.format(1000 + round_no, 2000 + number))
    shutil.copy(folder / "3.txt", folder / "again.txt")
    write(folder / "empty.txt", b"")
    return os.pathsep.join(str(each) for each in (raw / f"{round_no - 1:03}", folder) if each.exists())


@kills(short=10, long=50, percent=60)
def test_kills_in_a_load_lose_and_double_nothing(tmp_path: Path, kills: int) -> None:
    with nursery(tmp_path, random.Random()) as victims:
        lives = 0
        while victims.kills.total() < kills:
            lives += 1
            live_through(victims, tmp_path / f"life{lives}", kills)
    print(victims.told())


def live_through(victims: Nursery, home: Path, kills: int) -> None:
    """A warehouse, load by load. After each kill ledger, store and warehouse are held against each other as they lie, and
    the next load goes on from there; in the end the rows are those of loads that nobody disturbed.
    """
    raw, warehouse = home / "raw", home / "w.duckdb"
    for round_no in range(2 * KILLS_BETWEEN_RUNS):
        offered = offer_more(raw, round_no)
        if round_no in (0, 1, KILLS_BETWEEN_RUNS):  # the first has less to do than the others, whose time it would tell
            victims.run("land", offered, warehouse)
            continue
        before = Ledger.beside(warehouse).path.read_bytes()
        victims.kill("land", offered, warehouse)
        check_as_left(warehouse, before)
        if victims.kills.total() == kills:
            break
    check(warehouse, raw, (round_no + 1) * NEW_IN_A_ROUND)
    assert rows_of_load(warehouse) == rows_undisturbed(raw, home / "other" / "w.duckdb")
    shutil.rmtree(home)


def rows_undisturbed(raw: Path, warehouse: Path) -> dict[str, list]:
    land([raw], warehouse)
    extract(warehouse)
    return rows_of_load(warehouse)


def rows_of_load(warehouse: Path) -> dict[str, list]:
    """Raw and staging, but for the logs that say how often it was looked, and the name by which a file was refused: it
    depends on the folder that was offered when it was first seen.
    """
    rows = rows_in(warehouse, "raw") | rows_in(warehouse, "staging")
    for log in ("sightings", "batches"):
        del rows[log]
    named = "select * exclude (source_name, batch_id, rejected_at) from raw.rejected_documents order by all"
    return rows | {"rejected_documents": ask(warehouse, named)}


@kills(short=10, long=60, percent=30)
def test_kills_in_publishing_leave_whole_generations_that_never_go_back(tmp_path: Path, kills: int) -> None:
    """After each kill and, by a reader that never rests, between them."""
    warehouse, target = numbered_warehouse(tmp_path / "w.duckdb"), tmp_path / "out"
    number_for_next(warehouse, target)
    publish(warehouse, target)
    with nursery(tmp_path, random.Random()) as victims, reading(target, 1) as saw:
        while victims.kills.total() < kills:
            number = number_for_next(warehouse, target)
            victims.run("publish", warehouse, target)
            is_published(target, {number})
            for _ in range(KILLS_BETWEEN_RUNS):
                before, number = number, number_for_next(warehouse, target)
                was_killed = victims.kill("publish", warehouse, target).was_killed
                number = is_published(target, {before, number} if was_killed else {number})
                if victims.kills.total() == kills:
                    break
    print(victims.told())
    published = publish(warehouse, target)
    assert is_whole(published.path)
    assert list((target / "generations").glob(".new-*")) == []
    (reader,) = saw
    assert (reader["errors"], reader["mixed"]) == ([], [])
    assert reader["seen"] == sorted(reader["seen"])
    assert reader["seen"][-1] > 1


def is_published(target: Path, either: set[int]) -> int:
    """The number of the generation that is published, whole, which is one of these."""
    current = target / "current.duckdb"
    assert is_whole(current)
    ((number, rows),) = ask(current, "select max(number), count(*) from marts.fct_number")
    assert number == rows == number_of(PublishFolder(target).current())
    assert number in either
    return number


@kills(short=2, long=10, percent=10)
@pytest.mark.timeout(36_000)  # each kill loses a build
def test_kills_in_dbt_leave_what_is_published_and_one_more_run_heals(
    plain_run: Path, two_reports: Path, tmp_path: Path, kills: int
) -> None:
    """In a build of what changed, and then in builds of all, which is what comes after a kill."""
    chance, file = random.Random(), write(tmp_path / "new.txt", OF_ONE_AGENCY)
    begun = night_begun(shutil.copytree(plain_run, tmp_path / "begun"), file)
    whole = shutil.copytree(begun, tmp_path / "whole")
    with nursery(tmp_path, chance) as victims:
        victims.expect("build after a kill", seconds_of_dbt(plain_run / "w.duckdb"))
        victims.run("build", whole / "w.duckdb")
        built, lives, half = rows_in(whole / "w.duckdb", "marts"), 0, 0
        while victims.kills.total() < kills:
            lives += 1
            home = shutil.copytree(begun, tmp_path / f"home{lives}")
            for work in ["build", *["build after a kill"] * chance.randrange(1, 4)]:
                since = chance.choice((0, OF_DBT_BEFORE_ITS_FIRST_MODEL))
                half += killed_in_dbt(victims, work, since, home, built)
                if victims.kills.total() == kills:
                    break
            else:
                if lives % 3 == 0:
                    victims.run("build after a kill", home / "w.duckdb")
                    assert rows_in(home / "w.duckdb", "marts") == built
                shutil.rmtree(home)
    print(victims.told(), f"{half} left marts that were neither those before nor those to be")
    for each in (home, whole):
        ran = gongkai("run", "--no-prefect", "--raw", two_reports, "--raw", file, *places(each))
        assert ran.returncode == 0, ran.stderr
    after, expected = rows_of(home), rows_of(whole)
    for log in ("sightings", "batches"):
        after["raw"].pop(log), expected["raw"].pop(log)
    assert after == expected


def night_begun(home: Path, file: Path) -> Path:
    """What was built and published has one more report now, and another was read anew: the next build makes those two."""
    warehouse = home / "w.duckdb"
    change(
        warehouse,
        "update staging.ext_reading set extractor_version = 'earlier' "
        "where document_id = (select min(document_id) from raw.documents)",
    )
    land([file], warehouse)
    extract(warehouse)
    segment(warehouse)
    return home


def killed_in_dbt(victims: Nursery, work: str, since: float, home: Path, built: dict[str, list]) -> bool:
    """What is published is what it was, and what dbt left is kept from readers, unless dbt had come to its end. Says whether
    that was half a build.
    """
    warehouse, current = home / "w.duckdb", home / "out" / "current.duckdb"
    before, inputs, published = rows_in(warehouse, "marts"), inputs_of(warehouse), current.read_bytes()
    victims.kill(work, warehouse, since=since)
    assert current.read_bytes() == published
    assert inputs_of(warehouse) == inputs
    try:
        is_new = publish(warehouse, home / "out").is_new
    except GongkaiError as error:
        assert error.code == "not-built"
        return rows_in(warehouse, "marts") not in (before, built)
    if is_new:
        assert rows_in(current, "marts") == built | rows_in(current, "marts", "build_info")
    else:
        assert current.read_bytes() == published
    return False


def inputs_of(warehouse: Path) -> dict[str, list]:
    """What dbt reads and never writes. Its own views may lack what they read when it was killed."""
    return rows_in(warehouse, "raw") | rows_in(warehouse, "staging", "ext_")


def seconds_of_dbt(warehouse: Path) -> float:
    """How long the last build took, of which dbt does not count its start."""
    return 1.3 * json.loads((dbt_target(warehouse) / "run_results.json").read_text())["elapsed_time"]
