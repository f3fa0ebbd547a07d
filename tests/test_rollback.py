"""Going back: readers get an older generation again, and keep it until the marts change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_support import ask
from publish_support import change, publish_another, small_warehouse

from disclosure.cli import main
from disclosure.errors import GongkaiError
from disclosure.publishing.folder import PublishFolder
from disclosure.publishing.rollback import rollback
from disclosure.stages.publish import publish


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse w.duckdb and, in out/, its generations 1, 2 and 3, which hold 3, 4 and 5 findings."""
    folder = tmp_path_factory.mktemp("made")
    warehouse = small_warehouse(folder / "w.duckdb")
    for _ in range(3):
        publish_another(warehouse, folder / "out")
    return folder


@pytest.fixture
def warehouse(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy", symlinks=True) / "w.duckdb"


@pytest.fixture
def target(warehouse: Path) -> Path:
    return warehouse.parent / "out"


def findings(target: Path) -> int:
    """What a reader sees: how many findings the current generation has."""
    return ask(target / "current.duckdb", "select count(*) from marts.fct_findings")[0][0]


def test_the_generation_before_becomes_current(target: Path) -> None:
    done = rollback(target)

    assert (done.before.name[:14], done.current.name[:14]) == ("gongkai-000003", "gongkai-000002")
    assert findings(target) == 4


def test_each_time_one_further_back(target: Path) -> None:
    rollback(target)
    rollback(target)

    assert findings(target) == 3


@pytest.mark.parametrize(("to", "seen"), [(1, 3), (2, 4), (3, 5)])
def test_a_generation_can_be_named(target: Path, to: int, seen: int) -> None:
    rollback(target, to=1)
    rollback(target, to)

    assert findings(target) == seen


def test_newer_generations_are_kept(target: Path) -> None:
    before = PublishFolder(target).kept()
    rollback(target, to=1)

    assert PublishFolder(target).kept() == before


def test_the_same_marts_are_not_published_again(warehouse: Path, target: Path) -> None:
    rollback(target)
    said: list[str] = []
    published = publish(warehouse, target, said.append)

    assert not published.is_new
    assert findings(target) == 4
    assert "was rolled back" in said[0]


def test_changed_marts_are_published_again(warehouse: Path, target: Path) -> None:
    rollback(target)
    published = publish_another(warehouse, target)

    assert published.generation.name.startswith("gongkai-000004")
    assert findings(target) == 6


def test_what_was_rolled_back_once_may_come_back_later(warehouse: Path, target: Path) -> None:
    """After a generation that was published since, the content is judged anew."""
    rollback(target)
    publish_another(warehouse, target)
    change(warehouse, "delete from marts.fct_findings where finding_id = 'f6'")

    assert publish(warehouse, target).is_new
    assert findings(target) == 5


def test_going_forward_again_is_publishing_again(warehouse: Path, target: Path) -> None:
    rollback(target)
    rollback(target, to=3)

    assert not publish(warehouse, target).is_new
    assert findings(target) == 5


def test_a_crash_between_naming_and_turning_is_no_rollback(warehouse: Path, target: Path) -> None:
    """A killed publisher may leave a newest generation that the link does not lead to."""
    folder = PublishFolder(target)
    folder.turn_to(folder.kept()[0])

    assert publish(warehouse, target).is_new
    assert findings(target) == 5


@pytest.mark.parametrize(
    ("to", "says"),
    [(None, "no generation before gongkai-000001"), (9, "no generation 9; there are 1, 2, 3")],
    ids=["before the first", "a number that is not there"],
)
def test_a_generation_that_is_not_there_is_told(target: Path, to: int | None, says: str) -> None:
    rollback(target, to=1)
    with pytest.raises(GongkaiError, match=says) as refusal:
        rollback(target, to)
    assert refusal.value.code == "no-generation"
    assert findings(target) == 3


@pytest.mark.parametrize("damage", ["cut", "edited", "none of DuckDB's"])
def test_a_damaged_generation_is_not_gone_back_to(target: Path, damage: str) -> None:
    older = PublishFolder(target).kept()[1]
    older.chmod(0o644)
    if damage == "cut":
        older.write_bytes(older.read_bytes()[:5000])
    elif damage == "edited":
        change(older, "update marts.fct_findings set quote = '4件' where finding_id = 'f2'")
    else:
        older.write_text("no database")
    with pytest.raises(GongkaiError) as refusal:
        rollback(target)
    assert refusal.value.code == "generation-damaged"
    assert findings(target) == 5


def test_nothing_is_changed_while_another_publishes(target: Path) -> None:
    with PublishFolder(target).locked(), pytest.raises(GongkaiError) as refusal:
        rollback(target)
    assert (refusal.value.code, refusal.value.exit_code) == ("publish-locked", 75)


def test_the_command_says_which_generation_readers_get(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rollback", "--publish", str(target)]) == 0
    back = capsys.readouterr().out.splitlines()
    assert main(["rollback", "--publish", str(target), "--to", "2"]) == 0
    again = capsys.readouterr().out.splitlines()

    assert back[0].startswith("readers now get gongkai-000002-")
    assert "rollback --to 3 brings them back" in back[1]
    assert again[0].endswith("already")
