"""The published sample file as BI tools open it: SQLAlchemy, ADBC, polars, and the questions that drivers put to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import adbc_driver_duckdb
import duckdb
import polars as pl
import pytest
from adbc_driver_manager import dbapi
from command_support import Sample
from contract import PROMISED, promised_type
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import ProgrammingError

BY_STATUS = "select status, count(*) as rates from marts.fct_rate_consistency group by status order by status"


@pytest.fixture(scope="module")
def reader(sample: Sample) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample.published), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def expected(reader: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return reader.execute(BY_STATUS).fetchall()


# the contract


@pytest.mark.parametrize("table", PROMISED)
def test_the_promised_columns_are_there_in_their_order(reader: duckdb.DuckDBPyConnection, table: str) -> None:
    present = [row[0] for row in reader.execute(f"describe marts.{table}").fetchall()]
    assert [name for name in present if name in PROMISED[table].split()] == PROMISED[table].split()


@pytest.mark.parametrize("table", PROMISED)
def test_the_promised_columns_have_their_types(reader: duckdb.DuckDBPyConnection, table: str) -> None:
    types = dict(row[:2] for row in reader.execute(f"describe marts.{table}").fetchall())
    wrong = {name: types[name] for name in PROMISED[table].split() if not types[name].startswith(promised_type(name))}
    assert wrong == {}


def test_every_table_and_column_is_described(reader: duckdb.DuckDBPyConnection) -> None:
    undescribed = reader.execute(
        """
        select table_name, column_name from duckdb_columns()
        where schema_name = 'marts' and coalesce(comment, '') = '' and table_name <> 'build_info'
        union all
        select table_name, null from duckdb_tables() where coalesce(comment, '') = ''
        """
    ).fetchall()
    assert undescribed == []


def test_only_tables_and_macros_are_published(reader: duckdb.DuckDBPyConnection) -> None:
    assert reader.execute("select count(*) from duckdb_views() where not internal").fetchall() == [(0,)]
    assert reader.execute(
        "select distinct schema_name from duckdb_tables() where database_name = current_database()"
    ).fetchall() == [("marts",)]


# SQLAlchemy, as Superset uses it


@pytest.fixture(scope="module")
def engine(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """On a copy: in one process DuckDB opens a file with one configuration only, and the driver brings its own."""
    copy = tmp_path_factory.mktemp("copy") / sample.published.name
    shutil.copyfile(sample.published, copy)
    engine = create_engine(f"duckdb:///{copy}", connect_args={"read_only": True})
    yield engine
    engine.dispose()


def test_sqlalchemy_finds_schema_and_tables(engine: Engine) -> None:
    found = inspect(engine)
    assert "current.marts" in found.get_schema_names()
    assert set(PROMISED) <= set(found.get_table_names("marts"))


@pytest.mark.parametrize("schema", ["marts", "current.marts"], ids=["as typed", "as Superset offers it"])
def test_sqlalchemy_reads_columns_with_types_and_comments(engine: Engine, schema: str) -> None:
    columns = {column["name"]: column for column in inspect(engine).get_columns("fct_rate_consistency", schema)}

    stated = columns["stated_pct"]
    assert (str(stated["type"]), stated["nullable"]) == ("NUMERIC(18, 6)", False)
    assert stated["comment"].startswith("The percentage as stated")


def test_sqlalchemy_reads_the_comment_of_a_table(engine: Engine) -> None:
    assert inspect(engine).get_table_comment("fct_findings", "marts")["text"].startswith("One row a contradiction")


def test_sqlalchemy_queries(engine: Engine, expected: list[tuple[Any, ...]]) -> None:
    with engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(text(BY_STATUS))] == expected
        found = connection.execute(text("select count(*) from marts.search_reports(:words)"), {"words": "办结"})
        assert found.scalar() > 0


def test_sqlalchemy_cannot_write(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="read-only"):
        connection.execute(text("delete from marts.fct_findings"))


# ADBC


@pytest.fixture(scope="module")
def adbc(sample: Sample) -> Iterator[dbapi.Connection]:
    with dbapi.connect(
        driver=adbc_driver_duckdb.driver_path(),
        entrypoint="duckdb_adbc_init",
        db_kwargs={"path": str(sample.published), "access_mode": "READ_ONLY"},
        autocommit=True,
    ) as connection:
        yield connection


def test_adbc_queries_to_arrow(adbc: dbapi.Connection, expected: list[tuple[Any, ...]]) -> None:
    with adbc.cursor() as cursor:
        cursor.execute(BY_STATUS)
        assert [tuple(row.values()) for row in cursor.fetch_arrow_table().to_pylist()] == expected


def test_adbc_lists_the_tables(adbc: dbapi.Connection) -> None:
    (catalog,) = (
        adbc.adbc_get_objects(depth="tables", catalog_filter="current", db_schema_filter="marts").read_all().to_pylist()
    )
    tables = {table["table_name"] for schema in catalog["catalog_db_schemas"] for table in schema["db_schema_tables"]}
    assert catalog["catalog_name"] == "current"
    assert set(PROMISED) <= tables


# polars


def test_polars_reads_amounts_exactly(reader: duckdb.DuckDBPyConnection) -> None:
    frame = pl.read_database(
        "select value, stated_pct from marts.fct_disclosure_activity cross join marts.fct_rate_consistency limit 3",
        reader,
    )
    assert frame.schema == {"value": pl.Decimal(24, 4), "stated_pct": pl.Decimal(18, 6)}
    assert isinstance(frame["value"][0], Decimal)


# what drivers and tools ask the catalog; each must name the tables


CATALOG_QUERIES = {
    "information_schema (ODBC: Power BI, Excel)": """
        select table_catalog, table_schema, table_name, table_type from information_schema.tables
        where table_schema = 'marts' and table_type = 'BASE TABLE' order by 1, 2, 3
    """,
    "JDBC getTables (Tableau, DBeaver, Metabase)": """
        select table_catalog as "TABLE_CAT", table_schema as "TABLE_SCHEM", table_name as "TABLE_NAME",
            table_type as "TABLE_TYPE", null::varchar as "TYPE_CAT", table_comment as "REMARKS"
        from information_schema.tables
        where table_schema like 'marts' escape '\\' and table_name like '%' escape '\\'
            and table_type in ('BASE TABLE', 'VIEW')
        order by "TABLE_TYPE", "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME"
    """,
    "duckdb_tables (Superset, Metabase)": """
        select database_name, schema_name, table_name from duckdb_tables()
        where database_name = current_database() and schema_name = 'marts' and not internal
    """,
    "pg_catalog (tools that take it for PostgreSQL)": """
        select current_database(), namespace.nspname, class.relname
        from pg_catalog.pg_class as class
        inner join pg_catalog.pg_namespace as namespace on class.relnamespace = namespace.oid
        where class.relkind = 'r' and namespace.nspname = 'marts'
    """,
    "show all tables (DuckDB UI, command line)": "select database, schema, name from (show all tables)",
}  # fmt: skip


@pytest.mark.parametrize("query", CATALOG_QUERIES.values(), ids=CATALOG_QUERIES.keys())
def test_catalog_queries_name_the_tables(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    rows = reader.execute(query).fetchall()

    assert {row[:2] for row in rows} == {("current", "marts")}
    assert set(PROMISED) <= {row[2] for row in rows}


TOOL_QUERIES = {
    "Metabase: fields of a table": "select * from marts.dim_report where 1 <> 1 limit 0",
    "Metabase: values of a filter": "select region_name from marts.dim_report group by region_name order by region_name limit 1000",
    "Tableau: a sheet": """
        select "fct_rate_consistency"."status" as "status", sum(1) as "cnt:rate_id:ok"
        from "marts"."fct_rate_consistency" as "fct_rate_consistency" group by 1
    """,
    "Power BI: a folded query": """
        select "rows"."report_year" as "report_year", sum("rows"."value") as "a0"
        from (select "_"."report_year", "_"."value" from "current"."marts"."fct_disclosure_activity" as "_") as "rows"
        group by "report_year" limit 1000001
    """,
    "Superset: a chart over time": """
        select date_trunc('year', period_end) as __timestamp, count(*) as reports
        from marts.dim_report group by date_trunc('year', period_end) order by reports desc limit 50000
    """,
    "DBeaver: rows of a table": 'select t.* from "current".marts.fct_findings as t limit 200 offset 0',
    "DBeaver: how many": 'select count(*) from "current".marts.fct_findings',
}  # fmt: skip


@pytest.mark.parametrize("query", TOOL_QUERIES.values(), ids=TOOL_QUERIES.keys())
def test_the_queries_of_tools_run(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    assert reader.execute(query).description
