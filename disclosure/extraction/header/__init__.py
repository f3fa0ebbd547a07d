"""What a page says of the report as a whole: title, organ, place, year, period, date of publication, form.

Order of trust: title, first sentences, signature, index table, repeated mentions in the body, file manifest; the file's
name only tells apart places that share a name. What the text does not settle is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from disclosure.extraction.header.agency import full_name, issuer_in_title, platform_in_title, written_issuer
from disclosure.extraction.header.dates import first_date
from disclosure.extraction.header.form import BULLETIN, form_of_report, is_bulletin, opens_as_bulletin
from disclosure.extraction.header.gazetteer import gazetteer
from disclosure.extraction.header.page import Page, date_behind_title, read_page
from disclosure.extraction.header.period import Period, read_period
from disclosure.extraction.header.region import settle
from disclosure.extraction.header.untitled import month_of_issue
from disclosure.text import Structure


class Header(NamedTuple):
    """The header of a report; a key that neither text nor manifest settles is None."""

    title: str | None
    agency_name: str | None  # full official name
    agency_as_written: str | None
    region_code: str | None  # 6 digits, GB/T 2260
    region_name: str | None
    report_year: int | None
    period_start: date | None
    period_end: date | None
    published_on: date | None
    report_form: str  # narrative, indicator_table_2014, statutory_2019, statutory_2021, local_table, bulletin


def read_header(structure: Structure, source_name: str, manifest: Mapping[str, str] | None = None) -> Header:
    """Reads the header from a structured clean text.

    manifest: what manifest.csv says of the file (agency_name, region_code, report_year, period_start, period_end, all
    optional); it fills what the text leaves open and overrules nothing.
    """
    said = manifest or {}
    places = gazetteer()
    page = read_page(structure)
    bulletin = is_bulletin(page.title) if page.title else opens_as_bulletin(page.text) or month_of_issue(page) != ""
    period = _filled(read_period(page, bulletin), said)
    mentions = places.mentions(page.text)
    written = written_issuer(page, mentions, bulletin and page.title is not None)
    region = settle(places, page, written or issuer_in_title(page.title), mentions, period.year, source_name)
    region = region or places.regions.get(said.get("region_code") or "")
    return Header(
        title=page.title,
        agency_name=full_name(places, page, written, region, mentions)
        or platform_in_title(places, page)
        or said.get("agency_name")
        or None,
        agency_as_written=written,
        region_code=region.code if region else None,
        region_name=region.full_name if region else None,
        report_year=period.year,
        period_start=period.start,
        period_end=period.end,
        published_on=_published_on(page),
        report_form=BULLETIN if bulletin else form_of_report(page.text, period.year),
    )


def _filled(period: Period, said: Mapping[str, str]) -> Period:
    """The period with what only the manifest says."""
    year = said.get("report_year") or ""
    start, end = (first_date(said.get(key) or "") for key in ("period_start", "period_end"))
    if period.start:
        start, end = period.start, period.end
    return Period(period.year or (int(year) if year.isdigit() else None), start, end)


def _published_on(page: Page) -> date | None:
    """The date of the index table, of the page, of the masthead, of the signature, in this order."""
    for label in ("written", "posted"):
        found = first_date(page.labels.get(label, ""))
        if found:
            return found
    day = page.masthead.day
    if day and page.masthead.organ:
        return day
    found = first_date(page.closing_date or "") or first_date(page.labels.get("dated", "")) or day
    return found or date_behind_title(page)
