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
        pytest.param("部门 | 派遣数 | 说明\n住建局 | 50 | 均已办结", id="a remark that counts"),
    ],
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert grids(text) == []


def test_what_a_prescribed_form_takes_is_none() -> None:
    assert grids(BY_OFFICE, claimed="50 | 49") == []


def test_quotes_are_slices_of_the_raw_text() -> None:
    raw = "部门｜派遣数｜完成数｜完成率\r\n住建局｜５０｜４９｜９８％\r\n水务局｜２０｜１８｜９０％"
    report = read_report("d", "d.txt", raw)

    rows = [*report.figures, *report.rates]
    assert [row.quote for row in rows] == [raw[row.char_start : row.char_end] for row in rows]
    assert {row.rule_id for row in rows} == {"figure.cell", "rate.cell"}


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
