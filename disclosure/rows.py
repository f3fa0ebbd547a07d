"""The rows that reading a report yields: one class a staging table, one field a column, in the table's order.

Offsets are code points of raw_text, counted from 0, end exclusive. Amounts are Decimal; 万 and 亿 are multiplied out.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import NamedTuple


def row_id(document_id: str, kind: str, start: int, end: int, rule_id: str, nth: int = 0) -> str:
    """The id of a row: a hash of content, place and rule, so that the same input gives the same id."""
    return hashlib.sha256(f"{document_id}|{kind}|{start}|{end}|{rule_id}|{nth}".encode()).hexdigest()[:32]


class ReportRow(NamedTuple):
    """staging.ext_report: what the header says of a document; a key that the text does not settle is None."""

    report_id: str
    document_id: str
    title: str | None
    agency_name: str | None
    agency_as_written: str | None
    region_code: str | None
    region_name: str | None
    report_year: int | None
    period_start: date | None
    period_end: date | None
    published_on: date | None
    report_form: str
    numbers_seen: int
    extractor_version: str


class SentenceRow(NamedTuple):
    """staging.ext_sentence: a sentence that a figure, a rate or a rejected number stands in."""

    document_id: str
    sentence_start: int
    sentence_end: int
    section_title: str | None
    extractor_version: str


class FigureRow(NamedTuple):
    """staging.ext_figure: one amount, one number in the text (or one statement without a digit)."""

    activity_id: str
    document_id: str
    section_title: str | None
    matter: str | None
    channel: str | None
    measure_code: str
    value: Decimal
    value_low: Decimal
    value_high: Decimal
    unit: str
    unit_as_written: str
    qualifier: str  # exact, at_least, almost, approx, at_most
    basis: str  # stated, implied
    scope: str  # actual, target, recurring, prior
    coverage: str  # own, aggregate, cumulative
    part_of: str | None
    subject_key: str | None  # rows of one document with the same key state the same thing
    char_start: int
    char_end: int
    quote: str
    sentence_start: int
    sentence_end: int
    rule_id: str
    extractor_version: str


class RateRow(NamedTuple):
    """staging.ext_rate: one stated rate with the two counts that the language points to. The verdict is SQL's."""

    rate_id: str
    document_id: str
    section_title: str | None
    matter: str | None
    channel: str | None
    measure_code: str
    stated_pct: Decimal
    decimals: int  # printed decimals: the verdict's tolerance is half of the last one
    pct_kind: str  # percent, point
    direction: int  # -1 where a fall is stated as a positive percentage, else 1
    formula: str  # ratio: 100*n/d; change: direction*100*(n-d)/d
    stated_low: Decimal
    stated_high: Decimal
    numerator_activity_id: str | None
    denominator_activity_id: str | None
    numerator_terms: str | None  # in place of the id: the signed ids of the counts that are added up or taken away
    denominator_terms: str | None
    link_basis: str | None  # stated, nearest, agrees
    qualifier: str
    scope: str
    coverage: str
    char_start: int
    char_end: int
    quote: str
    sentence_start: int
    sentence_end: int
    rule_id: str
    extractor_version: str


class PartRow(NamedTuple):
    """staging.ext_part: that a figure is a part of a total. A complete list (分别, closing 其他) must add up."""

    group_id: str
    document_id: str
    total_activity_id: str
    part_activity_id: str
    is_complete: bool
    cue: str  # the words that introduce the list: 其中, 分别, 包括 …
    extractor_version: str


class CellRow(NamedTuple):
    """staging.ext_cell: one cell of a prescribed table."""

    document_id: str
    table_no: int
    table_code: str
    coverage: str
    row_code: str
    column_code: str
    value: Decimal | None
    value_kind: str  # number, zero, blank, not_applicable, text
    cell_text: str
    char_start: int
    char_end: int
    activity_id: str | None  # the figure that the cell also is
    extractor_version: str


class RejectionRow(NamedTuple):
    """staging.ext_rejection: a number that was read and is no figure, or a table that was not understood, and why."""

    document_id: str
    kind: str  # number, table
    reason: str
    char_start: int
    char_end: int
    quote: str
    extractor_version: str


class ExtractedReport(NamedTuple):
    """All rows of one document."""

    report: ReportRow
    sentences: list[SentenceRow]
    figures: list[FigureRow]
    rates: list[RateRow]
    parts: list[PartRow]
    cells: list[CellRow]
    rejections: list[RejectionRow]
