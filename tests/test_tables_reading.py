"""What the rest of a reading gets from tables: figures of the main rows, spans that are spoken for, and refusals."""

from __future__ import annotations

from decimal import Decimal
from timeit import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_texts import (
    FLATTENINGS,
    SHOW_BLANK_CELLS,
    Flatten,
    by_place,
    expected_requests,
    read,
    remedies,
    requests,
    tabs,
)

from disclosure.extraction.table import read_tables
from disclosure.text import clean, read_structure

FULL = {
    "received": "41 6 0 2 1 3 53",
    "carried_in": "2 0 0 0 0 1 3",
    "granted": "17 3 0 1 0 2 23",
    "partially_granted": "5 0 0 0 1 0 6",
    "third_party": "3 1 0 0 0 0 4",
    "closed": "39 5 0 2 1 3 50",
    "carried_out": "4 1 0 0 0 1 6",
}


def figures(text: str) -> list[tuple[str, str, str, str]]:
    return [(f.measure_code, f.matter, str(f.value), f.unit) for f in read(text).figures]


NO_CELLS = ". . . . . . ."


def test_the_rows_of_2021_are_figures_by_their_totals() -> None:
    assert figures(tabs(requests(2021, FULL, rest=NO_CELLS))) == [
        ("received", "本年新收政府信息公开申请", "53", "件"),
        ("carried_in", "上年结转政府信息公开申请", "3", "件"),
        ("granted", "予以公开", "23", "件"),
        ("partially_granted", "部分公开", "6", "件"),
        ("not_disclosed", "保护第三方合法权益", "4", "件"),
        ("closed", "本年度办理结果总计", "50", "件"),
        ("carried_out", "结转下年度继续办理的政府信息公开申请", "6", "件"),
    ]


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_reasons_of_an_outcome_add_up_to_it_by_their_measure(year: int) -> None:
    said = figures(tabs(requests(year, FULL, rest="0 1 0 0 0 0 1")))
    counted = {measure: sum(int(value) for code, _, value, _ in said if code == measure) for measure, *_ in said}

    assert counted["not_disclosed"] == 4 + 7
    assert counted["not_available"] == 3
    assert counted["not_processed"] == 5
    assert counted["other_outcome"] == (1 if year == 2019 else 3)


def test_a_subtotal_is_a_figure_where_it_is_printed() -> None:
    text = (
        "一、本年新收政府信息公开申请数量\t6\t0\t0\t0\t0\t0\t6\n(三)不予公开\t3\t0\t0\t0\t0\t0\t3\n"
        "1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3\n(七)总计\t6\t0\t0\t0\t0\t0\t6\n"
    )

    assert [f[:2] for f in figures(text)] == [
        ("received", "本年新收政府信息公开申请"),
        ("not_disclosed", "不予公开"),
        ("not_disclosed", "属于国家秘密"),
        ("closed", "本年度办理结果总计"),
    ]


def test_reconsideration_and_both_kinds_of_litigation_are_figures() -> None:
    assert figures(tabs(remedies("3 1 0 2 6 4 0 1 0 5 0 2 0 7 9"))) == [
        ("review_filed", "行政复议", "6", "件"),
        ("litigation_filed", "未经复议直接起诉", "5", "件"),
        ("litigation_filed", "复议后起诉", "9", "件"),
    ]


def test_indicators_are_figures_with_the_unit_of_their_row() -> None:
    text = (
        "统计指标\t单位\t统计数\n(一)主动公开政府信息数\t条\t512\n(一)收到申请数\t件\t21\n"
        "七、依申请公开信息收取的费用\t万元\t0.36\n(三)接受培训人员数\t人次\t\n"
    )

    assert figures(text) == [
        ("published", "主动公开政府信息", "512", "条"),
        ("received", "收到申请", "21", "件"),
        ("fees_collected", "依申请公开信息收取的费用", "3600.00", "元"),
    ]


def test_a_column_of_all_years_is_cumulative() -> None:
    text = (
        "指标名称 计量单位 2009年度 历年累计\n主动公开信息数 条 58 103\n"
        "申请总数 件 3 5\n对申请的答复总数 件 3 5\n行政复议数 件 0 1\n"
    )
    reading = read(text)

    assert [(f.column_code, f.coverage, int(f.value)) for f in reading.figures][:4] == [
        ("this_year", "own", 58),
        ("all_years", "cumulative", 103),
        ("this_year", "own", 3),
        ("all_years", "cumulative", 5),
    ]
    assert {(c.column_code, c.coverage) for c in reading.cells} == {("this_year", "own"), ("all_years", "cumulative")}


