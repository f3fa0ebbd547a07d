"""One published file: the marts copied as tables, a build_info beside them, checked by reading all of it again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from disclosure import __version__
from disclosure.errors import GongkaiError
from disclosure.preflight import work_folder
from disclosure.publishing.contents import (
    Content,
    Macro,
    Table,
    describe,
    describe_macros,
    fingerprint,
    identifier,
    literal,
    measure,
)

MARTS = "marts"
BUILD_INFO = "build_info"
STORAGE_VERSION = "v1.0.0"  # what DuckDB clients from 1.0 on can open

SETTINGS = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
}

# the marts of any number of reports are read and sorted within this; DuckDB alone would take most of the machine
PUBLISHER = SETTINGS | {"memory_limit": "640MB", "threads": "2"}


class Snapshot(NamedTuple):
    """What the marts hold: definitions, contents, and one fingerprint of all."""

    tables: list[Table]
    contents: list[Content]
    macros: list[Macro]
    fingerprint: str


def snapshot(path: Path) -> Snapshot:
    """Reads the marts of a warehouse or of a published file whole. The path need not be writable.

    Raises duckdb.Error where the file is locked, damaged or none of DuckDB's.
    """
    with duckdb.connect(config=PUBLISHER) as connection:
        connection.execute(f"attach {literal(str(path))} as source (read_only)")
        return _snapshot(connection, "source")


def copy_marts(warehouse: Path, file: Path, built: Snapshot, generation: int) -> None:
    """Writes the marts of the warehouse, as `built` describes them, and build_info to a new file.

    Rows lie in the order of document and place, so that one report's rows are read from few blocks.
    """
    spill = str(work_folder(warehouse) / "spill")
    with duckdb.connect(config=PUBLISHER | {"temp_directory": spill}) as connection:
        connection.execute(f"attach {literal(str(warehouse))} as source (read_only)")
        connection.execute(f"attach {literal(str(file))} as target (storage_version {literal(STORAGE_VERSION)})")
        connection.execute("begin transaction")  # one: a commit for each of the many comments would wait for the disk
        connection.execute(f"create schema target.{MARTS}")
        for table in built.tables:
            _copy_table(connection, table)
        connection.execute("use target")  # a macro names its tables without a catalog, and finds them when it is made
        for macro in built.macros:
            _remake_macro(connection, macro)
        connection.execute("use memory")
        _write_build_info(connection, built, generation)
        connection.execute("commit")
        connection.execute("checkpoint target")
        connection.execute("detach target")


def verify(file: Path, expected: Snapshot) -> None:
    """Reads every object of the finished file and raises GongkaiError where it is not what was built."""
    found = snapshot(file)
    if found != expected:
        raise GongkaiError(
            "publish-damaged",
            f"The new file {file} does not hold what was copied into it; the published one stays as it is.",
            "Check the disk, then run gongkai publish again.",
        )


def is_whole(file: Path) -> bool:
    """Whether every table of a published file holds what its build_info says, read to the last value."""
    try:
        with duckdb.connect(config=PUBLISHER) as connection:
            connection.execute(f"attach {literal(str(file))} as source (read_only)")
            said = connection.execute(
                f"select table_name, row_count, checksum from source.{MARTS}.{BUILD_INFO} order by table_name"
            ).fetchall()
            tables = [table for table in describe(connection, "source", MARTS) if table.name != BUILD_INFO]
            found = [(table.name, *measure(connection, "source", MARTS, table)) for table in tables]
    except duckdb.Error:
        return False
    return found == said


def _snapshot(connection: duckdb.DuckDBPyConnection, catalog: str) -> Snapshot:
    tables = [table for table in describe(connection, catalog, MARTS) if table.name != BUILD_INFO]
    contents = [measure(connection, catalog, MARTS, table) for table in tables]
    macros = describe_macros(connection, catalog, MARTS)
    versions = {"gongkai": __version__, "storage": STORAGE_VERSION}
    return Snapshot(tables, contents, macros, fingerprint(versions, tables, contents, macros))


def _copy_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = f"target.{MARTS}.{identifier(table.name)}"
    definitions = ", ".join(
        f"{identifier(column.name)} {column.data_type}{'' if column.is_nullable else ' not null'}"
        for column in table.columns
    )
    connection.execute(f"create table {name} ({definitions})")
    names = [column.name for column in table.columns]
    order = sorted(names, key=lambda column: (column != "document_id", column != "char_start"))
    connection.execute(
        f"insert into {name} select {', '.join(map(identifier, names))} "
        f"from source.{MARTS}.{identifier(table.name)} order by {', '.join(map(identifier, order))}"
    )
    if table.comment is not None:
        connection.execute(f"comment on table {name} is {literal(table.comment)}")
    for column in table.columns:
        if column.comment is not None:
            connection.execute(f"comment on column {name}.{identifier(column.name)} is {literal(column.comment)}")


def _remake_macro(connection: duckdb.DuckDBPyConnection, macro: Macro) -> None:
    name = f"target.{MARTS}.{identifier(macro.name)}"
    parameters = ", ".join(map(identifier, macro.parameters))
    connection.execute(f"create macro {name}({parameters}) as table {macro.definition}")
    if macro.comment is not None:
        connection.execute(f"comment on macro table {name} is {literal(macro.comment)}")


def _write_build_info(connection: duckdb.DuckDBPyConnection, built: Snapshot, generation: int) -> None:
    name = f"target.{MARTS}.{BUILD_INFO}"
    connection.execute(
        f"""
        create table {name} (
            generation integer not null, published_at timestamp not null, gongkai_version varchar not null,
            extractor_version varchar not null, duckdb_version varchar not null, fingerprint varchar not null,
            table_name varchar not null, row_count bigint not null, checksum varchar not null
        )
        """
    )
    connection.execute(
        f"comment on table {name} is "
        "'一行一张已发布的表及其校验 | one row a published table: its generation, versions and checksum'"
    )
    published_at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    extractor = connection.execute(
        f"select coalesce(string_agg(distinct extractor_version, ', '), '') from source.{MARTS}.dim_report"
    ).fetchall()[0][0]
    stamp = [generation, published_at, __version__, extractor, duckdb.__version__, built.fingerprint]
    for table, content in zip(built.tables, built.contents, strict=True):
        connection.execute(f"insert into {name} values (?, ?, ?, ?, ?, ?, ?, ?, ?)", [*stamp, table.name, *content])
