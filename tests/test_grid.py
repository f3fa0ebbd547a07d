"""Where a text holds a small table that no form prescribes, and which numbers of it stand under which labels."""

from __future__ import annotations

import pytest

from disclosure.extraction.grid import Grid, find_grids
from disclosure.reading import read_report
from disclosure.text import clean, read_structure

BY_OFFICE = "部门 | 派遣数 | 完成数\n住建局 | 50 | 49\n水务局 | 20 | 18"


def grids(text: str, claimed: str = "") -> list[Grid]:
    structure = read_structure(clean(text))
    start = text.index(claimed) if claimed else -1
    return list(find_grids(structure, lambda at: start <= at < start + len(claimed)).values())


def placed(grid: Grid) -> list[tuple[str, str, str]]:
    """Label before, label above and cell of each number."""
    return [(e.label.text if e.label else "", e.head.text if e.head else "", e.cell.text) for e in grid.entries]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BY_OFFICE, id="pipes"),
        pytest.param(BY_OFFICE.replace(" | ", "\t"), id="tabs"),
        pytest.param("\n".join(f"| {line} |" for line in BY_OFFICE.split("\n")), id="pipes on both sides"),
        pytest.param(BY_OFFICE.replace("\n", " | \n") + " | ", id="pipes behind"),
        pytest.param(BY_OFFICE.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param(BY_OFFICE.replace("\n", "\n--- | --- | ---\n", 1), id="a ruler below the heads"),
        pytest.param(f"办理情况如下表。\n{BY_OFFICE}\n以上情况予以通报。", id="between sentences"),
        pytest.param(BY_OFFICE.replace(" | ", "  "), id="blanks"),
        pytest.param(BY_OFFICE.replace(" | ", ","), id="commas"),
        pytest.param(BY_OFFICE.replace(" | ", "\n"), id="a cell a line"),
        pytest.param(
            BY_OFFICE.replace(" | ", "\n\n").replace("\n水", "\n\n水"), id="a cell a line, blank lines between"
        ),
        pytest.param(BY_OFFICE.replace(" | ", "\n").replace("\n", " |\n") + " |", id="a cell and a pipe a line"),
        pytest.param(BY_OFFICE.replace("\n", "\n|\n").replace(" | ", "\n| ") + "\n|", id="a pipe and a cell a line"),
        pytest.param(BY_OFFICE.replace(" | ", " ").replace("\n", " "), id="one line"),
        pytest.param(
            f"完成情况如下:{BY_OFFICE.replace(' | ', ' ').replace(chr(10), ' ')}。", id="one line behind words"
        ),
        pytest.param(f"派遣情况统计表 | |\n{BY_OFFICE}", id="a title in a row of its own"),
        pytest.param(f"派遣情况统计表\n{BY_OFFICE.replace(' | ', chr(10))}", id="a title above a cell a line"),
        pytest.param("序号 | " + BY_OFFICE.replace("\n住", "\n1 | 住").replace("\n水", "\n2 | 水"), id="numbered rows"),
    ],
)
def test_numbers_stand_under_their_labels(text: str) -> None:
    (grid,) = grids(text)

    assert placed(grid) == [
        ("住建局", "派遣数", "50"),
        ("住建局", "完成数", "49"),
        ("水务局", "派遣数", "20"),
        ("水务局", "完成数", "18"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("受理12件，办结11件。", id="a sentence"),
        pytest.param("部门 | 派遣数 | 完成数", id="one line"),
        pytest.param("部门 | 派遣数 | 完成数\n住建局 | 50", id="lines of other widths"),
        pytest.param("40 | 50\n30 | 20", id="no labels"),
        pytest.param("部门 | 情况\n住建局 | 受理12件，办结11件", id="numbers among words"),
        pytest.param("部门 | 派遣数\n住建局 | 50\n水务局 | 由城管局代办", id="words among numbers"),
        pytest.param("部门 | 派遣数 | 完成数\n住建局 | 50 | 49。水务局另报。", id="a cell of two sentences"),
        pytest.param("部门\n派遣数\n完成数\n住建局\n50\n49\n水务局\n20", id="a cell a line, one of them missing"),
        pytest.param("部门\n派遣数\n完成\n数\n住建局\n50\n49\n水务局\n20\n18", id="a head that is broken in two"),
        pytest.param("部门  派遣数\n住建局  50  49\n水务局  20  18", id="blanks, a head missing"),
        pytest.param("部门,派遣数\n住建局,50,49\n水务局,20,18", id="commas, a head missing"),
        pytest.param("全年12场,派遣 住建局 50 49 水务局 20 18", id="a number before a table within a line"),
        pytest.param(
            "部门 | | 派遣 | \n | 件数 | 完成数 | 退回数\n住建局 | 50 | 49 | 1", id="a head that may span either side"
        ),
        pytest.param("部门 | 派遣数 | 说明\n住建局 | 50 | 均已办结", id="a remark that counts"),
        pytest.param("部门 | 派遣数(备注)\n住建局 | 50(60%)\n水务局 | 20(40%)", id="two numbers, a head for one"),
        pytest.param("部门 | 派遣数\n住建局等12个 | 50\n水务局 | 20", id="a label that counts"),
    ],
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert grids(text) == []


@pytest.mark.parametrize(
    ("above", "heads"),
    [
        pytest.param("各部门派遣数、完成数依次如下：", ["各部门派遣数", "完成数"], id="in turn"),
        pytest.param("派遣数和完成数分别为：", ["派遣数", "完成数"], id="severally"),
        pytest.param("本月派遣数、完成数如下。", ["本月派遣数", "完成数"], id="as follows"),
        pytest.param("派遣数、完成数、退回数依次如下：", None, id="more names than columns"),
        pytest.param("派遣数、完成数均有增加。", None, id="no names of columns"),
    ],
)
def test_the_sentence_before_names_columns_without_heads(above: str, heads: list[str] | None) -> None:
    found = grids(f"{above}\n住建局 50 49\n水务局 20 18")

    assert [[e.head.text for e in grid.entries if e.head] for grid in found] == ([heads * 2] if heads else [])


def test_a_head_spans_the_columns_below_it() -> None:
    (grid,) = grids("镇名\t投诉\t\t咨询\t\n\t受理\t办结\t受理\t办结\n甲镇\t5\t4\t7\t6")

    assert [(e.over.text, e.head.text) for e in grid.entries if e.over and e.head] == [
        ("投诉", "受理"),
        ("投诉", "办结"),
        ("咨询", "受理"),
        ("咨询", "办结"),
    ]


def test_what_a_prescribed_form_takes_is_none() -> None:
    assert grids(BY_OFFICE, claimed="50 | 49") == []


def test_quotes_are_slices_of_the_raw_text() -> None:
    raw = "部门｜派遣数｜完成数｜完成率\r\n住建局｜５０｜４９｜９８％\r\n水务局｜２０｜１８｜９０％"
    report = read_report("d", "d.txt", raw)

    rows = [*report.figures, *report.rates]
    assert [row.quote for row in rows] == [raw[row.char_start : row.char_end] for row in rows]
    assert {row.rule_id for row in rows} == {"figure.cell", "rate.cell"}


def test_a_table_that_is_not_understood_is_refused_and_its_numbers_are_read_as_text() -> None:
    report = read_report("d", "d.txt", "街道 | 积水 | 违建\n甲街 | 12件 | 30\n乙街 | 8件 | 25")

    assert [figure.quote for figure in report.figures] == ["12件", "8件"]
    assert ("table", "table_not_understood") in [(row.kind, row.reason) for row in report.rejections]


def test_a_number_is_read_once() -> None:
    """What follows a table is read as if the table were not there."""
    report = read_report("d", "d.txt", f"{BY_OFFICE}\n全年受理来信9件。")

    assert [figure.quote for figure in report.figures] == ["50", "49", "20", "18", "9件"]


@pytest.mark.parametrize(
    ("months", "scopes"),
    [
        pytest.param(("8月", "9月"), ["prior", "actual"], id="the month before"),
        pytest.param(("2023年9月", "2024年9月"), ["prior", "actual"], id="the year before"),
        pytest.param(("9月", "8月"), ["actual", "prior"], id="the month before behind"),
        pytest.param(("7月", "8月"), ["actual", "actual"], id="neither month is the report's"),
    ],
)
def test_columns_of_earlier_months_are_prior(months: tuple[str, str], scopes: list[str]) -> None:
    """Where one of two months is the bulletin's own, the earlier one is quoted for comparison."""
    heads = " | ".join(f"{month}受理数(件)" for month in months)
    text = f"某市数字城管2024年9月运行情况通报\n来源 | {heads}\n巡查 | 20 | 21\n热线 | 5 | 6"
    report = read_report("d", "d.txt", text)

    assert [figure.scope for figure in report.figures] == scopes * 2


@pytest.mark.parametrize(
    ("months", "total", "scopes"),
    [
        pytest.param(("1月", "2月", "3月"), "合计", {"actual"}, id="the year so far"),
        pytest.param(("2023年1月", "2023年2月", "2023年3月"), "总计", {"actual"}, id="with its year"),
        pytest.param(("1月", "2月", "3月"), "", {"prior", "actual"}, id="without a total"),
        pytest.param(("2月", "3月"), "合计", {"prior", "actual"}, id="not from January on"),
        pytest.param(("1月", "3月", "2月"), "合计", {"prior", "actual"}, id="not in turn"),
    ],
)
@pytest.mark.parametrize("is_across", [False, True])
def test_months_of_the_year_so_far_are_of_now(
    months: tuple[str, ...], total: str, scopes: set[str], is_across: bool
) -> None:
    """Where a total is told of them, months from January to the report's own are its parts, and not compared with it."""
    names = [*months, *([total] if total else [])]
    values = [str(20 + at) for at in range(len(names))]
    rows = [f"{name} | {value}" for name, value in zip(names, values, strict=True)]
    table = (
        f"渠道 | {' | '.join(names)}\n热线 | {' | '.join(values)}\n网站 | {' | '.join(values)}"
        if is_across
        else "\n".join(["月份 | 受理数(件)", *rows])
    )
    report = read_report("d", "d.txt", f"甲县2023年3月投诉受理情况通报\n投诉受理情况统计表(件)\n{table}")

    assert {figure.scope for figure in report.figures} == scopes
    assert len(report.figures) == len(values) * (1 + is_across)


def test_a_month_that_stands_beside_its_like_of_last_year_is_of_now() -> None:
    """In a report whose title names no month: the month before it is quoted for comparison as well."""
    table = "类型 | 盗窃 | 诈骗 | 合计\n2021年5月 | 30 | 12 | 42\n2022年4月 | 26 | 14 | 40\n2022年5月 | 23 | 10 | 33"
    report = read_report("d", "d.txt", f"甲县2022年警情通报\n治安类报警分类统计表(起)\n{table}")

    assert [(figure.measure_code, figure.scope) for figure in report.figures] == [
        *[("received", "prior")] * 6,
        *[("received", "actual")] * 3,
    ]


@pytest.mark.parametrize("then", ["2022年二季度(环比)", "与2022年二季度(环比增减)", "较2022年第二季度(环比)"])
def test_a_quarter_with_its_year_is_a_time(then: str) -> None:
    """And its bracket names the second number of each cell."""
    table = f"类别 | 2022年三季度(件) | {then}\n投诉 | 310 | 320(↓3.13%)\n举报 | 330 | 280(↑17.86%)"
    report = read_report("d", "d.txt", f"某县2022年三季度消费维权情况通报\n{table}")

    assert [(f.quote, f.scope) for f in report.figures] == [
        ("310", "actual"),
        ("320", "prior"),
        ("330", "actual"),
        ("280", "prior"),
    ]
    assert [(r.quote, r.measure_code) for r in report.rates] == [("3.13%", "growth"), ("17.86%", "growth")]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param("6月", "2024年5月", id="a month without its year beside one with it"),
        pytest.param("2024年6月", "2024年5月", id="months of a year"),
        pytest.param("2024年1-6月", "2023年1-6月", id="the same months of two years"),
    ],
)
def test_a_change_is_of_the_later_time(now: str, then: str) -> None:
    table = f"来源 | {now}受理数 | {then}受理数 | 增减(宗) | 幅度\n巡查 | 55 | 50 | 5 | 10%\n热线 | 36 | 40 | -4 | -10%"
    report = read_report("d", "d.txt", f"某市数字城管2024年6月运行情况通报\n{table}")

    values = {figure.activity_id: figure.value for figure in report.figures}
    assert [(values[r.numerator_activity_id], values[r.denominator_activity_id]) for r in report.rates] == [
        (55, 50),
        (36, 40),
    ]
    assert [figure.scope for figure in report.figures] == ["actual", "prior", "actual"] * 2


