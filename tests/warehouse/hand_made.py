"""Reports made by hand: a text and the rows that a careful reader takes from it, written to a warehouse.

report = HandMade("a.txt", "全年受理投诉120件,办结114件,办结率95%。")
accepted = report.figure("120件", "accepted")
closed = report.figure("114件", "closed")
report.rate("95%", "closing_rate", closed, accepted)
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from disclosure.rows import (
    CellRow,
    ExtractedReport,
    FigureRow,
    PartRow,
    RateRow,
    RejectionRow,
    ReportRow,
    SentenceRow,
    row_id,
)
from disclosure.storage.batches import arrow_table, insert
from disclosure.storage.raw_rows import BatchRow, DocumentRow, ReadingRow, RejectedRow, SightingRow
from disclosure.storage.schema import REPORT_TABLES
from disclosure.storage.warehouse import open_warehouse

CELL_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SENTENCE_ENDS = ("。", "\n")
VERSION = "hand"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
AGENCY = "北京市东城区城市管理委员会"
AT = datetime(2022, 1, 31, 9, 0)
BATCH = "b1"
REJECTED = RejectedRow("r1", "空.txt", "/空.txt", "empty", "0 bytes", 0, None, AT, BATCH)


class HandMade:
    """One document with its rows; offsets are found from the quotes."""

    def __init__(
        self, source_name: str, text: str, *, year: int = 2021, agency: str = AGENCY, is_current: bool = True
    ) -> None:
        self.source_name = source_name
        self.text = text
        self.is_current = is_current
        self.document_id = hashlib.sha256(text.encode()).hexdigest()
        self.report = ReportRow(
            report_id=row_id(self.document_id, "report", 0, 0, VERSION),
            document_id=self.document_id,
            title=None,
            agency_name=agency,
            agency_as_written=agency,
            region_code="110101",
            region_name="东城区",
            report_year=year,
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            published_on=None,
            report_form="narrative",
            numbers_seen=len(NUMBER.findall(text)),
            extractor_version=VERSION,
        )
        self.figures: list[FigureRow] = []
        self.rates: list[RateRow] = []
        self.parts: list[PartRow] = []
        self.cells: list[CellRow] = []
        self.rejections: list[RejectionRow] = []

    def figure(self, quote: str, measure: str, *, nth: int = 1, **other: Any) -> FigureRow:
        """A figure; its value and unit are read off the quote, `other` overrides any field."""
        start, end = self._place(quote, nth)
        number = NUMBER.search(quote)
        value = Decimal(other.pop("value", number.group() if number else 0))
        unit = re.sub(r"[\d.余多近约]+", "", quote)
        row = FigureRow(
            activity_id=row_id(self.document_id, measure, start, end, VERSION),
            document_id=self.document_id,
            section_title=None,
            matter="投诉",
            channel=None,
            measure_code=measure,
            value=value,
            value_low=value,
            value_high=value,
            unit=unit,
            unit_as_written=unit,
            qualifier="exact",
            basis="stated",
            scope="actual",
            coverage="own",
            part_of=None,
            subject_key=None,
            char_start=start,
            char_end=end,
            quote=quote,
            **self._sentence_around(start),
            rule_id="hand",
            extractor_version=VERSION,
        )._replace(**other)
        self.figures.append(row)
        return row

    def rate(
        self,
        quote: str,
        measure: str,
        numerator: FigureRow | None = None,
        denominator: FigureRow | None = None,
        **other: Any,
    ) -> RateRow:
        """A stated percentage and the counts it stands on; `other` overrides any field."""
        start, end = self._place(quote, 1)
        printed = NUMBER.search(quote).group()
        linked = numerator is not None and denominator is not None
        row = RateRow(
            rate_id=row_id(self.document_id, measure, start, end, VERSION, len(self.rates)),
            document_id=self.document_id,
            section_title=None,
            matter="投诉",
            channel=None,
            measure_code=measure,
            stated_pct=Decimal(printed),
            decimals=len(printed.partition(".")[2]),
            pct_kind="percent",
            direction=1,
            formula="ratio",
            stated_low=Decimal(printed),
            stated_high=Decimal(printed),
            numerator_activity_id=numerator and numerator.activity_id,
            denominator_activity_id=denominator and denominator.activity_id,
            numerator_terms=None,
            denominator_terms=None,
            link_basis="stated" if linked else None,
            qualifier="exact",
            scope="actual",
            coverage="own",
            char_start=start,
            char_end=end,
            quote=quote,
            **self._sentence_around(start),
            rule_id="hand",
            extractor_version=VERSION,
        )._replace(**other)
        self.rates.append(row)
        return row

    def list_of_parts(self, total: FigureRow, parts: Iterable[FigureRow], *, is_complete: bool) -> None:
        """Says that the figures are parts of the total."""
        group_id = row_id(self.document_id, "parts", total.char_start, total.char_end, VERSION)
        cue = "分别" if is_complete else "其中"
        for part in parts:
            self.parts.append(
                PartRow(group_id, self.document_id, total.activity_id, part.activity_id, is_complete, cue, VERSION)
            )
            self.figures[self.figures.index(part)] = part._replace(part_of=total.activity_id)

    def table(self, table_no: int, table_code: str, columns: str, rows: dict[str, str]) -> None:
        """A prescribed table: for each row its line of the text, a label and a cell for each column."""
        for row, line in rows.items():
            at = self.text.index(line)
            for column, cell in zip(columns.split(), line.split()[1:], strict=True):
                at = self.text.index(cell, at)
                value = Decimal(cell) if CELL_NUMBER.fullmatch(cell) else None
                kind = "number" if value else "zero" if value == 0 else "not_applicable" if cell == "/" else "text"
                place = (table_no, table_code, "own", row, column)
                row_of_cell = CellRow(self.document_id, *place, value, kind, cell, at, at + len(cell), None, VERSION)
                self.cells.append(row_of_cell)
                at += len(cell)

    def blank(self, row: str, column: str) -> None:
        """A cell of the last table that holds nothing; it lies at the end of the text."""
        end = len(self.text)
        like = self.cells[-1]._replace(row_code=row, column_code=column, value=None, value_kind="blank", cell_text="")
        self.cells.append(like._replace(char_start=end, char_end=end))

    def reject(self, quote: str, reason: str) -> None:
        """A number that is no figure."""
        start, end = self._place(quote, 1)
        self.rejections.append(RejectionRow(self.document_id, "number", reason, start, end, quote, VERSION))

    def rows(self) -> ExtractedReport:
        """All rows, with the sentences that figures and rates stand in; a figure of a table is its own sentence."""
        placed = [*self.figures, *self.rates]
        spans = {(row.sentence_start, row.sentence_end) for row in placed} - {
            (row.char_start, row.char_end) for row in placed
        }
        sentences = [SentenceRow(self.document_id, start, end, None, VERSION) for start, end in sorted(spans)]
        return ExtractedReport(
            self.report, sentences, self.figures, self.rates, self.parts, self.cells, self.rejections
        )

    def _place(self, quote: str, nth: int) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = self.text.index(quote, start + 1)
        return start, start + len(quote)

    def _sentence_around(self, start: int) -> dict[str, int]:
        first = max(self.text.rfind(end, 0, start) for end in SENTENCE_ENDS) + 1
        last = min(at for end in SENTENCE_ENDS if (at := self.text.find(end, start)) >= 0)
        return {"sentence_start": first, "sentence_end": last + 1}


def write(warehouse: Path, documents: Sequence[HandMade]) -> None:
    """Makes a warehouse in which the documents, and one file that was rejected, were landed in one batch and read."""
    with open_warehouse(warehouse) as connection:
        sightings = [_landed(number, document) for number, document in enumerate(documents, start=1)]
        rejected = SightingRow(0, "空.txt", "/空.txt", None, "rejected", "r1", AT, BATCH)
        balance = BatchRow(BATCH, AT, len(documents) + 1, len(documents), 0, 0, 1)
        _insert(connection, "raw.documents", DocumentRow, [_document_row(document) for document in documents])
        _insert(connection, "raw.sightings", SightingRow, [rejected, *sightings])
        _insert(connection, "raw.rejected_documents", RejectedRow, [REJECTED])
        _insert(connection, "raw.batches", BatchRow, [balance])
        _insert(connection, "staging.ext_reading", ReadingRow, [_reading(document) for document in documents])
        for (table, row_class), rows in zip(REPORT_TABLES.items(), _columns_of(documents), strict=True):
            _insert(connection, table, row_class, rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row_class: Any, rows: Sequence[Any]) -> None:
    insert(connection, table, arrow_table(row_class, rows))


def _columns_of(documents: Sequence[HandMade]) -> Iterator[list[Any]]:
    """The rows of all documents, table by table."""
    extracted = [document.rows() for document in documents]
    yield [one.report for one in extracted]
    for rows in list(zip(*extracted, strict=True))[1:]:
        yield [row for of_document in rows for row in of_document]


def _document_row(document: HandMade) -> DocumentRow:
    text = document.text
    return DocumentRow(
        document.document_id, document.source_name, f"/{document.source_name}", "text/plain", "utf-8", "text 1",
        len(text.encode()), text, AT, BATCH, document.is_current,
    )  # fmt: skip


def _landed(number: int, document: HandMade) -> SightingRow:
    name = document.source_name
    return SightingRow(number, name, f"/{name}", document.document_id, "landed", None, AT, BATCH)


def _reading(document: HandMade) -> ReadingRow:
    return ReadingRow(document.document_id, "", VERSION, "read", None, BATCH)
