"""The samples of raw/ that are no text: what the script would write, and read as it was written."""

from __future__ import annotations

import pytest
from command_support import ROOT
from make_samples import SAMPLES

from disclosure.landing.document import read_document
from disclosure.reading import read_report


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_is_what_the_script_writes(name: str) -> None:
    written = read_document(SAMPLES[name].make(SAMPLES[name].parts), name)
    committed = read_document((ROOT / "raw" / name).read_bytes(), name)
    assert committed == written
    assert committed.warning is None


@pytest.mark.parametrize("name", SAMPLES)
def test_every_paragraph_is_a_line_of_its_text(name: str) -> None:
    paragraphs = [part for part in SAMPLES[name].parts if isinstance(part, str)]
    lines = read_document((ROOT / "raw" / name).read_bytes(), name).raw_text.split("\n")
    assert [line for line in lines if line in paragraphs] == paragraphs


@pytest.mark.parametrize(
    ("name", "received", "closed"), [("maanshan_chengguan_2020.docx", 59, 59), ("jinjiang_ziran_2024.pdf", 126, 126)]
)
def test_its_tables_are_read(name: str, received: int, closed: int) -> None:
    report = read_report("d", name, read_document((ROOT / "raw" / name).read_bytes(), name).raw_text)
    totals = {cell.row_code: cell.value for cell in report.cells if cell.column_code == "total"}
    assert (totals["received"], totals["closed"]) == (received, closed)
    assert [each.reason for each in report.rejections if each.kind != "number"] == []
