"""The tables of schemas raw and staging, derived from the row classes: one mapping of types for DuckDB and Arrow."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

import duckdb
import pyarrow as pa

from disclosure import rows
from disclosure.errors import GongkaiError
from disclosure.storage import raw_rows, search_rows

RowType = type[NamedTuple]

RAW_TABLES: dict[str, RowType] = {
    "raw.documents": raw_rows.DocumentRow,
    "raw.sightings": raw_rows.SightingRow,
    "raw.rejected_documents": raw_rows.RejectedRow,
    "raw.manifest": raw_rows.ManifestRow,
    "raw.batches": raw_rows.BatchRow,
    "raw.fetches": raw_rows.FetchRow,
}
REPORT_TABLES: dict[str, RowType] = {
    "staging.ext_report": rows.ReportRow,
    "staging.ext_sentence": rows.SentenceRow,
    "staging.ext_figure": rows.FigureRow,
    "staging.ext_rate": rows.RateRow,
    "staging.ext_part": rows.PartRow,
    "staging.ext_cell": rows.CellRow,
    "staging.ext_rejection": rows.RejectionRow,
}
STAGING_TABLES: dict[str, RowType] = REPORT_TABLES | {"staging.ext_reading": raw_rows.ReadingRow}
SEARCH_TABLES: dict[str, RowType] = {
    "staging.ext_segmentation": search_rows.SegmentationRow,
    "staging.ext_term": search_rows.TermRow,
}
_MADE_ANEW = (STAGING_TABLES, SEARCH_TABLES)  # by two stages: where one table's shape changes, all of its stage go

_PERCENTAGES = ("stated_pct", "stated_low", "stated_high")
_WIDE_NUMBERS = ("_start", "_end", "_size", "sighting_no")  # offsets, sizes, and what grows for ever


class Column(NamedTuple):
    """One column in both systems."""

    name: str
    sql_type: str
    arrow_type: pa.DataType
    is_nullable: bool


@cache
def columns(row_type: RowType) -> tuple[Column, ...]:
    """The columns of a row class, in its order. A field of a type that no column has raises KeyError."""
    return tuple(_column(name, hint) for name, hint in get_type_hints(row_type).items())


def _column(name: str, hint: Any) -> Column:
    members = get_args(hint) or (hint,)
    kind = next(member for member in members if member is not NoneType)
    if kind is Decimal:
        precision, scale = (18, 6) if name in _PERCENTAGES else (24, 4)
        return Column(name, f"DECIMAL({precision},{scale})", pa.decimal128(precision, scale), NoneType in members)
    if kind is int and name.endswith(_WIDE_NUMBERS):
        return Column(name, "BIGINT", pa.int64(), NoneType in members)
    sql_type, arrow_type = {
        str: ("VARCHAR", pa.string()),
        int: ("INTEGER", pa.int32()),
        bool: ("BOOLEAN", pa.bool_()),
        date: ("DATE", pa.date32()),
        datetime: ("TIMESTAMP", pa.timestamp("us")),
    }[kind]
    return Column(name, sql_type, arrow_type, NoneType in members)


def ddl(table: str, row_type: RowType) -> str:
    """The statement that makes the table. No keys: they make loading five times slower; dbt tests uniqueness."""
    body = ",\n".join(
        f"    {column.name} {column.sql_type}{'' if column.is_nullable else ' NOT NULL'}"
        for column in columns(row_type)
    )
    return f"create table {table} (\n{body}\n)"


def ensure_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that are missing, and the columns that an earlier version did not have and that may be empty.
    Staging tables of another shape are made anew: raw gives their rows again.

    Raises GongkaiError where a raw table has another shape: the file was made by another version.
    """
    present = _present(connection)
    wanted = RAW_TABLES | STAGING_TABLES | SEARCH_TABLES
    shapes = {table: [(c.name, c.sql_type, c.is_nullable) for c in columns(wanted[table])] for table in wanted}
    if present == shapes:
        return
    grown = {table: shapes[table][len(present[table]) :] for table in RAW_TABLES if table in present}
    if any(present[table] + added != shapes[table] or not _may_be_empty(added) for table, added in grown.items()):
        raise GongkaiError(
            "warehouse-version",
            "This warehouse was made by another version of gongkai, whose tables differ.",
            "Move the file away and run again: it is made anew from store/ and the ledger beside it.",
        )
    connection.execute("begin transaction")
    connection.execute("create schema if not exists raw")
    connection.execute("create schema if not exists staging")
    for tables in _MADE_ANEW:
        if any(present.get(table) != shapes[table] for table in tables):
            for table in tables:
                connection.execute(f"drop table if exists {table}")
                present.pop(table, None)
    for table, row_type in wanted.items():
        if table not in present:
            connection.execute(ddl(table, row_type))
        for name, sql_type, _ in grown.get(table, ()):
            connection.execute(f"alter table {table} add column {name} {sql_type}")
    connection.execute("commit")
    connection.execute("checkpoint")


def _may_be_empty(added: list[tuple[str, str, bool]]) -> bool:
    return all(is_nullable for _, _, is_nullable in added)


def _present(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str, bool]]]:
    shapes: dict[str, list[tuple[str, str, bool]]] = {}
    found = connection.execute(
        """
        select schema_name || '.' || table_name as table_name, column_name, data_type, is_nullable
        from duckdb_columns()
        where database_name = current_database()
        order by schema_name, table_name, column_index
        """
    ).fetchall()
    for table, name, data_type, is_nullable in found:
        if any(table in tables for tables in (RAW_TABLES, *_MADE_ANEW)):
            shapes.setdefault(table, []).append((name, data_type, is_nullable))
    return shapes
