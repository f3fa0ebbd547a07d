"""Tables on one line, and tables whose pipes stand alone or close the lines: what is read and what is refused."""

from __future__ import annotations

import re
from timeit import repeat

import pytest
from table_texts import (
    ON_ONE_LINE,
    Flatten,
    by_place,
    expected_requests,
    markdown,
    one_a_line_with_pipes,
    one_line,
    one_line_glued,
    pipes,
    pipes_behind,
    pipes_on_lines_around,
    pipes_on_lines_between,
    published_2021,
    read,
    remedies,
    requests,
    tabs,
)

from disclosure.extraction.table import read_tables
from disclosure.text import clean, read_structure

VALUES = {"received": "41 6 0 2 1 3 53", "granted": "17 3 0 1 0 2 23", "closed": "39 5 0 2 1 3 50"}
WITH_PIPES = (pipes_on_lines_between, pipes_on_lines_around, pipes_behind)

each = pytest.mark.parametrize("flatten", (*ON_ONE_LINE, *WITH_PIPES), ids=lambda flatten: flatten.__name__)


@each
@pytest.mark.parametrize(
    ("granted", "reason"),
    [("17 3 0 1 0 2", "fewer_values_than_columns"), ("17 3 0 1 0 2 23 9", "more_values_than_columns")],
)
def test_a_row_with_another_number_of_values_is_refused(flatten: Flatten, granted: str, reason: str) -> None:
    reading = read(flatten(requests(2021, VALUES | {"granted": granted})))

    assert [refused.reason for refused in reading.rejections] == [reason]
    assert len(reading.cells) == 168
    assert "granted" not in {cell.row_code for cell in reading.cells}


@pytest.mark.parametrize("flatten", [tabs, pipes], ids=lambda flatten: flatten.__name__)
def test_the_label_of_a_row_is_no_cell_of_it(flatten: Flatten) -> None:
    reading = read(flatten(requests(2021, VALUES | {"granted": "17 3 0 1 0 2"})))

    assert [refused.reason for refused in reading.rejections] == ["fewer_values_than_columns"]


@each
@pytest.mark.parametrize("other", [markdown, one_a_line_with_pipes, tabs], ids=lambda other: other.__name__)
def test_another_table_may_be_set_in_another_way(flatten: Flatten, other: Flatten) -> None:
    table = requests(2021, VALUES)
    head = "四、政府信息公开行政复议、行政诉讼情况"

    reading = read(f"{flatten(table)}\n{head}\n{other(remedies('1 0 0 0 1 2 0 0 0 2 0 0 0 3 3'))}\n")

    assert {place: cell for place, cell in by_place(reading).items() if place[0] == 1} == expected_requests(table)
    assert len(reading.cells) == 190
    assert reading.rejections == []


def test_two_tables_on_one_line() -> None:
    head = "四、政府信息公开行政复议、行政诉讼情况"
    table = requests(2021, VALUES)

    reading = read(f"三、收到和处理情况 {one_line(table)} {head} {one_line(remedies('1 0 0 0 1 2 0 0 0 2 0 0 0 3 3'))}")

    assert [cell.table_code for cell in reading.cells] == ["t3_2021"] * 175 + ["t4"] * 15
    assert reading.rejections == []


def test_a_value_before_a_han_number_is_a_value_of_its_own() -> None:
    table = requests(2021, VALUES)
    glued = re.sub(r"(\d) (?=[二三四]、|\()", r"\1", one_line_glued(table))

    assert by_place(read(glued)) == expected_requests(table)


def test_a_value_glued_to_the_number_of_the_next_row_is_refused() -> None:
    reading = read(one_line(requests(2021, VALUES)).replace("0 2.重复申请", "02.重复申请"))

    assert [refused.reason for refused in reading.rejections] == ["fewer_values_than_columns"]
    assert "complaint" not in {cell.row_code for cell in reading.cells}
    assert "repeated" in {cell.row_code for cell in reading.cells}


def test_a_whole_report_on_one_line() -> None:
    table = requests(2021, VALUES)
    published = published_2021(dict.fromkeys(("regulations", "normative_documents"), "0 1 2") | {
        "licensing": "2,418", "penalties": "97", "enforcement": "0", "fees": "5"})  # fmt: skip
    before = "一、总体情况 (一)主动公开。 2022年,公开信息22条。 (二)依申请公开。 全年收到申请53件,均已答复。"
    behind = "五、存在的主要问题 公开不够,人员不足。 六、其他需要报告的事项 无。"

    reading = read(
        f"{before} 二、主动公开政府信息情况 {one_line(published)} 三、收到和处理情况 {one_line(table)} "
        f"四、行政复议、行政诉讼情况 {one_line(remedies('1 0 0 0 1 2 0 0 0 2 0 0 0 3 3'))} {behind}"
    )

    assert [cell.cell_text for cell in reading.cells if cell.table_no == 1] == [
        "0",
        "1",
        "2",
        "0",
        "1",
        "2",
        "2,418",
        "97",
        "0",
        "5",
    ]
    assert {place: cell for place, cell in by_place(reading).items() if place[0] == 2} == expected_requests(table, 2)
    assert [cell.cell_text for cell in reading.cells if cell.table_no == 3] == [
        "1",
        "0",
        "0",
        "0",
        "1",
        "2",
        "0",
        "0",
        "0",
        "2",
        "0",
        "0",
        "0",
        "3",
        "3",
    ]
    assert reading.rejections == []


def test_numbers_that_lost_the_blanks_between_them_are_refused() -> None:
    reading = read(
        "三、收到和处理情况 一、本年新收政府信息公开申请数量410021344 二、上年结转政府信息公开申请数量2000013。"
    )

    assert reading.cells == []
    assert [refused.reason for refused in reading.rejections] == ["table_not_understood"]


def test_heads_before_a_table_on_one_line_are_not_refused() -> None:
    prose = "本机关按照条例的要求做好各项工作,内容准确,发布及时。" * 40

    reading = read(
        f"{prose} 二、主动公开政府信息情况 第二十条第(一)项 信息内容 本年新制作数量 本年新公开数量 对外公开总数量 规章 2 2 31 "
        "规范性文件 7 7 65 第二十条第(五)项 信息内容 上一年项目数量 本年增/减 处理决定数量 行政许可 12 0 344 "
        "第二十条第(六)项 信息内容 上一年项目数量 本年增/减 处理决定数量 行政处罚 9 1 58 行政强制 3 0 4"
    )

    assert {cell.row_code for cell in reading.cells} >= {"regulations", "normative_documents", "licensing", "penalties"}
    assert reading.rejections == []


def test_a_long_text_with_the_words_of_a_form_costs_little() -> None:
    prose = "本年新收申请 12 件,办结 11 件,尚未审结 1 件,公开 3 4 项,受理投诉1,200件,办结率98.3%,满意度较高。\n" * 300
    structure = read_structure(clean(prose))

    assert min(repeat(lambda: read_tables(structure), number=1, repeat=10)) < 0.05
