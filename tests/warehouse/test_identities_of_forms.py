"""Identities of the forms: each can fail, planted errors are found in what was read from text, and true tables pass.

Cells are put into a copy of the built file, in which the models are views, and the verdicts are asked for at once.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import duckdb
import pytest
from built import Built
from table_texts import (
    FLATTENINGS,
    SHOW_BLANK_CELLS,
    Flatten,
    Table,
    one_a_line,
    pipes,
    read,
    remedies,
    requests,
    tabs,
)

from disclosure.extraction.table.forms import form
from disclosure.rows import CellRow
from disclosure.storage.batches import arrow_table, insert
from disclosure.vocabulary import rows

DOCUMENT = "f" * 64
STATED = 3  # every part of the tables that only serve one identity

TRUE = {
    "received": "41 6 0 2 1 3 53",
    "carried_in": "2 0 0 0 0 1 3",
    "granted": "17 3 0 1 0 2 23",
    "partially_granted": "5 0 0 0 1 0 6",
    "third_party": "3 1 0 0 0 0 4",
    "not_held": "12 1 0 1 0 1 15",
    "repeated": "2 0 0 0 0 0 2",
    "closed": "39 5 0 2 1 3 50",
    "carried_out": "4 1 0 0 0 1 6",
}
SPARSE = {
    "received": "9 1 . . . . 10",
    "carried_in": ". . . . . . 0",
    "granted": "5 1 . . . . 6",
    "not_held": "3 . . . . . 3",
    "repeated": "1 . . . . . .",
    "closed": "9 1 . . . . 10",
    "carried_out": ". . . . . . 0",
}


class Identity(NamedTuple):
    """An identity with all of its parts."""

    code: str
    table: str
    kind: str
    relation: str
    total: str
    parts: tuple[tuple[str, int], ...]

    def cells(self) -> dict[str, int]:
        """A total and parts for which it holds, by row or column."""
        return {part: STATED for part, _ in self.parts} | {self.total: sum(sign * STATED for _, sign in self.parts)}


def identities() -> list[Identity]:
    def group(r: dict[str, str]) -> tuple[str, ...]:
        return r["identity_code"], r["table_code"], r["kind"], r["relation"], r["total_code"]

    return [
        Identity(*key, tuple((r["part_code"], int(r["sign"])) for r in parts))
        for key, parts in groupby(rows("identity"), key=group)
        if key[2] != "cell"
    ]


@pytest.fixture(scope="module")
def copy(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("identities") / built.path.name
    shutil.copyfile(built.path, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create temp table a_document as select * from raw.documents where is_current limit 1")
        connection.execute("update a_document set document_id = ?", [DOCUMENT])
        connection.execute("insert into raw.documents select * from a_document")
        built.judged_on_sight(connection)
        yield connection


@pytest.fixture
def warehouse(copy: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in which one document has no cells yet; what a test puts there is taken out again."""
    yield copy
    copy.execute("delete from staging.ext_cell where document_id = ?", [DOCUMENT])


def put(warehouse: duckdb.DuckDBPyConnection, cells: list[CellRow]) -> None:
    insert(warehouse, "staging.ext_cell", arrow_table(CellRow, cells))


def put_text(warehouse: duckdb.DuckDBPyConnection, text: str) -> None:
    """The cells of a text, as extraction reads them."""
    put(
        warehouse,
        [
            CellRow(
                DOCUMENT, c.table_no, c.table_code, c.coverage, c.row_code, c.column_code, c.value, c.value_kind,
                c.cell_text, c.start, c.end, None, "hand",
            )
            for c in read(text).cells
        ],
    )  # fmt: skip


def line_of(identity: Identity, values: dict[str, int], table_no: int) -> list[CellRow]:
    """The cells of one identity on one line, as a table of their own."""
    found = form(identity.table)
    line = found.columns[-1].code if identity.kind == "column" else found.rows[0].code
    return [
        CellRow(
            DOCUMENT, table_no, identity.table, "own", *((item, line) if identity.kind == "column" else (line, item)),
            Decimal(value), "number" if value else "zero", str(value), at, at + 1, None, "hand",
        )
        for at, (item, value) in enumerate(values.items())
    ]  # fmt: skip


