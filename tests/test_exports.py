"""Parquet and CSV of what is published: the same rows, safe to open in a spreadsheet, in place whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import polars as pl
import pytest
from command_support import Sample, ask
from polars.testing import assert_frame_equal
from publish_support import change, small_warehouse

from disclosure.cli import main
from disclosure.errors import GongkaiError
from disclosure.publishing import exports
from disclosure.publishing.exports import export_csv, export_parquet
from disclosure.publishing.reading import open_published
from disclosure.stages.publish import publish

DANGEROUS = ["=1+1", "+1", "-1", "@sum(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]
HARMLESS = ["1=1", "a", " =1", "'=1", '"', "，", "中文", "3,5", "两\n行"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """What a small warehouse, with texts of every kind, has published."""
    warehouse = small_warehouse(tmp_path / "w.duckdb")
    texts = ", ".join("('" + text.replace("'", "''") + "')" for text in DANGEROUS + HARMLESS)
    change(warehouse, f"create table marts.fct_text as select * from (values {texts}) as made (said)")
    publish(warehouse, tmp_path / "published")
    return tmp_path / "published"


def silent(line: str) -> None:
    pass


@pytest.fixture(scope="module")
def sample_files(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample warehouse as Parquet and CSV."""
    folder = tmp_path_factory.mktemp("files")
    options = ["--parquet", str(folder), "--csv", str(folder), "--publish", str(sample.published.parent)]
    assert main(["export", *options]) == 0
    return folder


def published_tables(sample: Sample) -> set[str]:
    return {name for (name,) in ask(sample.published, "select table_name from duckdb_tables()")}


def test_every_table_has_a_parquet_file(sample: Sample, sample_files: Path) -> None:
    assert {path.stem for path in sample_files.glob("*.parquet")} == published_tables(sample)


def test_every_table_but_the_terms_of_search_has_a_csv_file(sample: Sample, sample_files: Path) -> None:
    assert {path.stem for path in sample_files.glob("*.csv")} == published_tables(sample) - {"fct_term"}


def test_parquet_holds_the_same_rows_and_types(sample: Sample, sample_files: Path) -> None:
    for table in published_tables(sample):
        with duckdb.connect(str(sample.published), read_only=True) as connection:
            there = connection.sql(f"from marts.{table}").pl()
        assert_frame_equal(pl.read_parquet(sample_files / f"{table}.parquet"), there)


def test_csv_holds_the_same_rows(sample: Sample, sample_files: Path) -> None:
    """To the last decimal; the ' that defuses a formula aside."""
    for table in published_tables(sample) - {"fct_term"}:
        there = ask(sample.published, f"select columns(*)::varchar from marts.{table}")
        expected = [[value or "" for value in row] for row in there]
        with (sample_files / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            _, *read = csv.reader(file)
        assert [[value.removeprefix("'") for value in row] for row in read] == expected


def test_csv_begins_with_a_byte_order_mark(sample_files: Path) -> None:
    assert {path.read_bytes()[:3] for path in sample_files.glob("*.csv")} == {b"\xef\xbb\xbf"}


@pytest.mark.parametrize(
    ("texts", "before"), [(DANGEROUS, "'"), (HARMLESS, "")], ids=["formulas are defused", "other texts stay"]
)
def test_csv_is_safe_to_open_in_a_spreadsheet(target: Path, tmp_path: Path, texts: list[str], before: str) -> None:
    with open_published(target) as connection:
        export_csv(connection, tmp_path / "csv", silent)
    read = set(pl.read_csv(tmp_path / "csv" / "fct_text.csv", infer_schema=False)["said"])

    assert {before + text for text in texts} <= read


def test_numbers_are_no_formulas(target: Path, tmp_path: Path) -> None:
    change_of_copy = tmp_path / "w.duckdb"
    change(change_of_copy, "update marts.fct_findings set expected = -3.5 where finding_id = 'f1'")
    publish(change_of_copy, target)
    with open_published(target) as connection:
        export_csv(connection, tmp_path / "csv", silent)

    assert ",-3.5000," in (tmp_path / "csv" / "fct_findings.csv").read_text(encoding="utf-8-sig")


def test_null_and_empty_text_differ(target: Path, tmp_path: Path) -> None:
    with open_published(target) as connection:
        export_csv(connection, tmp_path / "csv", silent)
    lines = (tmp_path / "csv" / "dim_report.csv").read_text(encoding="utf-8-sig").splitlines()

    assert lines[1:] == ["r1,d1,a.txt,,甲市司法局,340100,2021,7", 'r2,d2,b.txt,"",,,,7']


@pytest.mark.parametrize("export", [export_parquet, export_csv])
def test_a_second_export_replaces_the_files(target: Path, tmp_path: Path, export: object) -> None:
    said: list[str] = []
    for _ in range(2):
        with open_published(target) as connection:
            done = export(connection, tmp_path / "out", said.append)

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in done.files)
    assert len(said) == 2 * len(done.files)


def test_an_export_that_fails_leaves_no_half_file(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(frame: pl.LazyFrame, file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "_sink_csv", full)
    with open_published(target) as connection, pytest.raises(OSError, match="No space"):
        export_csv(connection, tmp_path / "csv", silent)
    assert list((tmp_path / "csv").iterdir()) == []


@pytest.mark.parametrize("export", [export_parquet, export_csv])
def test_a_folder_that_is_a_file_is_told(target: Path, tmp_path: Path, export: object) -> None:
    (tmp_path / "file").touch()
    with open_published(target) as connection, pytest.raises(GongkaiError) as refusal:
        export(connection, tmp_path / "file", silent)
    assert refusal.value.code == "export-folder"


def test_a_damaged_published_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "current.duckdb").write_text("no database")
    assert main(["export", "--csv", str(tmp_path / "csv"), "--publish", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("error published-unusable: ")
