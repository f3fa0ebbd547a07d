"""Tables of which a build makes only what changed: the same rows as one that makes all of it anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from command_support import ask
from landing_support import REPORT, write

from disclosure.stages.build import build
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.segment import segment

pytestmark = pytest.mark.timeout(1200)  # three builds

TABLES = ("fct_term", "fct_text_length")


def rows(warehouse: Path) -> dict[str, list[tuple]]:
    return {table: ask(warehouse, f"from marts.{table} order by all") for table in TABLES}


@pytest.fixture
def warehouse(plain_run: Path, tmp_path: Path) -> Path:
    """A warehouse that was built of two reports."""
    return shutil.copytree(plain_run, tmp_path / "home") / "w.duckdb"


CUT_ANEW = """
    update staging.ext_segmentation set segmenter_version = 'other', term_total = term_total + 1 where document_id = $document;
    update staging.ext_term set occurrences = occurrences + 1
    where document_id = $document and term = (select min(term) from staging.ext_term where document_id = $document)
"""


def test_a_build_of_what_changed_gives_the_rows_of_a_full_one(warehouse: Path, tmp_path: Path) -> None:
    """One report is new, one is no longer current, and another version of the segmenter cut one anew."""
    land([write(tmp_path / "new.txt", REPORT)], warehouse)
    extract(warehouse)
    segment(warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        (first,), (second,), _ = connection.execute(
            "select document_id from raw.documents order by landed_at"
        ).fetchall()
        connection.execute("update raw.documents set is_current = false where document_id = ?", [first])
        for statement in CUT_ANEW.replace("$document", f"'{second}'").split(";"):
            connection.execute(statement)
    before = rows(warehouse)
    build(warehouse)
    incremental = rows(warehouse)
    build(warehouse, full_refresh=True)
    assert incremental == rows(warehouse)
    assert incremental["fct_term"] != before["fct_term"]
    assert {row[1] for row in incremental["fct_text_length"]} == {row[1] for row in incremental["fct_term"]}
    assert first not in {row[1] for row in incremental["fct_term"]}
    assert len(incremental["fct_text_length"]) == 2


def test_what_did_not_change_is_not_written(warehouse: Path) -> None:
    """Rows that are made anew come to the end of the table: those of one report do, which was spoilt, and no other's."""
    where_each_ends = "select document_id, max(rowid) from marts.fct_term group by document_id order by max(rowid)"
    (first, _), (last, _) = ask(warehouse, where_each_ends)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update marts.fct_term set occurrences = occurrences + 1 where document_id = ?", [first])
    before = rows(warehouse)
    build(warehouse)
    assert rows(warehouse) != before
    assert [document_id for document_id, _ in ask(warehouse, where_each_ends)] == [last, first]