def test_of_three_times_each_change_is_against_its_own() -> None:
    table = "类别 | 2023年8月 | 2023年7月 | 环比 | 2022年8月 | 同比\n噪声 | 110 | 100 | 10% | 88 | 25%"
    report = read_report("d", "d.txt", f"某区2023年8月诉求受理情况\n{table}")

    values = {figure.activity_id: figure.value for figure in report.figures}
    assert [(values[r.numerator_activity_id], values[r.denominator_activity_id]) for r in report.rates] == [
        (110, 100),
        (110, 88),
    ]


GROUPS = "案件类型 立案数 结案率 责任单位 应处置数 未结数 路灯 40 95% 甲所 30 2 乙所 10 0 护栏 12 100% 丙所 12 1"


@pytest.mark.parametrize("closing", ["", " 合计 52 96% 52 3"])
def test_rows_of_one_line_stand_below_their_groups(closing: str) -> None:
    (grid,) = grids(f"设施类案件情况统计表\n{GROUPS}{closing}")

    def of(label: str, heads: str, cells: str) -> list[tuple[str, str, str]]:
        return [(label, head, cell) for head, cell in zip(heads.split(), cells.split(), strict=True)]

    group, row = "立案数 结案率", "应处置数 未结数"
    rows = [*of("路灯", group, "40 95%"), *of("甲所", row, "30 2"), *of("乙所", row, "10 0")]
    rows += [*of("护栏", group, "12 100%"), *of("丙所", row, "12 1")]
    assert placed(grid) == (rows + of("合计", f"{group} {row}", "52 96% 52 3") if closing else rows)


def test_rows_that_may_be_of_either_half_are_none() -> None:
    assert grids("类别 受理数 承办单位 受理数 路灯 40 甲所 30 乙所 10 护栏 12 丙所 13") == []


CUT_OFF = "单位  交办  办结  办结率\n甲局  31  30  96.77%\n乙镇  22  22  100%\n丙镇  14  13"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CUT_OFF, id="two blanks"),
        pytest.param(CUT_OFF.replace("  ", " "), id="one blank"),
        pytest.param(f"办理情况统计表\n{CUT_OFF}\n", id="below a title"),
    ],
)
def test_the_last_row_of_a_page_that_was_cut_off_is_read_as_far_as_it_goes(text: str) -> None:
    (grid,) = grids(text)

    assert placed(grid)[-2:] == [("丙镇", "交办", "14"), ("丙镇", "办结", "13")]


def test_a_short_row_before_other_words_is_not_certain() -> None:
    (grid,) = grids(f"{CUT_OFF}\n以上情况予以通报。")

    assert placed(grid)[-1] == ("乙镇", "办结率", "100%")
