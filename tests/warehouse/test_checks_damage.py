"""Every data test of the dbt project finds the damage it is there for, and nothing in a sound warehouse.

The tests are run as dbt compiled them, on a copy of the built file that is damaged by SQL and rolled back each time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import duckdb
import pytest
from built import Built
from damage import Damage
from damages_of_marts import DAMAGES_OF_MARTS, KINDS
from damages_of_search import DAMAGES_OF_SEARCH
from damages_of_series import DAMAGES_OF_SERIES
from damages_upstream import DAMAGES_UPSTREAM

DAMAGES = [*DAMAGES_UPSTREAM, *DAMAGES_OF_MARTS, *DAMAGES_OF_SEARCH, *DAMAGES_OF_SERIES]
PLANTED = {  # in the samples
    "rate_mismatch": 2,
    "parts_mismatch": 4,
    "repeat_conflict": 2,
    "funnel_inversion": 3,
    "statutory_identity": 3,
    "cross_year_break": 2,
}


@pytest.fixture(scope="module")
def compiled(built: Built) -> dict[str, str]:
    """The SQL of every data test by its name."""
    nodes = built.manifest["nodes"].values()
    return {node["name"]: node["compiled_code"] for node in nodes if node["resource_type"] == "test"}


@pytest.fixture(scope="module")
def copy(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy to damage; of the same name, since the compiled SQL names the catalog."""
    path = tmp_path_factory.mktemp("damaged") / built.path.name
    shutil.copyfile(built.path, path)
    with duckdb.connect(str(path)) as connection:
        yield connection


def failures(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return len(connection.execute(sql).fetchall())


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.what)
def test_damage_is_noticed(copy: duckdb.DuckDBPyConnection, compiled: dict[str, str], damage: Damage) -> None:
    before = {test: failures(copy, compiled[test]) for test in damage.noticed_by}
    copy.execute("begin")
    try:
        copy.execute(damage.sql)
        silent = [test for test in damage.noticed_by if failures(copy, compiled[test]) <= before[test]]
    finally:
        copy.execute("rollback")

    assert silent == []


def test_a_sound_warehouse_fails_no_test(copy: duckdb.DuckDBPyConnection, compiled: dict[str, str]) -> None:
    failing = {test: failures(copy, sql) for test, sql in compiled.items()}

    assert {test: rows for test, rows in failing.items() if rows} == PLANTED


@pytest.mark.parametrize("kind", KINDS)
def test_acknowledged_contradictions_are_let_pass(
    copy: duckdb.DuckDBPyConnection, compiled: dict[str, str], kind: str
) -> None:
    copy.execute("begin")
    try:
        copy.execute("update marts.fct_findings set acknowledged = true")
        remaining = failures(copy, compiled[kind])
    finally:
        copy.execute("rollback")

    assert remaining == 0


def test_a_row_of_known_finding_acknowledges_its_finding(built: Built, copy: duckdb.DuckDBPyConnection) -> None:
    findings = built.manifest["nodes"]["model.gongkai.fct_findings"]["compiled_code"]
    copy.execute("begin")
    try:
        copy.execute(
            "insert into staging.known_finding "
            "select document_id, kind, char_start, quote, '数字有误' from marts.fct_findings where quote = '30件'"
        )
        acknowledged = copy.execute(
            f"select quote, acknowledged_reason from ({findings}) where acknowledged"
        ).fetchall()
    finally:
        copy.execute("rollback")

    assert acknowledged == [("30件", "数字有误")]


def test_every_data_test_has_a_damage(compiled: dict[str, str]) -> None:
    noticed = {test for damage in DAMAGES for test in damage.noticed_by}

    assert set(compiled) - noticed == set()
