"""What a whole report makes of its tables: figures beside those of its sentences, parts with their totals."""

from __future__ import annotations

import pytest
from printed_forms import indicators
from table_texts import one_a_line, remedies, requests, tabs

from disclosure.reading import read_report
from disclosure.rows import FigureRow

TITLE = "东岭县水利局{year}年政府信息公开工作年度报告"
REQUESTS = {
    "received": "41 6 0 2 1 3 53",
    "granted": "17 3 0 1 0 2 23",
    "partially_granted": "5 0 0 0 1 0 6",
    "closed": "39 5 0 2 1 3 50",
}
NO_CELLS = ". . . . . . ."


def figures_of(text: str) -> list[FigureRow]:
    return read_report("d" * 64, "report.txt", text).figures


def parts_with_totals(figures: list[FigureRow]) -> set[tuple[str, str]]:
    by_id = {figure.activity_id: figure for figure in figures}
    return {(figure.matter, by_id[figure.part_of].matter) for figure in figures if figure.part_of}


def test_outcomes_are_parts_of_what_was_processed() -> None:
    table = requests(2021, REQUESTS | {"third_party": "3 1 0 0 0 0 4"}, rest=". . . . . . .")
    figures = figures_of(f"{TITLE.format(year=2022)}\n三、收到和处理情况\n{tabs(table)}\n")

    assert parts_with_totals(figures) == {
        ("予以公开", "本年度办理结果总计"),
        ("部分公开", "本年度办理结果总计"),
        ("保护第三方合法权益", "本年度办理结果总计"),
    }


def test_a_reason_is_part_of_its_subtotal_where_that_is_printed() -> None:
    figures = figures_of(
        f"{TITLE.format(year=2022)}\n一、本年新收政府信息公开申请数量\t6\t0\t0\t0\t0\t0\t6\n"
        "(三)不予公开\t3\t0\t0\t0\t0\t0\t3\n1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3\n(七)总计\t6\t0\t0\t0\t0\t0\t6\n"
    )

    assert parts_with_totals(figures) == {("属于国家秘密", "不予公开")}


def test_indicators_are_parts_as_the_form_says() -> None:
    parts = parts_with_totals(figures_of(f"{TITLE.format(year=2016)}\n附表\n{tabs(indicators({}))}\n"))

    assert {("当面申请", "收到申请"), ("不同意公开", "申请答复"), ("涉及商业秘密", "不同意公开")} <= parts
    assert {("被依法纠错", "行政诉讼"), ("专职人员", "从事政府信息公开工作人员")} & parts
    assert not {part for part, _ in parts} & {"收到申请", "申请办结", "申请答复", "行政复议", "行政诉讼"}


@pytest.mark.parametrize("flatten", [tabs, one_a_line], ids=lambda flatten: flatten.__name__)
def test_a_number_of_a_table_is_one_figure(flatten: object) -> None:
    text = (
        f"{TITLE.format(year=2022)}\n一、总体情况\n全年收到政府信息公开申请53件,办结50件。\n三、收到和处理情况\n"
        f"{flatten(requests(2021, REQUESTS, rest=NO_CELLS))}\n四、行政复议、行政诉讼情况\n{flatten(remedies('1 0 0 0 1' + ' 0' * 10))}\n"
        "五、存在的主要问题\n开展培训3次。\n"
    )
    figures = figures_of(text)
    places = [(figure.char_start, figure.char_end) for figure in figures]

    assert len(places) == len(set(places))
    assert [f.value for f in figures if not f.rule_id.startswith("table.")] == [53, 50, 3]
    assert [int(f.value) for f in figures if f.rule_id.startswith("table.")] == [53, 23, 6, 50, 1, 0, 0]
    assert all(text[f.char_start : f.char_end] == f.quote for f in figures)
