"""An explanation as a person reads it: the report's sentences, and under each what was read from it and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from disclosure.explaining.explanation import Explanation
from disclosure.explaining.judging import RateVerdict
from disclosure.rows import FigureRow, RateRow
from disclosure.vocabulary import rows as dictionary

Row = FigureRow | RateRow


def in_words(explanation: Explanation) -> Iterator[str]:
    """The lines, from the header to the numbers that are no figures."""
    yield from _header(explanation)
    yield from _sentences(explanation)
    yield from _cells(explanation)
    yield from _rejections(explanation)
    yield from _contradictions(explanation)


def _header(explanation: Explanation) -> Iterator[str]:
    document, report = explanation.document, explanation.report.report
    period = f"{report.period_start} to {report.period_end}" if report.period_start else None
    said = (report.agency_name or report.agency_as_written, report.region_code, report.report_year, period)
    yield f"{document.source_name}  ({document.media_type}, {document.encoding})"
    yield f"  {report.title or 'no title found'}"
    yield "  " + " | ".join(str(value) for value in (*said, report.report_form) if value is not None)


def _sentences(explanation: Explanation) -> Iterator[str]:
    stated: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in (*explanation.report.figures, *explanation.report.rates):
        stated[row.sentence_start, row.sentence_end].append(row)
    figures = {figure.activity_id: figure for figure in explanation.report.figures}
    names = {row["measure_code"]: row["name_zh"] for row in dictionary("measure")}
    section = None
    for (start, end), said in sorted(stated.items()):
        if said[0].section_title != section:
            section = said[0].section_title
            yield f"\n{section or ''}"
        yield f"\n  {_one_line(explanation.document.raw_text[start:end])}  [{start}-{end}]"
        for row in sorted(said, key=lambda row: (row.char_start, row.char_end)):
            name = f"{row.measure_code} {names.get(row.measure_code, '')}".strip()
            if isinstance(row, FigureRow):
                yield from _figure(row, name, figures)
            else:
                yield from _rate(row, name, figures, explanation.verdicts.rates[row.rate_id])


def _figure(figure: FigureRow, name: str, figures: dict[str, FigureRow]) -> Iterator[str]:
    total = figures.get(figure.part_of or "")
    kept = _kept(figure, part_of=f"part of {_one_line(total.quote)}" if total else None)
    amount = _range(figure.value, figure.value_low, figure.value_high)
    kind = "implied" if figure.basis == "implied" else "figure"
    yield f"    {kind:8} {_one_line(figure.quote)} = {amount} {figure.unit}  {name}  {kept}"


def _rate(rate: RateRow, name: str, figures: dict[str, FigureRow], verdict: RateVerdict) -> Iterator[str]:
    sign = " percentage points" if rate.pct_kind == "point" else " %"
    stated = f"{_range(rate.stated_pct, rate.stated_low, rate.stated_high)}{sign}"
    yield f"    rate     {_one_line(rate.quote)} = {stated}  {name}  {_kept(rate)}"
    numerator = _count(rate.numerator_activity_id, rate.numerator_terms, figures)
    denominator = _count(rate.denominator_activity_id, rate.denominator_terms, figures)
    if numerator and denominator:
        division = f"{numerator} / {denominator}"
        computed = f" = {_plain(verdict.computed_pct)} %" if verdict.computed_pct is not None else ""
        formula = f"{division}{computed}, allowed ± {_plain(verdict.tolerance_pct)} (counts {rate.link_basis})"
    else:
        formula = "the text gives no counts for it"
    yield f"             {verdict.status}: {formula}"


def _count(activity_id: str | None, terms: str | None, figures: dict[str, FigureRow]) -> str:
    """A count as quoted, or the quotes that give it when added up and taken away; '' where the text has none."""
    if activity_id:
        return _one_line(figures[activity_id].quote)
    if not terms:
        return ""
    quotes = [f"{term[0]} {_one_line(figures[term[1:]].quote)}" for term in terms.split()]
    return f"({' '.join(quotes).removeprefix('+ ')})"


def _kept(row: Row, part_of: str | None = None) -> str:
    """What sets the row apart, usual values left out, and the rule that read it."""
    unusual = (
        row.qualifier if row.qualifier != "exact" else None,
        row.scope if row.scope != "actual" else None,
        row.coverage if row.coverage != "own" else None,
        f"matter {row.matter}" if row.matter else None,
        f"channel {row.channel}" if row.channel else None,
        part_of,
    )
    return ", ".join([*filter(None, unusual), f"rule {row.rule_id}", f"at {row.char_start}-{row.char_end}"])


def _cells(explanation: Explanation) -> Iterator[str]:
    tables: dict[tuple[int, str], int] = defaultdict(int)
    for cell in explanation.report.cells:
        tables[cell.table_no, cell.table_code] += 1
    if tables:
        yield "\nTables"
    for (number, code), cells in sorted(tables.items()):
        yield f"  {number}. {code}: {cells} cells"


def _rejections(explanation: Explanation) -> Iterator[str]:
    rejections = explanation.report.rejections
    if rejections:
        yield "\nNot figures, and why"
    for rejection in sorted(rejections, key=lambda row: row.char_start):
        yield f"  {_one_line(rejection.quote)}  {rejection.reason}  at {rejection.char_start}-{rejection.char_end}"


def _contradictions(explanation: Explanation) -> Iterator[str]:
    text = explanation.document.raw_text
    found = explanation.verdicts.contradictions
    yield f"\nContradictions: {len(found)}"
    for one in found:
        yield f"  {_one_line(text[one.char_start : one.char_end])}  at {one.char_start}-{one.char_end}"
        yield f"    {one.explanation_zh}"
        yield f"    {one.explanation_en}"


def _range(value: Decimal, low: Decimal, high: Decimal) -> str:
    return _plain(value) if low == high else f"{_plain(value)} ({_plain(low)} to {_plain(high)})"


def _plain(value: Decimal) -> str:
    """The number without zeros behind its last decimal, and never in powers of ten."""
    return f"{value.normalize():f}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
