"""One printed table, the same cells: as a page, a Word document, a PDF of either kind, Markdown, or a cell a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_documents import Grid, Part, docx_of, html_of, pdf_of, plain_grid, remedies_grid, requests_grid
from printed_forms import indicators
from table_texts import (
    REMEDY_COLUMNS,
    REMEDY_ROWS,
    Table,
    by_place,
    expected_requests,
    markdown,
    one_a_line,
    published_2021,
    read,
)
from table_texts import remedies as printed_remedies
from table_texts import requests as printed_requests

from disclosure.landing.document import read_document

TITLE = "某某市水务局{year}年政府信息公开工作年度报告"
HEADING = "三、收到和处理政府信息公开申请情况"
PUBLISHED_HEADING = "二、主动公开政府信息情况"
REMEDIES_HEADING = "四、政府信息公开行政复议、行政诉讼情况"

REQUESTS = {
    "received": "41 6 0 2 1 3 53",
    "carried_in": "2 0 . 0 . 1 3",
    "granted": "17 3 0 1 0 2 23",
    "partially_granted": "5 0 0 0 1 0 6",
    "third_party": "3 1 0 0 0 0 4",
    "not_held": "12 1 0 1 0 1 15",
    "repeated": "2 0 . . . 0 2",
    "closed": "39 5 0 2 1 3 50",
    "carried_out": "4 1 0 0 0 1 6",
}
REMEDIES = "3 1 0 2 6 4 0 1 0 5 0 . 0 7 9"


# each table with the way in which its cells are merged
Tables = list[tuple[str, Table, Callable[[Table], Grid]]]


def flattened(flatten: Callable[[Table], str], title: str, tables: Tables) -> bytes:
    return "\n\n".join([title, *(part for head, table, _ in tables for part in (head, flatten(table)))]).encode()


def drawn_up(make: Callable[[list[Part]], bytes | str], title: str, tables: Tables) -> bytes:
    made = make([title, *(part for head, table, merge in tables for part in (head, merge(table)))])
    return made.encode() if isinstance(made, str) else made


FORMATS: dict[str, Callable[[str, Tables], bytes]] = {
    "HTML": lambda *report: drawn_up(html_of, *report),
    "DOCX": lambda *report: drawn_up(docx_of, *report),
    "PDF, font embedded": lambda *report: drawn_up(pdf_of, *report),
    "PDF, font named": lambda *report: drawn_up(lambda parts: pdf_of(parts, embedded=False), *report),
    "Markdown": lambda *report: flattened(markdown, *report),
    "a cell a line": lambda *report: flattened(one_a_line, *report),
}
each_format = pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)


@pytest.mark.parametrize("year", [2019, 2021])
@each_format
def test_the_cells_are_the_same(write: Callable[[str, Tables], bytes], year: int) -> None:
    requests, remedies = printed_requests(year, REQUESTS), printed_remedies(REMEDIES)
    places = [(2, row, column) for row in REMEDY_ROWS for column in REMEDY_COLUMNS]
    tables: Tables = [(HEADING, requests, requests_grid), (REMEDIES_HEADING, remedies, remedies_grid)]

    reading = read(read_document(write(TITLE.format(year=year), tables), "年报").raw_text)

    assert by_place(reading) == expected_requests(requests) | dict(zip(places, remedies[-1].cells, strict=True))
    assert reading.rejections == []


@each_format
def test_what_was_published_is_the_same(write: Callable[[str, Tables], bytes]) -> None:
    values = {"regulations": "0 . 0", "normative_documents": "6 4 31"}
    single = {"licensing": "2418", "penalties": "97", "enforcement": "/", "fees": "12853.6"}
    table = published_2021(values | single)

    reading = read(
        read_document(write(TITLE.format(year=2022), [(PUBLISHED_HEADING, table, plain_grid)]), "年报").raw_text
    )

    assert [cell.cell_text for cell in reading.cells] == ["0", "", "0", "6", "4", "31", *single.values()]
    assert reading.rejections == []


@each_format
def test_the_indicators_are_the_same(write: Callable[[str, Tables], bytes]) -> None:
    values = {"published": "1342", "requests": "63", "requests_fax": "", "fees": "0.42", "trainees": "156"}
    table = indicators(values)

    reading = read(read_document(write(TITLE.format(year=2016), [("附表", table, plain_grid)]), "年报").raw_text)

    assert {c.row_code: c.cell_text for c in reading.cells} == {row.code: row.cells[-1] for row in table if row.code}
    assert reading.rejections == []


@pytest.mark.parametrize("embedded", [True, False], ids=["font embedded", "font named"])
def test_a_table_over_several_pages(embedded: bool) -> None:
    requests, counted = printed_requests(2021, REQUESTS), indicators({"published": "1342", "requests": "63"})
    parts = [TITLE.format(year=2022), HEADING, plain_grid(requests), "附表", plain_grid(counted)]
    small_page = pdf_of(parts, embedded=embedded, pagesize=(420, 300))

    reading = read(read_document(small_page, "年报").raw_text)

    assert {place: cell for place, cell in by_place(reading).items() if place[0] == 1} == expected_requests(requests)
    assert {c.row_code: c.cell_text for c in reading.cells if c.table_no == 2} == {
        row.code: row.cells[-1] for row in counted if row.code
    }
