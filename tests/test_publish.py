"""Publishing: the marts of a warehouse become a new file, whole or not at all, and readers are not disturbed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from disclosure.errors import GongkaiError
from disclosure.publishing.folder import KEPT, PublishFolder
from disclosure.stages import publish as stage
from disclosure.stages.dbt_child import dbt_target
from disclosure.stages.publish import publish


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A small warehouse: raw and staging, two marts as tables, one as a view."""
    path = tmp_path / "it's a warehouse.duckdb"
    change(
        path,
        """
        create schema raw; create schema staging; create schema marts;
        create table raw.documents (document_id varchar, raw_text varchar);
        create table staging.ext_figure (activity_id varchar);
        create table marts.fct_figure (
            activity_id varchar not null, value decimal(24, 4), quote varchar, document_id varchar
        );
        insert into marts.fct_figure values ('b', 12.5, '', 'd2'), ('a', 12, null, 'd1'), ('c', null, '3''件', 'd1');
        comment on table marts.fct_figure is '一行一个数字 | one row a figure, as it''s stated';
        comment on column marts.fct_figure.value is '数值 | amount';
        create table marts.dim_empty (code varchar);
        create table marts.dim_report (document_id varchar, extractor_version varchar);
        insert into marts.dim_report values ('d1', '7'), ('d2', '7');
        create view marts.fct_view as select activity_id from marts.fct_figure;
        """,
    )
    say_of_build(path, "success")
    return path


def say_of_build(warehouse: Path, status: str) -> None:
    """Leaves behind what dbt does: what became of the last thing it built."""
    results = dbt_target(warehouse) / "run_results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    results.write_text(json.dumps({"results": [{"status": status}]}))


def change(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def rows(path: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_link_leads_to_a_file_with_the_marts(warehouse: Path, tmp_path: Path) -> None:
    published = publish(warehouse, tmp_path / "out")

    assert published.path == tmp_path / "out" / "current.duckdb"
    assert rows(published.path, "select activity_id, value, quote from marts.fct_figure order by 1") == rows(
        warehouse, "select activity_id, value, quote from marts.fct_figure order by 1"
    )


def test_nothing_of_raw_and_staging_is_published(warehouse: Path, tmp_path: Path) -> None:
    published = publish(warehouse, tmp_path / "out")

    schemas = rows(published.path, "select distinct schema_name from duckdb_tables() union select 'raw' where false")
    assert schemas == [("marts",)]


def test_views_are_published_as_tables(warehouse: Path, tmp_path: Path) -> None:
    published = publish(warehouse, tmp_path / "out")

    assert rows(published.path, "select count(*) from duckdb_views() where not internal") == [(0,)]
    assert rows(published.path, "select count(*) from marts.fct_view") == [(3,)]


@pytest.mark.parametrize(
    "catalog",
    [
        "select column_name, data_type, is_nullable, comment from duckdb_columns() where table_name = 'fct_figure'",
        "select comment from duckdb_tables() where table_name = 'fct_figure'",
    ],
    ids=["columns: type, NOT NULL, comment", "tables: comment"],
)
def test_definitions_are_kept(warehouse: Path, tmp_path: Path, catalog: str) -> None:
    published = publish(warehouse, tmp_path / "out")

    assert rows(published.path, catalog) == rows(warehouse, catalog)


def test_rows_lie_in_the_order_of_their_documents(warehouse: Path, tmp_path: Path) -> None:
    published = publish(warehouse, tmp_path / "out")

    assert rows(published.path, "select activity_id from marts.fct_figure") == [("a",), ("c",), ("b",)]


def test_build_info_tells_rows_versions_and_generation(warehouse: Path, tmp_path: Path) -> None:
    published = publish(warehouse, tmp_path / "out")

    assert rows(
        published.path,
        "select table_name, row_count, generation, extractor_version, duckdb_version from marts.build_info order by 1",
    ) == [
        ("dim_empty", 0, 1, "7", duckdb.__version__),
        ("dim_report", 2, 1, "7", duckdb.__version__),
        ("fct_figure", 3, 1, "7", duckdb.__version__),
        ("fct_view", 3, 1, "7", duckdb.__version__),
    ]


def test_the_file_can_be_opened_by_clients_from_1_0_on(warehouse: Path, tmp_path: Path) -> None:
    published = publish(warehouse, tmp_path / "out")

    # the storage version stands in the file's first block, as a number that 1.0 to 1.3 know (64)
    assert published.generation.read_bytes()[12:20] == (64).to_bytes(8, "little")


def test_no_new_generation_when_nothing_changed(warehouse: Path, tmp_path: Path) -> None:
    first = publish(warehouse, tmp_path / "out")
    second = publish(warehouse, tmp_path / "out")

    assert (first.is_new, second.is_new) == (True, False)
    assert second.generation == first.generation
    assert len(list((tmp_path / "out" / "generations").glob("*.duckdb"))) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "update marts.fct_figure set value = 13 where activity_id = 'a'",
        "update marts.fct_figure set quote = '' where activity_id = 'a'",
        "insert into marts.fct_figure select * from marts.fct_figure where activity_id = 'a'",
        "comment on column marts.fct_figure.value is 'another'",
        "create table marts.dim_new (code varchar)",
    ],
    ids=["a value", "NULL to an empty text", "the same row twice", "a comment", "a table"],
)
def test_any_change_gives_a_new_generation(warehouse: Path, tmp_path: Path, sql: str) -> None:
    before = publish(warehouse, tmp_path / "out")
    change(warehouse, sql)
    after = publish(warehouse, tmp_path / "out")

    assert after.is_new
    assert after.generation != before.generation
    assert after.path.samefile(after.generation)


