"""One printed table, the same cells: as a page, a Word document, a PDF of either kind, Markdown, or a cell a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_documents import Part, docx_of, html_of, pdf_of, remedies_grid, requests_grid
from table_texts import REMEDY_COLUMNS, REMEDY_ROWS, Table, by_place, expected_requests, markdown, one_a_line, read
from table_texts import remedies as printed_remedies
from table_texts import requests as printed_requests

from disclosure.landing.document import read_document

TITLE = "某某市水务局{year}年政府信息公开工作年度报告"
HEADING = "三、收到和处理政府信息公开申请情况"
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


def flattened(flatten: Callable[[Table], str], year: int, requests: Table, remedies: Table) -> bytes:
    parts = [TITLE.format(year=year), HEADING, flatten(requests), REMEDIES_HEADING, flatten(remedies)]
    return "\n\n".join(parts).encode()


def drawn_up(make: Callable[[list[Part]], bytes | str], year: int, requests: Table, remedies: Table) -> bytes:
    parts = [TITLE.format(year=year), HEADING, requests_grid(requests), REMEDIES_HEADING, remedies_grid(remedies)]
    made = make(parts)
    return made.encode() if isinstance(made, str) else made


FORMATS: dict[str, Callable[[int, Table, Table], bytes]] = {
    "HTML": lambda *tables: drawn_up(html_of, *tables),
    "DOCX": lambda *tables: drawn_up(docx_of, *tables),
    "PDF, font embedded": lambda *tables: drawn_up(pdf_of, *tables),
    "PDF, font named": lambda *tables: drawn_up(lambda parts: pdf_of(parts, embedded=False), *tables),
    "Markdown": lambda *tables: flattened(markdown, *tables),
    "a cell a line": lambda *tables: flattened(one_a_line, *tables),
}


@pytest.mark.parametrize("year", [2019, 2021])
@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_the_cells_are_the_same(write: Callable[[int, Table, Table], bytes], year: int) -> None:
    requests, remedies = printed_requests(year, REQUESTS), printed_remedies(REMEDIES)
    places = [(2, row, column) for row in REMEDY_ROWS for column in REMEDY_COLUMNS]

    reading = read(read_document(write(year, requests, remedies), "年报").raw_text)

    assert by_place(reading) == expected_requests(requests) | dict(zip(places, remedies[-1].cells, strict=True))
    assert reading.rejections == []
