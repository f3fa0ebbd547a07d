"""A table of a web page, with cells merged as editors merge them, gives the cells that it shows."""

from __future__ import annotations

import pytest
from table_texts import Flatten, Table, by_place, expected_requests, published_2021, read, remedies, requests

from disclosure.landing.readers import html

VALUES = {
    "received": "41 6 0 2 1 3 53",
    "carried_in": ". . . . . . 0",
    "granted": "17 3 . 1 0 2 23",
    "third_party": "3 1 / / 0 0 4",
    "other_other": ". . . . . . .",
    "closed": "39 5 0 2 1 3 50",
    "carried_out": "4 1 0 0 0 1 6",
}

HEADS = (
    "<tr><td colspan='3' rowspan='3'><p>(本列数据的勾稽关系为:第一项加第二项之和,</p>"
    "<p>等于第三项加第四项之和)</p></td>"
    "<td colspan='7'>申请人情况</td></tr>"
    "<tr><td rowspan='2'>自然人</td><td colspan='5'>法人或其他组织</td><td rowspan='2'>总计</td></tr>"
    "<tr><td>商业<br>企业</td><td>科研<br>机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)


def merged(table: Table) -> str:
    """表三 with merged labels: rowspan down the group, colspan to the right edge of the labels."""
    rows = [row for row in table if row.code]
    lines = []
    for number, row in enumerate(rows):
        cells = []
        first = next(at for at, label in enumerate(row.labels) if label)
        for at in range(first, 3):
            if row.labels[at]:
                down = _covers_below(rows, number, at)
                right = 1 if at < 2 and row.labels[at + 1] else 3 - at
                cells.append(f"<td rowspan='{down}' colspan='{right}'><p>{row.labels[at]}</p></td>")
        cells += [f"<td><p align='center'>{cell or '&nbsp;'}</p></td>" for cell in row.cells]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{HEADS}{''.join(lines)}</table>"


def _covers_below(rows: Table, number: int, at: int) -> int:
    """Over how many rows a label reaches."""
    below = rows[number + 1 :]
    reach = 1
    for row in below:
        if any(row.labels[: at + 1]):
            break
        reach += 1
    return reach


def plain(table: Table) -> str:
    """A table without merged cells: a td for every place."""
    lines = ["".join(f"<td>{cell}</td>" for cell in (*row.labels, *row.cells)) for row in table]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def page(body: str) -> str:
    return f"<html><head><title>年度报告</title></head><body><p>一、总体情况</p><p>新收53件。</p>{body}</body></html>"


@pytest.mark.parametrize("year", [2019, 2021])
@pytest.mark.parametrize("write", [merged, plain], ids=["merged cells", "every place a cell"])
def test_requests(write: Flatten, year: int) -> None:
    table = requests(year, VALUES)
    reading = read(html.read(page(write(table))))

    assert by_place(reading) == expected_requests(table)
    assert reading.rejections == []


def test_remedies() -> None:
    printed = "3 1 0 2 6 4 0 1 0 5 0 2 0 7 9"
    reading = read(html.read(page(plain(remedies(printed)))))

    assert " ".join(cell.cell_text for cell in reading.cells) == printed


def test_what_was_published() -> None:
    values = dict.fromkeys(("regulations", "normative_documents"), "1 2 3") | dict.fromkeys(
        ("licensing", "penalties", "enforcement", "fees"), "4"
    )
    reading = read(html.read(page(plain(published_2021(values)))))

    assert [cell.cell_text for cell in reading.cells] == ["1", "2", "3"] * 2 + ["4"] * 4


def test_a_table_inside_a_cell_of_the_page() -> None:
    table = requests(2021, VALUES)
    nested = f"<table><tr><td><div>导航</div></td><td><p>正文</p>{merged(table)}<p>五、问题</p></td></tr></table>"

    assert by_place(read(html.read(page(nested)))) == expected_requests(table)
