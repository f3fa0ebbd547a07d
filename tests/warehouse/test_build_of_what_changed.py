"""A build of what changed gives the rows that a build of everything gives, whatever changed; and it makes little."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from hand_made import HandMade
from nights import change, read_anew

from disclosure.errors import GongkaiError
from disclosure.stages.build import build
from disclosure.stages.built import build_key, note_changed
from disclosure.stages.dbt_child import dbt_target

pytestmark = pytest.mark.timeout(1800)

Rows = dict[str, list[tuple[Any, ...]]]


class Night(NamedTuple):
    """What became of some samples ($name is the id of the document of that name), and the marts in which it must show."""

    what: str
    sql: str
    shows_in: tuple[str, ...]


ROWS = ("ext_sentence", "ext_figure", "ext_rate", "ext_part", "ext_cell")
NIGHTS = (
    Night(
        "reports are withdrawn, the middle one of an agency's years among them",
        "update raw.documents set is_current = false where document_id in ($bureau_2020, $form_2020, $true_funnel)",
        (
            "dim_report",
            "fct_coverage",
            "fct_findings",
            "fct_agency_year_panel",
            "fct_case_funnel",
            "fct_check_coverage",
        ),
    ),
    Night(
        "they come back; cells of an earlier year are read anew, and the later one, which nobody touched, contradicts them",
        f"""
        update raw.documents set is_current = true where document_id in ($bureau_2020, $form_2020, $true_funnel);
        update raw.documents set source_name = '新名.txt' where document_id = $repeated;
        update staging.ext_cell set value = value + 3 where document_id = $form_2021 and row_code = 'carried_out';
        update staging.ext_figure set value = value + 1, value_low = value_low + 1, value_high = value_high + 1
        where document_id in ($town_2021, $complete_list) and basis = 'stated';
        {read_anew("b2", "$form_2021", "$town_2021", "$complete_list")}
        """,
        (
            *("dim_report", "fct_year_on_year", "fct_restatement", "fct_findings", "fct_sentence"),
            *("fct_statutory_table", "fct_disclosure_activity", "fct_rate_consistency"),
        ),
    ),
    Night(
        "others are of another agency or year, read into nothing, not readable any more, cut into other terms",
        f"""
        update staging.ext_report set agency_name = (
            select report.agency_name from staging.ext_report as report where report.document_id = $town_2020
        )
        where document_id = $bureau_2022;
        update staging.ext_report set report_year = 2016, period_start = null, period_end = null
        where document_id = $bureau_2019;
        {";".join(f"delete from staging.{table} where document_id in ($wrong_rate, $town_2022)" for table in ROWS)};
        delete from staging.ext_report where document_id = $town_2022;
        update staging.ext_reading set outcome = 'reader_failed' where document_id = $town_2022;
        {read_anew("b3", "$bureau_2022", "$bureau_2019", "$wrong_rate", "$town_2022")};
        update staging.ext_segmentation set batch_id = 'b3', term_total = term_total + 1 where document_id = $table;
        update staging.ext_term set occurrences = occurrences + 1
        where document_id = $table and term = (select min(term) from staging.ext_term where document_id = $table)
        """,
        (
            *("dim_agency", "dim_agency_name", "fct_agency_year_panel", "fct_year_on_year", "fct_coverage"),
            *("fct_term", "fct_text_length", "fct_request_balance"),
        ),
    ),
)


def rows(warehouse: Path) -> Rows:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        return {table: connection.execute(f"from marts.{table} order by all").fetchall() for (table,) in tables}


def of_everything(warehouse: Path, folder: Path) -> Rows:
    """The marts that a build of everything makes of the same raw and staging."""
    whole = folder / warehouse.name
    folder.mkdir()
    shutil.copyfile(warehouse, whole)
    build(whole, full_refresh=True)
    return rows(whole)


def test_night_after_night_the_rows_are_those_of_a_build_of_everything(
    warehouse: Path, samples: dict[str, HandMade], tmp_path: Path
) -> None:
    for number, night in enumerate(NIGHTS):
        before = rows(warehouse)
        change(warehouse, night.sql, samples)
        said: list[str] = []
        build(warehouse, progress=said.append)
        after = rows(warehouse)
        assert [line for line in said if line.endswith("reports that changed")], night.what
        assert after == of_everything(warehouse, tmp_path / f"whole{number}"), night.what
        assert [table for table in night.shows_in if after[table] == before[table]] == [], night.what


def in_their_order(warehouse: Path) -> list[str]:
    """The documents of fct_term as their rows lie in the table."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute("select document_id from marts.fct_term group by all order by max(rowid)").fetchall()
    return [document_id for (document_id,) in found]


def test_rows_of_other_reports_are_not_written(warehouse: Path, samples: dict[str, HandMade]) -> None:
    """What is made anew comes to the end of its table, and what lay there before it stays in its order."""
    first, *others = in_their_order(warehouse)
    (name,) = (name for name, sample in samples.items() if sample.document_id == first)
    change(warehouse, read_anew("b2", f"${name}"), samples)
    build(warehouse)
    assert in_their_order(warehouse) == [*others, first]
    compiled = dbt_target(warehouse) / "compiled/gongkai/models/intermediate/int_figures_of_items.sql"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        ((_, plan),) = connection.execute(f"explain {compiled.read_text()}").fetchall()
    # with a cast around rowid nothing would be skipped, which shows in no row
    assert "rowid >= SUBQUERY" in plan


def test_all_is_made_anew_where_the_last_build_was_another(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = build_key(warehouse, strict=False)
    assert note_changed(warehouse, key) == 0
    with monkeypatch.context() as another:
        another.setattr("disclosure.stages.built._project", lambda: "another")
        assert note_changed(warehouse, build_key(warehouse, strict=False)) is None
    with monkeypatch.context() as another:
        another.setattr("disclosure.stages.built.__version__", "another")
        assert note_changed(warehouse, build_key(warehouse, strict=False)) is None
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table marts.fct_sentence")
    assert note_changed(warehouse, key) is None


def test_after_a_build_that_did_not_end_well_all_is_made_anew(warehouse: Path, samples: dict[str, HandMade]) -> None:
    """It may have come half way, so nobody knows which rows are of what."""
    change(warehouse, f"{read_anew('b2', '$table')}; delete from raw.sightings", samples)
    with pytest.raises(GongkaiError, match="is not right"):
        build(warehouse)
    assert note_changed(warehouse, build_key(warehouse, strict=False)) is None
