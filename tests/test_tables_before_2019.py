"""The indicators of 2014 and the local tables give the same cells whatever text they were flattened to."""

from __future__ import annotations

import pytest
from printed_forms import indicators, local
from table_texts import FLATTENINGS, SHOW_BLANK_CELLS, Flatten, Table, read

from disclosure.extraction.table.forms import form

each_flattening = pytest.mark.parametrize("flatten", FLATTENINGS, ids=lambda flatten: flatten.__name__)
each_that_shows_blanks = pytest.mark.parametrize("flatten", SHOW_BLANK_CELLS, ids=lambda flatten: flatten.__name__)

CODES = [row.code for row in form("indicators_2014").rows if not row.is_heading]
VALUES = {code: str((7 * number) % 43) for number, code in enumerate(CODES)}
LOCAL_CODES = [row.code for row in local({}) if row.code]
LOCAL_VALUES = {code: (str(3 * number), str(11 * number)) for number, code in enumerate(LOCAL_CODES)}


def last_cells(table: Table, columns: tuple[str, ...]) -> dict[tuple[str, str], str]:
    return {
        (row.code, column): cell
        for row in table
        if row.code
        for column, cell in zip(columns, row.cells[-len(columns) :], strict=True)
    }


def read_cells(text: str, code: str) -> dict[tuple[str, str], str]:
    reading = read(text)
    assert {cell.table_code for cell in reading.cells} == {code}
    assert reading.rejections == []
    return {(cell.row_code, cell.column_code): cell.cell_text for cell in reading.cells}


def test_the_printed_form_has_all_rows() -> None:
    assert {row.code for row in indicators({}) if row.code} == set(CODES)


@each_flattening
def test_indicators(flatten: Flatten) -> None:
    table = indicators(VALUES)

    assert read_cells(flatten(table), "indicators_2014") == last_cells(table, ("value",))


@pytest.mark.parametrize("with_units", [True, False])
def test_indicators_run_together(with_units: bool) -> None:
    table = indicators(VALUES)
    cells = (row.labels + (row.cells if with_units or not row.code else row.cells[1:]) for row in table)
    text = "附表\n" + "".join("".join(row) for row in cells) + "\n填报人:"

    assert read_cells(text, "indicators_2014") == last_cells(table, ("value",))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "(一)收到申请数件191.当面申请数件62.传真申请数件03.网络申请数件137.信函申请数件0(二)申请办结数件191.按时办结数件19",
            id="an item's number that no list goes on with",
        ),
        pytest.param(
            "1.收到申请数12件,办结12件;2.当面申请数3件,答复3件;3.网络申请数9件,答复9件;4.信函申请数0件,答复0件",
            id="sentences that are numbered",
        ),
    ],
)
def test_what_is_not_certain_is_not_cut(line: str) -> None:
    assert read(f"附表\n{line}\n填报人:").cells == []


@each_that_shows_blanks
def test_indicators_that_are_left_blank(flatten: Flatten) -> None:
    table = indicators({code: "" if number % 3 else value for number, (code, value) in enumerate(VALUES.items())})

    assert read_cells(flatten(table), "indicators_2014") == last_cells(table, ("value",))


@each_flattening
def test_this_period_and_the_year_so_far_are_kept_apart(flatten: Flatten) -> None:
    table = local(LOCAL_VALUES)

    assert read_cells(flatten(table), "local") == last_cells(table, ("this_period", "year_to_date"))


@pytest.mark.parametrize("head", ["数量", "统计数", "2012年", "2012年度", "本年数"])
def test_a_local_table_of_one_year_is_not_taken_for_the_form_of_2014(head: str) -> None:
    lines = [f"{row.labels[0]}\t{row.cells[0]}\t{row.cells[1]}" for row in local(LOCAL_VALUES) if row.code]

    cells = read_cells(f"附表\n指标名称\t计量单位\t{head}\n" + "\n".join(lines), "local")

    assert cells == {(code, "this_year"): values[0] for code, values in LOCAL_VALUES.items()}
