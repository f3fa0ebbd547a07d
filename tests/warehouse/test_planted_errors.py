"""Errors planted in printed tables of every form, ten for each identity: what is read is right, and what is found is that
error and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle

import duckdb
import pytest
from built import Built
from planted import TABLES_FOR_EACH, Case, cases, rules
from table_texts import FLATTENINGS, read

from disclosure.rows import CellRow
from disclosure.storage.batches import arrow_table, insert

DOCUMENT = "e" * 64
CASES = list(cases())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The tables as texts, each flattening in its turn."""
    return [flatten(case.table) for case, flatten in zip(CASES, cycle(FLATTENINGS), strict=False)]


@pytest.fixture(scope="module")
def cells(texts: list[str]) -> dict[int, list[CellRow]]:
    """What is read from each text, all as tables of one document."""
    return {
        number: [
            CellRow(
                DOCUMENT, number, cell.table_code, cell.coverage, cell.row_code, cell.column_code, cell.value,
                cell.value_kind, cell.cell_text, cell.start, cell.end, None, "hand",
            )
            for cell in read(text).cells
        ]
        for number, text in enumerate(texts)
    }  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(
    built: Built, cells: dict[int, list[CellRow]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("planted") / built.path.name
    shutil.copyfile(built.path, path)
    with duckdb.connect(str(path)) as connection:
        built.judged_on_sight(connection)
        connection.execute("create temp table a_document as select * from raw.documents where is_current limit 1")
        connection.execute("update a_document set document_id = ?", [DOCUMENT])
        connection.execute("insert into raw.documents select * from a_document")
        insert(
            connection, "staging.ext_cell", arrow_table(CellRow, [cell for table in cells.values() for cell in table])
        )
        yield connection


def test_every_cell_is_read(cells: dict[int, list[CellRow]]) -> None:
    wrong = [
        CASES[number].what
        for number, read_cells in cells.items()
        if {(c.row_code, c.column_code): c.cell_text for c in read_cells} != _printed(CASES[number])
    ]

    assert wrong == []


def test_every_planted_error_is_found_and_nothing_else(warehouse: duckdb.DuckDBPyConnection) -> None:
    found: dict[int, set[str]] = {number: set() for number in range(len(CASES))}
    for comparison in warehouse.execute(
        "select comparison_id from staging.int_identities_checked where document_id = ? and verdict = 'fail'",
        [DOCUMENT],
    ).fetchall():
        number, _, rest = comparison[0].partition(" ")
        found[int(number)].add(rest)

    assert {CASES[number].what: fails for number, fails in found.items() if fails != CASES[number].fails} == {}


def test_the_cell_in_which_everything_meets_is_named(warehouse: duckdb.DuckDBPyConnection) -> None:
    named = {
        number: (row, column, Decimal(required).normalize())
        for number, row, column, required in warehouse.execute(
            "select table_no, row_code, column_code, required from staging.int_identities_traced where document_id = ?",
            [DOCUMENT],
        ).fetchall()
    }
    expected = {
        number: (row, column, required.normalize())
        for number, case in enumerate(CASES)
        if case.meets_in is not None
        for row, column, required in [case.meets_in]
    }

    assert {
        CASES[n].what: (named.get(n), expected.get(n)) for n in named | expected if named.get(n) != expected.get(n)
    } == {}


def test_there_are_ten_errors_of_each_identity() -> None:
    """And true tables beside them."""
    broken = {
        rule: sum(
            any(f.startswith(f"{rule.code} {rule.total}") for f in case.fails)
            for case in CASES
            if case.form == rule.form
        )
        for rule in rules()
    }

    assert {rule.code: count for rule, count in broken.items() if count < TABLES_FOR_EACH} == {}
    assert sum(not case.fails for case in CASES) >= TABLES_FOR_EACH * len({case.form for case in CASES})


def _printed(case: Case) -> dict[tuple[str, str], str]:
    columns = {
        "t4": ("upheld", "corrected", "other_result", "pending", "total") * 3,
        "indicators_2014": ("value",),
        "local": ("this_period", "year_to_date"),
    }.get(
        case.form, ("natural_person", "company", "research", "public_interest", "legal_service", "other_org", "total")
    )
    blocks = ("review", "litigation_direct", "litigation_after_review")
    return {
        (blocks[at // 5] if case.form == "t4" else row.code, column): cell
        for row in case.table
        if row.code
        for at, (column, cell) in enumerate(zip(columns, row.cells[-len(columns) :], strict=True))
    }