@pytest.mark.parametrize("total", [".", "/", "无", "见附件"])
def test_a_total_without_a_number_is_no_figure(total: str) -> None:
    table = requests(2021, FULL | {"granted": f"17 3 0 1 0 2 {total}"})

    assert "granted" not in [f[0] for f in figures(tabs(table))]


def test_every_cell_is_claimed_and_sentences_around_the_table_are_not() -> None:
    before, after = "全年新收申请53件,办结50件。\n", "\n全年收费0元,培训3次。\n"
    text = f"{before}三、收到和处理政府信息公开申请情况\n{tabs(requests(2021, FULL))}{after}"
    reading = read(text)
    [(start, end)] = reading.claimed

    assert all(start <= cell.start <= cell.end <= end for cell in reading.cells)
    assert len(before) <= start
    assert end <= len(text) - len(after)


def test_a_row_that_is_refused_is_claimed_with_its_table() -> None:
    text = tabs(requests(2021, FULL)).replace(
        "(一)予以公开\t17\t3\t0\t1\t0\t2\t23", "(一)予以公开\t17\t3\t0\t1\t0\t2\t23\t9"
    )
    reading = read(text)
    [refused] = reading.rejections
    [(start, end)] = reading.claimed

    assert refused.reason == "more_values_than_columns"
    assert start <= refused.start < refused.end <= end


def test_what_looks_like_a_form_and_is_not_understood_is_refused_and_not_claimed() -> None:
    reading = read("一、本年新收政府信息公开申请数量 12 3\n二、上年结转政府信息公开申请数量 4 4\n其他 1 2\n")

    assert [refused.reason for refused in reading.rejections] == ["table_not_understood"]
    assert (reading.cells, reading.claimed) == ([], [])


def test_a_text_without_tables_costs_next_to_nothing() -> None:
    prose = "2021年,市城管局按照公开工作要点,受理投诉1,200件,办结1,180件,办结率98.3%,群众满意度较高。\n" * 100
    structure = read_structure(clean(prose))

    assert min(repeat(lambda: read_tables(structure), number=10, repeat=20)) / 10 < 0.0002


counts = st.integers(min_value=0, max_value=99_999)
rows_of_counts = st.fixed_dictionaries({
    code: st.lists(counts, min_size=7, max_size=7).map(lambda row: " ".join(map(str, row)))
    for code in ("received", "carried_in", "granted", "third_party", "other_other", "closed", "carried_out")
})  # fmt: skip


@settings(deadline=None)
@given(rows_of_counts, st.sampled_from(FLATTENINGS))
def test_whatever_the_numbers(values: dict[str, str], flatten: Flatten) -> None:
    table = requests(2021, values)

    assert by_place(read(flatten(table))) == expected_requests(table)


perhaps = st.one_of(st.just("."), st.just("/"), counts.map(str))
rows_with_blanks = st.fixed_dictionaries({
    code: st.lists(perhaps, min_size=7, max_size=7).map(" ".join)
    for code in ("received", "granted", "not_held", "other_other", "closed")
})  # fmt: skip


@settings(deadline=None)
@given(rows_with_blanks, st.sampled_from(SHOW_BLANK_CELLS))
def test_whatever_is_blank_is_right_or_refused(values: dict[str, str], flatten: Flatten) -> None:
    table = requests(2021, {"carried_in": "1 0 0 0 0 0 1", "granted": "2 0 0 0 0 0 2"} | values)
    expected = expected_requests(table)

    assert {place: cell for place, cell in by_place(read(flatten(table))).items() if cell != expected[place]} == {}


LABELS = "一、本年新收政府信息公开申请数量 (七)总计 其他 总计 尚未审结 结果维持 行政复议 当面申请数 累计 规章 信息内容"
BETWEEN = ["12", "0", "/", "", "\t", "|", " ", "\n", "\n\n", "。", "件", "(", ")", "1.", "——", "2,4"]
words = st.sampled_from([*LABELS.split(), *BETWEEN])


@settings(deadline=None)
@given(st.lists(words, max_size=80).map("".join))
def test_any_text_is_read_and_every_cell_is_a_slice(raw: str) -> None:
    structure = read_structure(clean(raw))
    reading = read_tables(structure)

    assert all(structure.clean.text[c.start : c.end] == c.cell_text for c in reading.cells)
    assert all(c.value == Decimal(c.value) for c in reading.cells if c.value is not None)
    assert all(before[1] <= after[0] for before, after in zip(reading.claimed, reading.claimed[1:], strict=False))
    places = [(c.table_no, c.row_code, c.column_code) for c in reading.cells]
    assert len(places) == len(set(places))
