"""The published marts as one Excel workbook: the panel, the findings, and what each column means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from disclosure.errors import GongkaiError
from disclosure.publishing.contents import identifier
from disclosure.publishing.exports import tables
from disclosure.publishing.generation import BUILD_INFO, MARTS

if TYPE_CHECKING:
    from polars import DataFrame
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""Of a sheet, its heading included: Excel holds no more."""

LONGEST_TEXT = 32_767
"""Characters of a cell: Excel holds no more, and a longer text would be left out whole."""

SHEETS = {"panel": "fct_agency_year_panel", "findings": "fct_findings"}

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""A text stays a text, whatever it begins with."""


class Sheet(NamedTuple):
    """A sheet that was written: the rows in it, and those that the table has."""

    name: str
    rows: int
    of: int


def export_workbook(
    connection: duckdb.DuckDBPyConnection, file: Path, progress: Callable[[str], None], most_rows: int = MOST_ROWS
) -> list[Sheet]:
    """Writes the workbook, in place whole or not at all: panel, findings, data dictionary, and about (which generation).

    A sheet that Excel cannot hold ends with a note that says how much is cut; about lists it too. Amounts become
    Excel's floating-point numbers, exact to 15 digits. Raises GongkaiError where the file is a folder (export-file) or
    what is published lacks a table (published-old).
    """
    import polars as pl
    from xlsxwriter import Workbook

    if file.is_dir():
        raise GongkaiError("export-file", f"{file} is a folder.", f"Name a file in it: {file / 'gongkai.xlsx'}.")
    missing = set(SHEETS.values()) - {table.name for table in tables(connection)}
    if missing:
        raise GongkaiError(
            "published-old",
            f"What is published has no table {', '.join(sorted(missing))}: an earlier version published it.",
            "Run gongkai build and gongkai publish.",
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".new-{file.name}")
    try:
        with Workbook(draft, OPTIONS) as workbook:
            sheets = []
            for name, table in SHEETS.items():
                total = connection.execute(f"select count(*) from {MARTS}.{identifier(table)}").fetchall()[0][0]
                rows = connection.sql(f"select * from {MARTS}.{identifier(table)} limit {most_rows}").pl()
                sheets.append(_write(workbook, name, rows, total, most_rows))
            dictionary = pl.DataFrame(_dictionary(connection), orient="row", schema=_DICTIONARY)
            sheets.append(_write(workbook, "data dictionary", dictionary, dictionary.height, most_rows))
            about = pl.DataFrame(_about(connection, sheets), orient="row", schema=["what", "is"])
            sheets.append(_write(workbook, "about", about, about.height, most_rows))
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    for sheet in sheets:
        progress(f"export: {file}, sheet {sheet.name}, {sheet.rows} of {sheet.of} rows")
    return sheets


_DICTIONARY = ["table", "column", "type", "may be missing", "description"]


def _write(workbook: Workbook, name: str, frame: DataFrame, total: int, most_rows: int) -> Sheet:
    import polars as pl

    is_cut = total > most_rows - 1
    shown = most_rows - 2 if is_cut else total  # besides the heading, and a note where something is cut
    texts = pl.col(pl.String).str.slice(0, LONGEST_TEXT)
    frame.head(shown).with_columns(texts).write_excel(
        workbook, name, float_precision=6, freeze_panes=(1, 0), autofilter=True
    )
    if is_cut:
        workbook.get_worksheet_by_name(name).write_string(shown + 1, 0, _note(shown, total))
    return Sheet(name, shown, total)


def _note(shown: int, total: int) -> str:
    return f"已截断 | cut: {shown} of {total} rows, Excel holds no more; gongkai export --parquet DIR gives all"


def _dictionary(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str, str]]:
    lines = []
    for table in tables(connection):
        lines.append((table.name, "", "table", "", table.comment or ""))
        lines += [
            (table.name, column.name, column.data_type, "yes" if column.is_nullable else "no", column.comment or "")
            for column in table.columns
        ]
    return lines


def _about(connection: duckdb.DuckDBPyConnection, sheets: list[Sheet]) -> list[tuple[str, str]]:
    said = connection.execute(
        f"select generation, published_at, gongkai_version, extractor_version, fingerprint from {MARTS}.{BUILD_INFO} limit 1"
    ).fetchall()
    names = ("generation", "published at (UTC)", "gongkai", "extractor", "fingerprint")
    of_build = [(name, str(value)) for row in said for name, value in zip(names, row, strict=True)]
    return of_build + [(f"sheet {sheet.name}", _rows_said(sheet)) for sheet in sheets]


def _rows_said(sheet: Sheet) -> str:
    return f"{sheet.of} rows" if sheet.rows == sheet.of else _note(sheet.rows, sheet.of)
