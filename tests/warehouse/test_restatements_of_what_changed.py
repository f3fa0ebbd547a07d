"""Restatements are made anew where a report or what it is held against changed, and are those of a build of everything.

Three reports of one town tell of one year: two numbers near the first one's may be far from each other, so who is first decides.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from built import Built
from hand_made import HandMade
from nights import change, read_anew

from disclosure.stages.build import build

pytestmark = pytest.mark.timeout(1800)

FIRST, SECOND, THIRD = "town_2021", "town_2022", "town_2020"  # by the day of publication
IN_ORDER = {FIRST: "2022-01-10", SECOND: "2022-02-10", THIRD: "2022-03-10"}
CHAIN = ("int_first_statements_changed", "int_first_statements")


class Night(NamedTuple):
    """What became of the reports, and who then restates whom in the number of people trained."""

    what: str
    sql: str
    changed: int
    restated: list[tuple[str, Decimal, str, Decimal]]  # first, its value, later, its value


def published(name: str, day: str) -> str:
    return f"update staging.ext_report set published_on = date '{day}' where document_id = ${name}"


def people(name: str, low: int, value: int, high: int) -> str:
    return (
        f"update staging.ext_figure set value = {value}, value_low = {low}, value_high = {high} "
        f"where document_id = ${name} and measure_code = 'people'"
    )


NIGHTS = (
    Night(
        "all of one year; neither is at odds with the first, which is a rough one",
        f"""
        update staging.ext_report set report_year = 2021, period_start = null, period_end = null
        where document_id in (${FIRST}, ${SECOND}, ${THIRD});
        {";".join(published(name, day) for name, day in IN_ORDER.items())};
        {people(FIRST, 90, 100, 110)}; {people(SECOND, 92, 92, 92)}; {people(THIRD, 108, 108, 108)};
        {read_anew("b2", f"${FIRST}", f"${SECOND}", f"${THIRD}")}
        """,
        3,
        [],
    ),
    Night(
        "the first is gone, so two that nobody touched are at odds",
        f"update raw.documents set is_current = false where document_id = ${FIRST}",
        1,
        [(SECOND, Decimal(92), THIRD, Decimal(108))],
    ),
    Night(
        "a new report is earlier than the first",
        f"""
        update raw.documents set is_current = true where document_id = ${FIRST};
        {people(FIRST, 70, 80, 90)}; {read_anew("b3", f"${FIRST}")}
        """,
        1,
        [(FIRST, Decimal(80), SECOND, Decimal(92)), (FIRST, Decimal(80), THIRD, Decimal(108))],
    ),
    Night(
        "the first is found to be the last",
        f"{published(FIRST, '2022-12-01')}; {read_anew('b4', f'${FIRST}')}",
        1,
        [(SECOND, Decimal(92), FIRST, Decimal(80)), (SECOND, Decimal(92), THIRD, Decimal(108))],
    ),
    Night(
        "the first says this one number no more, and the rest as before",
        f"""
        delete from staging.ext_figure where document_id = ${SECOND} and measure_code = 'people';
        {read_anew("b5", f"${SECOND}")}
        """,
        1,
        [(THIRD, Decimal(108), FIRST, Decimal(80))],
    ),
    Night(
        "the first is of another year, one that another report speaks of is of another agency",
        f"""
        update staging.ext_report set report_year = 2019 where document_id = ${THIRD};
        update staging.ext_report set agency_name = '北京市东城区桥头镇人民政府' where document_id = $bureau_2019;
        {read_anew("b6", f"${THIRD}", "$bureau_2019")}
        """,
        2,
        [],
    ),
)


@pytest.fixture(scope="module")
def of_everything(built: Built) -> dict[str, str]:
    """The SQL of each model as a build of everything runs it."""
    nodes = built.manifest["nodes"].values()
    return {node["name"]: node["compiled_code"] for node in nodes if node["resource_type"] == "model"}


def restatements(warehouse: Path) -> list[tuple]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute("from marts.fct_restatement order by all").fetchall()


def made_of_everything(warehouse: Path, models: dict[str, str]) -> list[tuple]:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("begin")
        for model in CHAIN:
            connection.execute(f"create or replace table staging.{model} as {models[model]}")
        found = connection.execute(f"from ({models['fct_restatement']}) order by all").fetchall()
        connection.execute("rollback")
    return found


def of_people(warehouse: Path, samples: dict[str, HandMade]) -> list[tuple[str, Decimal, str, Decimal]]:
    names = {sample.document_id: name for name, sample in samples.items()}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute(
            "select first_document_id, first_value, document_id, value from marts.fct_restatement "
            "where measure_code = 'people' order by value"
        ).fetchall()
    return [(names[first], first_value, names[later], value) for first, first_value, later, value in found]


def test_restatements_follow_whoever_said_it_first(
    warehouse: Path, samples: dict[str, HandMade], of_everything: dict[str, str]
) -> None:
    for night in NIGHTS:
        change(warehouse, night.sql, samples)
        said: list[str] = []
        build(warehouse, progress=said.append)
        assert [line for line in said if line.endswith(f"{night.changed} reports that changed")], night.what
        assert of_people(warehouse, samples) == night.restated, night.what
        assert restatements(warehouse) == made_of_everything(warehouse, of_everything), night.what