def test_the_catalog_has_the_same_name_in_every_generation(warehouse: Path, tmp_path: Path) -> None:
    for _ in range(2):
        change(warehouse, "insert into marts.dim_empty values ('x')")
        publish(warehouse, tmp_path / "out")
        assert rows(tmp_path / "out" / "current.duckdb", "select current_database()") == [("current",)]


def test_a_folder_that_was_copied_is_gone_on_with(warehouse: Path, tmp_path: Path) -> None:
    publish(warehouse, tmp_path / "out")
    copied = shutil.copytree(tmp_path / "out", tmp_path / "copied")

    assert not publish(warehouse, copied).is_new


def test_a_reader_of_the_old_generation_is_not_disturbed(warehouse: Path, tmp_path: Path) -> None:
    publish(warehouse, tmp_path / "out")
    with duckdb.connect(str(tmp_path / "out" / "current.duckdb"), read_only=True) as reader:
        for _ in range(KEPT + 1):
            change(warehouse, "insert into marts.dim_empty values ('x')")
            publish(warehouse, tmp_path / "out")
        assert reader.execute("select count(*) from marts.dim_empty").fetchall() == [(0,)]


def test_three_generations_are_kept(warehouse: Path, tmp_path: Path) -> None:
    for _ in range(KEPT + 2):
        change(warehouse, "insert into marts.dim_empty values ('x')")
        newest = publish(warehouse, tmp_path / "out").generation

    kept = sorted(path.name.split("-")[1] for path in (tmp_path / "out" / "generations").glob("*.duckdb"))
    assert kept == ["000003", "000004", "000005"]
    assert newest.name.startswith("gongkai-000005")


def test_a_damaged_generation_is_replaced(warehouse: Path, tmp_path: Path) -> None:
    damaged = publish(warehouse, tmp_path / "out").generation
    damaged.chmod(0o644)
    damaged.write_bytes(damaged.read_bytes()[:5000])

    assert publish(warehouse, tmp_path / "out").is_new
    assert rows(tmp_path / "out" / "current.duckdb", "select count(*) from marts.fct_figure") == [(3,)]


def test_a_copy_that_is_not_what_was_built_is_never_put_in_place(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(warehouse, tmp_path / "out")
    change(warehouse, "insert into marts.dim_empty values ('x')")
    copy = stage.copy_marts

    def copy_and_damage(warehouse: Path, file: Path, *rest: object) -> None:
        copy(warehouse, file, *rest)
        change(file, "delete from marts.fct_figure where activity_id = 'a'")

    monkeypatch.setattr(stage, "copy_marts", copy_and_damage)
    with pytest.raises(GongkaiError, match="does not hold what was copied"):
        publish(warehouse, tmp_path / "out")
    assert (tmp_path / "out" / "current.duckdb").samefile(first.generation)
    assert sorted(os.listdir(tmp_path / "out" / "generations")) == [".lock", first.generation.name]


def test_what_a_killed_publisher_left_is_removed(warehouse: Path, tmp_path: Path) -> None:
    leftover = tmp_path / "out" / "generations" / ".new-000001.duckdb"
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"half a file")

    publish(warehouse, tmp_path / "out")
    assert not leftover.exists()


def test_a_second_publisher_is_sent_away(warehouse: Path, tmp_path: Path) -> None:
    with PublishFolder(tmp_path / "out").locked(), pytest.raises(GongkaiError) as refusal:
        publish(warehouse, tmp_path / "out")
    assert (refusal.value.code, refusal.value.exit_code) == ("publish-locked", 75)


def test_a_warehouse_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refusal:
        publish(tmp_path / "none.duckdb", tmp_path / "out")
    assert refusal.value.code == "no-warehouse"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("status", ["fail", "error", "runtime error"])
def test_marts_of_a_failed_build_are_not_published(warehouse: Path, tmp_path: Path, status: str) -> None:
    say_of_build(warehouse, status)
    with pytest.raises(GongkaiError) as refusal:
        publish(warehouse, tmp_path / "out")
    assert refusal.value.code == "not-built"
    assert not (tmp_path / "out").exists()


def test_marts_of_a_build_that_did_not_end_are_not_published(warehouse: Path, tmp_path: Path) -> None:
    (dbt_target(warehouse) / "run_results.json").unlink()
    with pytest.raises(GongkaiError) as refusal:
        publish(warehouse, tmp_path / "out")
    assert refusal.value.code == "not-built"
