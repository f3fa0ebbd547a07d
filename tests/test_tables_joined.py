"""Tables whose cells were joined with nothing between them: what is cut is what was printed, and what is uncertain is refused."""

from __future__ import annotations

import time

import pytest
from table_texts import Table, by_place, expected_requests, published_2021, read, remedies, requests

NONE = dict.fromkeys(("received", "carried_in", "granted", "closed", "carried_out"), "0 0 0 0 0 0 0")
FEW = {"received": "3 1 0 0 0 0 4", "granted": "2 1 0 0 0 0 3", "not_held": "1 0 0 0 0 0 1", "closed": "3 1 0 0 0 0 4"}
MORE = {
    "received": "41 6 0 2 1 3 53",
    "granted": "17 4 0 0 0 2 23",
    "not_held": "24 0 0 1 1 1 27",
    "closed": "39 5 0 2 1 3 50",
}


def joined(table: Table) -> str:
    """The whole table on one line without any blank."""
    return "".join(cell for row in table for cell in (*row.labels, *row.cells))


@pytest.mark.parametrize("values", [NONE, FEW, MORE], ids=["none", "few", "more"])
@pytest.mark.parametrize("year", [2019, 2021])
def test_requests_are_cut_where_the_sums_leave_one_way(values: dict[str, str], year: int) -> None:
    table = requests(year, values)

    reading = read(f"三、收到和处理政府信息公开申请情况\n{joined(table)}\n")

    assert by_place(reading) == expected_requests(table)
    assert reading.rejections == []


@pytest.mark.parametrize(
    "cells", ["0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "3 1 0 0 4 2 0 0 0 2 0 0 0 1 1", "12 0 0 3 15 4 0 0 0 4 0 0 0 0 0"]
)
def test_remedies_are_cut_into_their_blocks(cells: str) -> None:
    reading = read(f"四、政府信息公开行政复议、行政诉讼情况\n{joined(remedies(cells))}\n")

    assert [cell.cell_text for cell in reading.cells] == cells.split()


def test_what_was_published_is_cut_row_by_row() -> None:
    values = {
        **{"regulations": "0 0 0", "normative_documents": "11 7 96", "licensing": "29318", "penalties": "10"},
        **{"enforcement": "0", "fees": "385.6"},
    }
    reading = read(f"二、主动公开政府信息情况\n{joined(published_2021(values))}\n")

    found = {(cell.row_code, cell.column_code): cell.cell_text for cell in reading.cells}
    assert {row for row, _ in found} == {"regulations", "licensing", "penalties", "enforcement", "fees"}
    assert [found["licensing", "decisions"], found["penalties", "decisions"]] == ["29318", "10"]
    assert found["fees", "fee_amount"] == "385.6"
    assert [refused.reason for refused in reading.rejections] == ["fewer_values_than_columns"]  # 11796


@pytest.mark.parametrize("received", ["590 20 0 0 2 0 612", "3 1 0 0 0 0 5"], ids=["several ways", "none"])
def test_a_table_with_a_row_that_is_uncertain_is_refused(received: str) -> None:
    reading = read(f"三、收到和处理情况\n{joined(requests(2021, FEW | {'received': received}))}\n")

    assert reading.cells == []
    assert [refused.reason for refused in reading.rejections] == ["table_not_understood"]


def test_runs_that_can_be_cut_in_many_ways_cost_little() -> None:
    line = "一、本年新收政府信息公开申请数量" + "".join(f"{number}条款" for number in range(10**14, 10**14 + 50))
    begin = time.perf_counter()

    read("\n".join([line] * 200))

    assert time.perf_counter() - begin < 5
