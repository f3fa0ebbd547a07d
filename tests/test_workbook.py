"""The Excel workbook: panel, findings, data dictionary and about; texts stay texts, and what is cut is said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from publish_support import change, small_warehouse

from disclosure.cli import main
from disclosure.errors import GongkaiError
from disclosure.publishing.reading import open_published
from disclosure.publishing.workbook import LONGEST_TEXT, MOST_ROWS, export_workbook
from disclosure.stages.publish import publish


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return small_warehouse(tmp_path / "w.duckdb")


@pytest.fixture
def published(warehouse: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    publish(warehouse, tmp_path / "published")
    with open_published(tmp_path / "published") as connection:
        yield connection


def silent(line: str) -> None:
    pass


def sheet(file: Path, name: str) -> Worksheet:
    return load_workbook(file)[name]


def values(of: Worksheet) -> list[tuple]:
    return list(of.iter_rows(values_only=True))


def test_it_has_four_sheets(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_workbook(published, tmp_path / "g.xlsx", silent)

    assert load_workbook(tmp_path / "g.xlsx").sheetnames == ["panel", "findings", "data dictionary", "about"]


def test_the_panel_is_there_whole(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_workbook(published, tmp_path / "g.xlsx", silent)

    assert values(sheet(tmp_path / "g.xlsx", "panel")) == [
        ("agency_name", "report_year", "received"),
        ("乙县审计局", 2022, None),
        ("甲市司法局", 2021, 30),
    ]


def test_a_text_that_looks_like_a_formula_is_a_text(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_workbook(published, tmp_path / "g.xlsx", silent)
    quote = sheet(tmp_path / "g.xlsx", "findings")["B2"]

    assert (quote.value, quote.data_type) == ("=1+1", "s")


def test_an_amount_is_a_number(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_workbook(published, tmp_path / "g.xlsx", silent)

    assert Decimal(str(sheet(tmp_path / "g.xlsx", "findings")["C2"].value)) == Decimal("12.5")


def test_the_dictionary_describes_tables_and_columns(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_workbook(published, tmp_path / "g.xlsx", silent)
    lines = values(sheet(tmp_path / "g.xlsx", "data dictionary"))

    assert lines[0] == ("table", "column", "type", "may be missing", "description")
    assert ("fct_findings", None, "table", None, "一行一处矛盾 | one row a contradiction") in lines
    assert ("fct_findings", "expected", "DECIMAL(24,4)", "yes", "应为 | what it should be") in lines
    assert ("fct_findings", "finding_id", "VARCHAR", "no", None) in lines


def test_about_names_the_generation(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_workbook(published, tmp_path / "g.xlsx", silent)
    about = dict(values(sheet(tmp_path / "g.xlsx", "about")))

    assert (about["generation"], about["extractor"], about["sheet findings"]) == ("1", "7", "2 rows")


@pytest.mark.parametrize(("findings", "shown"), [(9, 9), (10, 8), (1000, 8)], ids=["fits", "one too many", "many"])
def test_what_a_sheet_cannot_hold_is_cut_with_a_note(
    warehouse: Path, tmp_path: Path, findings: int, shown: int
) -> None:
    """With sheets of ten rows, the heading included; the real limit is Excel's."""
    change(
        warehouse,
        "delete from marts.fct_findings; "
        f"insert into marts.fct_findings select 'f' || n, '', null, null from range({findings}) as made (n)",
    )
    publish(warehouse, tmp_path / "published")
    with open_published(tmp_path / "published") as connection:
        sheets = export_workbook(connection, tmp_path / "g.xlsx", silent, most_rows=10)
    lines = values(sheet(tmp_path / "g.xlsx", "findings"))

    assert len(lines) == 10
    assert (sheets[1].rows, sheets[1].of) == (shown, findings)
    note = f"已截断 | cut: {shown} of {findings} rows"
    assert str(lines[-1][0]).startswith(note) == (shown < findings)
    assert str(dict(values(sheet(tmp_path / "g.xlsx", "about")))["sheet findings"]).startswith(note) == (
        shown < findings
    )


def test_the_limits_are_excels() -> None:
    assert (MOST_ROWS, LONGEST_TEXT) == (2**20, 2**15 - 1)


def test_a_text_longer_than_a_cell_is_cut(warehouse: Path, tmp_path: Path) -> None:
    change(warehouse, f"update marts.fct_findings set quote = repeat('长', {LONGEST_TEXT + 9}) where finding_id = 'f1'")
    publish(warehouse, tmp_path / "published")
    with open_published(tmp_path / "published") as connection:
        export_workbook(connection, tmp_path / "g.xlsx", silent)

    assert len(sheet(tmp_path / "g.xlsx", "findings")["B2"].value) == LONGEST_TEXT


def test_a_file_that_is_a_folder_is_told(published: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refusal:
        export_workbook(published, tmp_path, silent)
    assert refusal.value.code == "export-file"


def test_a_file_of_an_earlier_version_is_told(warehouse: Path, tmp_path: Path) -> None:
    change(warehouse, "drop table marts.fct_agency_year_panel")
    publish(warehouse, tmp_path / "published")
    with open_published(tmp_path / "published") as connection, pytest.raises(GongkaiError) as refusal:
        export_workbook(connection, tmp_path / "g.xlsx", silent)
    assert refusal.value.code == "published-old"
    assert not (tmp_path / "g.xlsx").exists()


def test_the_command_says_what_it_wrote(warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(warehouse, tmp_path / "published")
    file = tmp_path / "new folder" / "g.xlsx"

    assert main(["export", "--xlsx", str(file), "--publish", str(tmp_path / "published")]) == 0
    assert f"export: {file}, sheet panel, 2 of 2 rows" in capsys.readouterr().err
    assert file.exists()
