"""A build after real runs makes only what they changed: the same rows as one that makes all of it anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from command_support import all_rows
from landing_support import REPORT, write

from disclosure.stages.build import build
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.segment import segment

pytestmark = pytest.mark.timeout(1200)  # four builds


@pytest.fixture
def warehouse(plain_run: Path, tmp_path: Path) -> Path:
    """A warehouse that was built of two reports."""
    return shutil.copytree(plain_run, tmp_path / "home") / "w.duckdb"


def night(warehouse: Path, *files: Path) -> None:
    land(files, warehouse)
    extract(warehouse)
    segment(warehouse)
    build(warehouse)


def test_a_build_of_what_changed_gives_the_rows_of_a_full_one(warehouse: Path, tmp_path: Path) -> None:
    """A report is new, then it has another text, and another is read by a new version that misses its rows."""
    file = write(tmp_path / "new.txt", REPORT)
    night(warehouse, file)
    arrived = all_rows(warehouse, "marts")
    write(file, REPORT.replace("7件", "9件"))
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "update staging.ext_reading set extractor_version = 'earlier' where document_id = "
            "(select min(document_id) from raw.documents where is_current)"
        )
    night(warehouse, file)
    incremental = all_rows(warehouse, "marts")
    build(warehouse, full_refresh=True)
    assert incremental == all_rows(warehouse, "marts")
    assert incremental["fct_disclosure_activity"] != arrived["fct_disclosure_activity"]
    assert len(incremental["dim_report"]) == len(arrived["dim_report"]) == 3
