"""The published marts as files for those who open no database: Parquet and CSV, one file a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from disclosure.errors import GongkaiError
from disclosure.publishing.contents import Table, describe, identifier
from disclosure.publishing.generation import MARTS

if TYPE_CHECKING:
    from polars import LazyFrame

FORMULA_BEGINS = r"^([=+\-@\t\r\n＝＋－＠])"
"""What makes a spreadsheet take a text for a formula; the wide ones do so where the language is Chinese or Japanese."""

TERMS = "fct_term"
"""No CSV is written of it: it serves the search macro alone, and is longer than all others together."""


class Exported(NamedTuple):
    """Files that were written, and the rows in them."""

    files: list[Path]
    rows: int


def export_parquet(connection: duckdb.DuckDBPyConnection, folder: Path, progress: Callable[[str], None]) -> Exported:
    """One Parquet file a table of the marts, with its types as they are. Each file is in place whole or not at all."""
    names = [table.name for table in tables(connection)]
    return _export(connection, names, folder, ".parquet", progress, lambda frame, file: frame.sink_parquet(file))


def export_csv(connection: duckdb.DuckDBPyConnection, folder: Path, progress: Callable[[str], None]) -> Exported:
    """One CSV file a table, in UTF-8 with a byte order mark, which Excel needs. NULL is an empty cell, an empty text "".

    A text that a spreadsheet would take for a formula gets a ' before it, so CSV is not for reading back: Parquet is.
    """
    names = [table.name for table in tables(connection) if table.name != TERMS]
    return _export(connection, names, folder, ".csv", progress, _sink_csv)


def tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """The published tables with their columns and comments, by name."""
    ((catalog,),) = connection.execute("select current_database()").fetchall()
    return describe(connection, catalog, MARTS)


def _export(
    connection: duckdb.DuckDBPyConnection,
    names: list[str],
    folder: Path,
    suffix: str,
    tell: Callable[[str], None],
    write: Callable[[LazyFrame, Path], None],
) -> Exported:
    if folder.exists() and not folder.is_dir():
        raise GongkaiError("export-folder", f"{folder} is no folder.", "Name a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    files, rows = [], 0
    for number, name in enumerate(names, start=1):
        table = f"{MARTS}.{identifier(name)}"
        in_it = connection.execute(f"select count(*) from {table}").fetchall()[0][0]
        file, draft = folder / f"{name}{suffix}", folder / f".new-{name}{suffix}"
        try:
            write(connection.sql(f"select * from {table}").pl(lazy=True), draft)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        tell(f"export: {number} of {len(names)}, {file}, {in_it} rows")
        files.append(file)
        rows += in_it
    return Exported(files, rows)


def _sink_csv(frame: LazyFrame, file: Path) -> None:
    import polars as pl

    safe = pl.col(pl.String).str.replace(FORMULA_BEGINS, "'$1")
    frame.with_columns(safe).sink_csv(file, include_bom=True, datetime_format="%Y-%m-%d %H:%M:%S")
