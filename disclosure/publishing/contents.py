"""What a schema of a DuckDB file holds: tables with columns and comments, macros, row counts and checksums."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

import duckdb

UNIT_SEPARATOR = 31  # between two values of a row; no report's text holds this control character
NULL_MARK = 0  # what stands for NULL, so that NULL and an empty text give two checksums


class Column(NamedTuple):
    """A column as it must be re-made."""

    name: str
    data_type: str
    is_nullable: bool
    comment: str | None


class Table(NamedTuple):
    """A table as it must be re-made."""

    name: str
    comment: str | None
    columns: tuple[Column, ...]


class Macro(NamedTuple):
    """A table macro as it must be re-made."""

    name: str
    comment: str | None
    parameters: tuple[str, ...]
    definition: str


class Content(NamedTuple):
    """How many rows a table holds, and a checksum of them that does not depend on their order."""

    rows: int
    checksum: str


def identifier(name: str) -> str:
    """The name in double quotes, safe in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """The text in single quotes, for the statements that take no parameter (ATTACH, COMMENT)."""
    return "'" + text.replace("'", "''") + "'"


def describe(connection: duckdb.DuckDBPyConnection, catalog: str, schema: str) -> list[Table]:
    """The schema's tables and views, by name. A view counts as a table: a copy of it would name the build's catalog."""
    relations = connection.execute(
        """
        select table_name, comment from duckdb_tables() where database_name = $catalog and schema_name = $schema
        union all
        select view_name, comment from duckdb_views() where database_name = $catalog and schema_name = $schema
        order by 1
        """,
        {"catalog": catalog, "schema": schema},
    ).fetchall()
    return [Table(name, comment, _columns(connection, catalog, schema, name)) for name, comment in relations]


def describe_macros(connection: duckdb.DuckDBPyConnection, catalog: str, schema: str) -> list[Macro]:
    """The schema's table macros, by name."""
    found = connection.execute(
        """
        select function_name, comment, parameters, macro_definition
        from duckdb_functions()
        where database_name = $catalog and schema_name = $schema and function_type = 'table_macro'
        order by function_name
        """,
        {"catalog": catalog, "schema": schema},
    ).fetchall()
    return [
        Macro(name, comment, tuple(parameters), definition.strip()) for name, comment, parameters, definition in found
    ]


def measure(connection: duckdb.DuckDBPyConnection, catalog: str, schema: str, table: Table) -> Content:
    """Reads every value of the table. The checksum is the sum of one MD5 a row, so it can be taken with any client."""
    values = ", ".join(
        f"coalesce(cast({identifier(column.name)} as varchar), chr({NULL_MARK}))" for column in table.columns
    )
    rows, checksum = connection.execute(
        f"""
        select count(*), coalesce(sum(cast(md5_number_lower(concat_ws(chr({UNIT_SEPARATOR}), {values})) as hugeint)), 0)
        from {identifier(catalog)}.{identifier(schema)}.{identifier(table.name)}
        """
    ).fetchall()[0]
    return Content(rows, str(checksum))


def fingerprint(versions: dict[str, str], tables: list[Table], contents: list[Content], macros: list[Macro]) -> str:
    """One SHA-256 over versions, definitions and rows: the same content gives the same fingerprint."""
    said = [versions, [[table, content] for table, content in zip(tables, contents, strict=True)], macros]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _columns(connection: duckdb.DuckDBPyConnection, catalog: str, schema: str, relation: str) -> tuple[Column, ...]:
    rows = connection.execute(
        """
        select column_name, data_type, is_nullable, comment from duckdb_columns()
        where database_name = $catalog and schema_name = $schema and table_name = $relation
        order by column_index
        """,
        {"catalog": catalog, "schema": schema, "relation": relation},
    ).fetchall()
    return tuple(Column(*row) for row in rows)
