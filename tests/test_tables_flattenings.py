"""One printed table gives the same cells whatever text it was flattened to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from table_texts import (
    FLATTENINGS,
    ON_ONE_LINE,
    REMEDY_COLUMNS,
    REMEDY_ROWS,
    SHOW_BLANK_CELLS,
    Flatten,
    by_place,
    expected_requests,
    published_2021,
    read,
    remedies,
    requests,
)

from disclosure.text import clean

FULL = {
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
    "received": "8 1 . . . . 9",
    "carried_in": ". . . . . . 0",
    "granted": "5 . . . . . 5",
    "enforcement_file": ". 1 . . . . 1",
    "still_unclear": "1 . . . . . .",
    "closed": "8 1 . . . . 9",
    "carried_out": ". . . . . . 0",
}

each_flattening = pytest.mark.parametrize("flatten", FLATTENINGS, ids=lambda flatten: flatten.__name__)
each_that_shows_blanks = pytest.mark.parametrize("flatten", SHOW_BLANK_CELLS, ids=lambda flatten: flatten.__name__)


@pytest.mark.parametrize("year", [2019, 2021])
@each_flattening
def test_requests(flatten: Flatten, year: int) -> None:
    table = requests(year, FULL)

    reading = read(flatten(table))

    assert by_place(reading) == expected_requests(table)
    assert {cell.table_code for cell in reading.cells} == {f"t3_{year}"}
    assert reading.rejections == []


@each_that_shows_blanks
def test_blank_cells_stay_where_they_are(flatten: Flatten) -> None:
    table = requests(2021, SPARSE, rest=". . . . . . .")

    assert by_place(read(flatten(table))) == expected_requests(table)


@each_flattening
def test_remedies(flatten: Flatten) -> None:
    printed = "3 1 0 2 6 4 0 1 0 5 0 2 0 7 9"
    reading = read(flatten(remedies(printed)))

    assert " ".join(cell.cell_text for cell in reading.cells) == printed
    assert [(c.row_code, c.column_code) for c in reading.cells] == [
        (row, column) for row in REMEDY_ROWS for column in REMEDY_COLUMNS
    ]


@pytest.mark.parametrize(
    ("flatten", "licensing"),  # a comma makes a sentence of a line, so that its blanks are closed
    [(flatten, "2418" if flatten in ON_ONE_LINE else "2,418") for flatten in FLATTENINGS],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_was_published(flatten: Flatten, licensing: str) -> None:
    table = published_2021(
        {
            "regulations": "0 1 2",
            "normative_documents": "6 4 31",
            "licensing": licensing,
            "penalties": "97",
            "enforcement": "0",
            "fees": "12853.6",
        }
    )

    reading = read(flatten(table))

    assert {(c.row_code, c.column_code): c.value for c in reading.cells} == {
        ("regulations", "issued"): Decimal(0),
        ("regulations", "repealed"): Decimal(1),
        ("regulations", "in_force"): Decimal(2),
        ("normative_documents", "issued"): Decimal(6),
        ("normative_documents", "repealed"): Decimal(4),
        ("normative_documents", "in_force"): Decimal(31),
        ("licensing", "decisions"): Decimal(2418),
        ("penalties", "decisions"): Decimal(97),
        ("enforcement", "decisions"): Decimal(0),
        ("fees", "fee_amount"): Decimal(128_536_000),
    }
    assert reading.rejections == []


@each_flattening
def test_a_whole_report_of_three_tables(flatten: Flatten) -> None:
    second = published_2021(dict.fromkeys(("regulations", "normative_documents"), "1 2 3") | dict.fromkeys(
        ("licensing", "penalties", "enforcement", "fees"), "4"))  # fmt: skip
    third = requests(2021, FULL)
    text = (
        "某县某局2021年政府信息公开工作年度报告\n一、总体情况\n全年新收申请53件,办结50件。\n"
        f"二、主动公开政府信息情况\n{flatten(second)}\n"
        f"三、收到和处理政府信息公开申请情况\n{flatten(third)}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{flatten(remedies('1 0 0 0 1 2 0 0 0 2 0 0 0 3 3'))}\n"
        "五、存在的主要问题及改进情况\n公开内容还不够丰富,2022年将改进。\n"
    )

    reading = read(text)

    assert [(c.table_no, c.table_code) for c in reading.cells] == (
        [(1, "t2_2021")] * 10 + [(2, "t3_2021")] * 175 + [(3, "t4")] * 15
    )
    assert {place: cell for place, cell in by_place(reading).items() if place[0] == 2} == expected_requests(third, 2)
    assert reading.rejections == []


@each_flattening
def test_own_table_and_the_sum_of_all_organs_are_two_tables(flatten: Flatten) -> None:
    own, all_organs = requests(2021, FULL), requests(2021, {"received": "90 6 0 2 1 3 102"})

    reading = read(f"{flatten(own)}\n全县汇总情况\n{flatten(all_organs)}")

    assert by_place(reading) == expected_requests(own, 1) | expected_requests(all_organs, 2)
    assert {(c.table_no, c.coverage) for c in reading.cells} == {(1, "own"), (2, "aggregate")}


@each_flattening
def test_offsets_point_at_the_cell(flatten: Flatten) -> None:
    raw = "导言。\n" + flatten(requests(2021, FULL)).replace("53", "5３").replace("(七)", "（七）")
    text = clean(raw).text

    cells = read(raw).cells

    assert len(cells) == 175
    assert [text[cell.start : cell.end] for cell in cells] == [cell.cell_text for cell in cells]


@pytest.mark.parametrize(
    ("before", "form"),
    [
        ("某局2020年政府信息公开工作年度报告", "t3_2019"),
        ("根据国办公开办函〔2019〕60号编制。", "t3_2019"),
        ("信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t0\t0\n规范性文件\t1\t1\t4", "t3_2019"),
        ("某局2021年政府信息公开工作年度报告", "t3_2021"),
        ("某局年度报告", "t3_2021"),
    ],
)
def test_the_form_of_a_table_whose_rows_fit_two_is_told_by_the_report(before: str, form: str) -> None:
    alike = "\n".join(
        f"{label}\t1\t0\t0\t0\t0\t0\t1" for label in ("一、本年新收", "二、上年结转", "(一)予以公开", "(七)总计")
    )

    assert {c.table_code for c in read(f"{before}\n{alike}\n").cells if c.row_code == "received"} == {form}
