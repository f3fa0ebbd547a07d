"""Drafts turned into rows: raw offsets, quotes, ids, keys."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from disclosure.extraction.table.forms import totals
from disclosure.linking.draft import Draft, PartList, RateDraft
from disclosure.linking.subject import subject_key
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
from disclosure.text import Structure

_LONGEST_QUOTE = 60


class Freezer:
    """Makes the rows of one document."""

    def __init__(self, document_id: str, structure: Structure, version: str) -> None:
        self._document = document_id
        self._structure = structure
        self._clean = structure.clean
        self._version = version
        self._ids: dict[int, str] = {}
        self._spans: dict[int, tuple[int, int]] = {}  # of sentences by number
        self._taken: set[str] = set()
        self._year: int | None = None

    def freeze(self, header: Any, reader: Any, tables: Any) -> ExtractedReport:
        """All rows of the document."""
        self._year = header.report_year
        figures = [self._figure(d) for d in reader.drafts]
        rates = [self._rate(r) for r in reader.rates]
        parts = [row for number, part_list in enumerate(reader.part_lists) for row in self._parts(part_list, number)]
        table_figures, cells = self._tables(tables)
        rejections = [self._rejection(start, end, "number", why) for start, end, why in reader.refused]
        rejections += [self._rejection(start, end, "table", why) for start, end, why in reader.refused_tables]
        rejections += [self._rejection(r.start, r.end, "table", r.reason) for r in tables.rejections]
        report = ReportRow(
            row_id(self._document, "report", 0, 0, "report"), self._document, *header,
            len(figures) + len(rates) + len(table_figures) + len(rejections), self._version,
        )  # fmt: skip
        figures = sorted(figures + table_figures, key=lambda f: (f.char_start, f.char_end, f.activity_id))
        return ExtractedReport(report, self._sentences([*figures, *rates]), figures, rates, parts, cells, rejections)

    def _place(self, start: int, end: int) -> tuple[int, int, str]:
        char_start, char_end = self._clean.span(start, end)
        if char_end > char_start + _LONGEST_QUOTE:
            char_end = char_start + _LONGEST_QUOTE
        return char_start, char_end, self._clean.raw[char_start:char_end]

    def _sentence_span(self, number: int) -> tuple[int, int]:
        span = self._spans.get(number)
        if span is None:
            sentence = self._structure.sentences[number]
            span = self._spans[number] = self._clean.span(sentence.start, sentence.end)
        return span

    def _title(self, section: int | None) -> str | None:
        return self._structure.sections[section].title if section is not None else None

    def _new_id(self, kind: str, start: int, end: int, rule: str) -> str:
        nth = 0
        while (made := row_id(self._document, kind, start, end, rule, nth)) in self._taken:
            nth += 1
        self._taken.add(made)
        return made

    def _id_of(self, draft: Draft) -> str:
        known = self._ids.get(id(draft))
        if known is None:
            start, end = self._clean.span(self._start(draft), draft.end)
            end = min(end, start + _LONGEST_QUOTE)
            known = self._ids[id(draft)] = self._new_id("figure", start, end, draft.rule)
        return known

    def _start(self, draft: Draft | RateDraft) -> int:
        """Where the quote begins: with the minus, if one is written."""
        return self._clean.text.rindex("-", 0, draft.start) if draft.is_minus else draft.start

    def _figure(self, draft: Draft) -> FigureRow:
        start, end, quote = self._place(self._start(draft), draft.end)
        sentence_start, sentence_end = self._sentence_span(draft.sentence)
        part_of = self._id_of(draft.total) if draft.total is not None and draft.basis == "stated" else None
        title = self._title(draft.section)
        return FigureRow(
            self._id_of(draft), self._document, title, draft.matter or None, draft.channel or None,
            draft.measure, *_as_written(draft.value, draft.low, draft.high, draft.is_minus), draft.unit, draft.unit_as_written, draft.qualifier,
            draft.basis, draft.scope, draft.coverage, part_of, subject_key(self._clean.text, draft, title or "", self._year), start,
            end, quote,
            sentence_start, sentence_end, draft.rule, self._version,
        )  # fmt: skip

    def _rate(self, rate: RateDraft) -> RateRow:
        start, end, quote = self._place(self._start(rate), rate.end)
        pct, low, high = _as_written(rate.pct, rate.low, rate.high, rate.is_minus)
        sentence_start, sentence_end = self._sentence_span(rate.sentence)
        numerator, numerator_terms = self._operand(rate.numerator)
        denominator, denominator_terms = self._operand(rate.denominator)
        return RateRow(
            self._new_id(f"rate{rate.nth}", start, end, rate.rule), self._document, self._title(rate.section),
            rate.matter or None, rate.channel or None, rate.measure, pct, rate.decimals, rate.kind,
            1 if rate.is_minus else rate.direction, rate.formula, low, high, numerator, denominator, numerator_terms, denominator_terms, rate.link_basis if rate.numerator else None,
            rate.qualifier, rate.scope, rate.coverage, start, end, quote, sentence_start, sentence_end, rate.rule,
            self._version,
        )  # fmt: skip

    def _operand(self, count: Draft | None) -> tuple[str | None, str | None]:
        """The id of a count, or where it is not printed the signed ids of those that give it."""
        if count is None:
            return None, None
        if not count.terms:
            return self._id_of(count), None
        return None, " ".join(
            f"{'+' if (sign > 0) is not term.is_minus else '-'}{self._id_of(term)}" for sign, term in count.terms
        )

    def _parts(self, part_list: PartList, number: int) -> list[PartRow]:
        if part_list.total is None:
            return []
        total = self._id_of(part_list.total)
        group = row_id(self._document, "parts", part_list.total.start, part_list.total.end, part_list.cue, number)
        return [
            PartRow(
                group, self._document, total, self._id_of(part), part_list.is_complete, part_list.cue, self._version
            )
            for part in part_list.parts
        ]

    def _tables(self, tables: Any) -> tuple[list[FigureRow], list[CellRow]]:
        figures: list[FigureRow] = []
        at_cell: dict[tuple[int, int], str] = {}
        at_place: dict[tuple[int, str, str], str] = {}
        for found in tables.figures:
            start, end, _ = self._place(found.start, found.end)
            made = self._new_id("figure", start, end, found.rule_id)
            at_cell[(found.start, found.end)] = made
            at_place[(found.table_no, found.row_code, found.column_code)] = made
        for found in tables.figures:
            start, end, quote = self._place(found.start, found.end)
            above = [
                at_place.get((found.table_no, total, found.column_code))
                for total in totals().get((found.table_code, found.row_code), ())
            ]
            figures.append(
                FigureRow(
                    at_cell[(found.start, found.end)],
                    self._document,
                    None,
                    found.matter,
                    None,
                    found.measure_code,
                    found.value,
                    found.value,
                    found.value,
                    found.unit,
                    found.unit,
                    "exact",
                    "stated",
                    "actual",
                    found.coverage,
                    next(filter(None, reversed(above)), None),
                    None,
                    start,
                    end,
                    quote,
                    start,
                    end,
                    found.rule_id,
                    self._version,
                )
            )
        cells = []
        for cell in tables.cells:
            start, end = self._clean.span(cell.start, cell.end)
            cells.append(
                CellRow(
                    self._document,
                    cell.table_no,
                    cell.table_code,
                    cell.coverage,
                    cell.row_code,
                    cell.column_code,
                    cell.value,
                    cell.value_kind,
                    cell.cell_text,
                    start,
                    end,
                    at_cell.get((cell.start, cell.end)),
                    self._version,
                )
            )
        return figures, cells

    def _rejection(self, start: int, end: int, kind: str, why: str) -> RejectionRow:
        char_start, char_end, quote = self._place(start, end)
        return RejectionRow(self._document, kind, why, char_start, char_end, quote, self._version)

    def _sentences(self, rows: Iterable[Any]) -> list[SentenceRow]:
        wanted = {row.sentence_start for row in rows}
        found = []
        for sentence in self._structure.sentences:
            if self._clean.index[sentence.start] in wanted:
                start, end = self._clean.span(sentence.start, sentence.end)
                found.append(SentenceRow(self._document, start, end, self._title(sentence.section), self._version))
        return found


def _as_written(value: Decimal, low: Decimal, high: Decimal, is_minus: bool) -> tuple[Decimal, Decimal, Decimal]:
    """A number and its range, below 0 where a minus is written before it."""
    return (-value, -high, -low) if is_minus else (value, low, high)