def failing(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The identities that fail and where."""
    return warehouse.execute(
        "select identity_code, line_code from staging.int_identities_judged "
        "where document_id = ? and verdict = 'fail' order by all",
        [DOCUMENT],
    ).fetchall()


def traced(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, int]]:
    """The cell in which all that fails meets, with the value that would satisfy everything and the value it has."""
    return warehouse.execute(
        "select row_code, column_code, cast(required as integer), cast(found as integer) "
        "from staging.int_identities_traced where document_id = ?",
        [DOCUMENT],
    ).fetchall()


def _whole(identity: Identity) -> dict[str, int]:
    return identity.cells()


def _without_total(identity: Identity) -> dict[str, int]:
    return {item: value for item, value in identity.cells().items() if item != identity.total}


def _without_a_part(identity: Identity) -> dict[str, int]:
    return {item: value for item, value in identity.cells().items() if item != identity.parts[-1][0]}


def _total_off_by_one(identity: Identity) -> dict[str, int]:
    cells = identity.cells()
    cells[identity.total] += -1 if identity.relation == "at_least" else 1
    return cells


DAMAGES = (_whole, _without_total, _without_a_part, _total_off_by_one)
IDENTITIES = identities()


@pytest.fixture(scope="module")
def verdicts(copy: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], str]:
    """What is said of each identity under each damage, all asked for at once: every case is a table of its own."""
    cases = [(damage, number) for damage in DAMAGES for number in range(len(IDENTITIES))]
    cells = [
        cell
        for table_no, (damage, number) in enumerate(cases)
        for cell in line_of(IDENTITIES[number], damage(IDENTITIES[number]), table_no)
    ]
    put(copy, cells)
    said = copy.execute(
        "select table_no, identity_code, total_code, verdict from staging.int_identities_judged where document_id = ?",
        [DOCUMENT],
    ).fetchall()
    copy.execute("delete from staging.ext_cell where document_id = ?", [DOCUMENT])
    of_case = {(table_no, code, total): verdict for table_no, code, total, verdict in said}
    return {
        (damage.__name__, number): of_case.get((table_no, IDENTITIES[number].code, IDENTITIES[number].total), "none")
        for table_no, (damage, number) in enumerate(cases)
    }


each_identity = pytest.mark.parametrize(
    "number", range(len(IDENTITIES)), ids=[f"{one.code} {one.table} {one.total}" for one in IDENTITIES]
)


@each_identity
def test_an_identity_that_holds_passes(verdicts: dict[tuple[str, int], str], number: int) -> None:
    assert verdicts[_whole.__name__, number] == "pass"


@each_identity
def test_without_its_total_it_does_not_pass(verdicts: dict[tuple[str, int], str], number: int) -> None:
    assert verdicts[_without_total.__name__, number] in ("cannot_tell", "none")


@each_identity
def test_without_a_part_it_does_not_pass(verdicts: dict[tuple[str, int], str], number: int) -> None:
    assert verdicts[_without_a_part.__name__, number] in ("cannot_tell", "fail", "none")


@each_identity
def test_with_a_total_that_is_off_by_one_it_fails(verdicts: dict[tuple[str, int], str], number: int) -> None:
    assert verdicts[_total_off_by_one.__name__, number] == "fail"


@pytest.mark.parametrize("flatten", FLATTENINGS, ids=lambda flatten: flatten.__name__)
def test_a_true_table_has_no_contradiction(warehouse: duckdb.DuckDBPyConnection, flatten: Flatten) -> None:
    put_text(
        warehouse,
        f"{flatten(requests(2021, TRUE))}\n四、行政复议、行政诉讼情况\n{flatten(remedies('3 1 0 2 6' + ' 0' * 10))}",
    )

    assert failing(warehouse) == []


@pytest.mark.parametrize("flatten", SHOW_BLANK_CELLS, ids=lambda flatten: flatten.__name__)
def test_blank_noughts_and_totals_are_no_contradiction(warehouse: duckdb.DuckDBPyConnection, flatten: Flatten) -> None:
    put_text(warehouse, flatten(requests(2021, SPARSE, rest=". . . . . . .")))

    assert failing(warehouse) == []


def test_totals_alone_are_no_contradiction(warehouse: duckdb.DuckDBPyConnection) -> None:
    only_totals = {code: ". . . . . . " + cells.split()[-1] for code, cells in TRUE.items()}
    put_text(warehouse, tabs(requests(2021, only_totals, rest=". . . . . . .")))

    assert failing(warehouse) == []


class Planted(NamedTuple):
    """A cell that was changed, and what must be found."""

    row: str
    cells: str
    fails: list[tuple[str, str]]
    meets_in: list[tuple[str, str, int, int]]


PLANTED = {
    "total of a reason": Planted(
        "third_party", "3 1 0 0 0 0 5", [("T3-2", "total"), ("T3-3", "third_party")], [("third_party", "total", 4, 5)]
    ),
    "total of new requests": Planted(
        "received", "41 6 0 2 1 3 54", [("T3-1", "total"), ("T3-3", "received")], [("received", "total", 53, 54)]
    ),
    "natural persons granted": Planted(
        "granted", "71 3 0 1 0 2 23",
        [("T3-2", "natural_person"), ("T3-3", "granted")], [("granted", "natural_person", 17, 71)],
    ),
    "companies in the sum": Planted(
        "closed", "39 6 0 2 1 3 50",
        [("T3-1", "company"), ("T3-2", "company"), ("T3-3", "closed")], [("closed", "company", 5, 6)],
    ),
    "total of the sum": Planted(
        "closed", "39 5 0 2 1 3 51",
        [("T3-1", "total"), ("T3-2", "total"), ("T3-3", "closed")], [("closed", "total", 50, 51)],
    ),
    "carried out": Planted(
        "carried_out", "4 1 0 0 0 1 5",
        [("T3-1", "total"), ("T3-3", "carried_out")], [("carried_out", "total", 6, 5)],
    ),
    "carried in, row and total alike": Planted(
        "carried_in", "1 0 0 0 0 1 2", [("T3-1", "natural_person"), ("T3-1", "total")], []
    ),
    "two cells changed places": Planted(
        "not_held", "1 12 0 1 0 1 15", [("T3-2", "company"), ("T3-2", "natural_person")], []
    ),
    "a reason left out": Planted(
        "repeated", "0 0 0 0 0 0 0", [("T3-2", "natural_person"), ("T3-2", "total")], []
    ),
}  # fmt: skip


@pytest.mark.parametrize("flatten", [tabs, pipes, one_a_line], ids=lambda flatten: flatten.__name__)
@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_error_is_found(warehouse: duckdb.DuckDBPyConnection, planted: Planted, flatten: Flatten) -> None:
    table: Table = requests(2021, TRUE | {planted.row: planted.cells})
    put_text(warehouse, flatten(table))

    assert (failing(warehouse), traced(warehouse)) == (planted.fails, planted.meets_in)


def test_an_error_beside_blank_cells_is_found(warehouse: duckdb.DuckDBPyConnection) -> None:
    put_text(warehouse, one_a_line(requests(2021, SPARSE | {"received": "9 1 . . . . 11"}, rest=". . . . . . .")))

    assert failing(warehouse) == [("T3-1", "total"), ("T3-3", "received")]
    assert traced(warehouse) == [("received", "total", 10, 11)]


def test_all_that_fails_is_anchored_at_the_cell_in_which_it_meets(warehouse: duckdb.DuckDBPyConnection) -> None:
    text = one_a_line(requests(2021, SPARSE | {"received": "9 1 . . . . 11"}, rest=". . . . . . ."))
    put_text(warehouse, text)
    said = warehouse.execute(
        "select char_start, char_end, expected, found, severity from staging.int_identities_checked "
        "where document_id = ? and verdict = 'fail' order by severity",
        [DOCUMENT],
    ).fetchall()
    at = text.index("11")

    assert said == [(at, at + 2, "10", "11", "hard"), (at, at + 2, "10", "11", "soft")]


def test_the_strict_verdict_leaves_blank_cells_open(warehouse: duckdb.DuckDBPyConnection) -> None:
    put_text(warehouse, tabs(requests(2021, SPARSE, rest=". . . . . . .")))
    said = warehouse.execute(
        "select verdict_strict, verdict_blank_as_zero, verdict from staging.int_identities_judged "
        "where document_id = ? and identity_code = 'T3-3' and line_code = 'received'",
        [DOCUMENT],
    ).fetchall()

    assert said == [("cannot_tell", "pass", "pass")]


def test_a_wrong_sum_of_reviews_is_found_in_its_block(warehouse: duckdb.DuckDBPyConnection) -> None:
    put_text(warehouse, tabs(remedies("3 1 0 2 6 4 0 1 0 6 0 2 0 7 9")))

    assert failing(warehouse) == [("T4-1", "litigation_direct")]


def test_a_wrong_sum_of_indicators_is_found(warehouse: duckdb.DuckDBPyConnection) -> None:
    put_text(
        warehouse,
        "统计指标\t单位\t统计数\n(一)收到申请数\t件\t21\n1.当面申请数\t件\t4\n2.传真申请数\t件\t0\n3.网络申请数\t件\t16\n"
        "4.信函申请数\t件\t0\n(二)申请办结数\t件\t20\n1.按时办结数\t件\t19\n2.延期办结数\t件\t1\n",
    )

    assert failing(warehouse) == [("S1", "value")]
