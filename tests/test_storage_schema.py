"""The tables are the row classes: one column a field, in order, of the type that both systems share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, get_type_hints

import duckdb
import pyarrow as pa
import pytest
from landing_support import ask

from disclosure import rows
from disclosure.errors import GongkaiError
from disclosure.storage.batches import arrow_table, in_batches, insert
from disclosure.storage.schema import RAW_TABLES, REPORT_TABLES, SEARCH_TABLES, STAGING_TABLES, RowType, columns
from disclosure.storage.warehouse import open_warehouse

ALL_TABLES = RAW_TABLES | STAGING_TABLES | SEARCH_TABLES

TABLES_MD = {
    "raw.documents": "document_id source_name source_uri media_type encoding reader_version byte_size raw_text "
    "landed_at batch_id is_current",
    "raw.sightings": "source_name document_id outcome seen_at batch_id",
    "raw.rejected_documents": "source_name source_uri reason detail byte_size rejected_at batch_id",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "w.duckdb"
    with open_warehouse(path):
        pass
    return path


@pytest.mark.parametrize(("table", "row_type"), ALL_TABLES.items(), ids=ALL_TABLES)
def test_a_table_has_the_fields_of_its_class(warehouse: Path, table: str, row_type: RowType) -> None:
    described = [(name, nullable == "YES") for name, _, nullable, *_ in ask(warehouse, f"describe {table}")]
    hints = get_type_hints(row_type)
    assert described == [(name, type(None) in getattr(hints[name], "__args__", ())) for name in row_type._fields]


@pytest.mark.parametrize(("table", "wanted"), TABLES_MD.items(), ids=TABLES_MD)
def test_a_table_has_the_columns_of_the_contract(warehouse: Path, table: str, wanted: str) -> None:
    assert set(wanted.split()) <= {row[0] for row in ask(warehouse, f"describe {table}")}


@pytest.mark.parametrize(
    ("row_type", "name", "sql_type"),
    [
        (rows.FigureRow, "value", "DECIMAL(24,4)"),
        (rows.FigureRow, "value_low", "DECIMAL(24,4)"),
        (rows.RateRow, "stated_pct", "DECIMAL(18,6)"),
        (rows.RateRow, "stated_high", "DECIMAL(18,6)"),
        (rows.RateRow, "direction", "INTEGER"),
        (rows.FigureRow, "char_start", "BIGINT"),
        (rows.FigureRow, "sentence_end", "BIGINT"),
        (rows.CellRow, "table_no", "INTEGER"),
        (rows.ReportRow, "report_year", "INTEGER"),
        (rows.ReportRow, "period_end", "DATE"),
        (rows.PartRow, "is_complete", "BOOLEAN"),
        (rows.ReportRow, "report_id", "VARCHAR"),
    ],
)
def test_a_column_has_the_type_of_the_contract(row_type: RowType, name: str, sql_type: str) -> None:
    assert {column.name: column.sql_type for column in columns(row_type)}[name] == sql_type


def test_each_part_of_a_report_has_its_table() -> None:
    parts = get_type_hints(rows.ExtractedReport).values()
    assert [getattr(part, "__args__", (part,))[0] for part in parts] == list(REPORT_TABLES.values())


class Sample(NamedTuple):
    amount: Decimal
    note: str | None
    number: int
    day: date


def test_rows_pass_through_arrow_unchanged() -> None:
    sample = [Sample(Decimal("36.2000"), None, 3, date(2016, 1, 31)), Sample(Decimal("-1"), "年", 0, date(1, 1, 1))]
    with duckdb.connect() as connection:
        connection.execute("create table sample (amount decimal(24,4), note varchar, number integer, day date)")
        insert(connection, "sample", arrow_table(Sample, sample))
        assert connection.execute("from sample").fetchall() == sample


@pytest.mark.parametrize(
    "misfit",
    [
        pytest.param({"amount": Decimal("0.00001")}, id="would be rounded"),
        pytest.param({"amount": Decimal(10) ** 30}, id="too large"),
        pytest.param({"amount": 1.5}, id="float"),
        pytest.param({"number": 1.5}, id="fraction"),
        pytest.param({"number": 2**40}, id="beyond the integers"),
        pytest.param({"number": None}, id="missing"),
        pytest.param({"note": "\ud800"}, id="lone surrogate"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(misfit: dict[str, object]) -> None:
    sample = Sample(Decimal(1), None, 1, date(2016, 1, 1))._replace(**misfit)
    with pytest.raises((pa.ArrowException, TypeError, ValueError, OverflowError)):
        arrow_table(Sample, [sample])


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        ([1, 1, 1, 1], [[1, 1, 1], [1]]),
        ([6, 5, 4, 1], [[6], [5, 4, 1]]),
        ([99, 1], [[99], [1]]),
        ([1, 99], [[1], [99]]),
        ([], []),
    ],
    ids=["by number", "by bytes", "a large one alone", "a large one last", "none"],
)
def test_batches_are_bounded_by_number_and_bytes(sizes: list[int], batches: list[list[int]]) -> None:
    assert list(in_batches(sizes, lambda size: size, max_items=3, max_bytes=10)) == batches


def test_staging_of_another_shape_is_made_anew(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        connection.execute("alter table staging.ext_part drop column cue")
        connection.execute("insert into staging.ext_reading values ('d', 'k', 'v', 'read', null, 'b')")
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        assert "cue" in {row[0] for row in connection.execute("describe staging.ext_part").fetchall()}
        assert connection.execute("from staging.ext_reading").fetchall() == []


def test_raw_of_another_shape_is_left_alone(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        connection.execute("alter table raw.sightings add column colour varchar")
    with (
        pytest.raises(GongkaiError, match="another version") as refused,
        open_warehouse(tmp_path / "w.duckdb"),
    ):
        pass
    assert refused.value.code == "warehouse-version"


def test_raw_of_an_earlier_version_gets_the_columns_added_since(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        connection.execute("alter table raw.documents drop column reader_warning")
        connection.execute("insert into raw.documents values ('d', 'n', 'u', 't', 'e', 'v', 1, 'x', now(), 'b', true)")
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        assert connection.execute("select document_id, reader_warning from raw.documents").fetchall() == [("d", None)]
