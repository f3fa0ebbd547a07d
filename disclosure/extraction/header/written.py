"""The day on which a report was written, where its page says so."""

from __future__ import annotations

import re
from datetime import date

from disclosure.extraction.header.dates import ANY_DATE, LONG_DATE, first_date, to_date
from disclosure.extraction.header.page import Page, date_behind_title

_DAY_OF_NEWS = re.compile(rf"{LONG_DATE},?[^。,\n]{{0,8}}记者")
"""The day on which a newspaper tells what it learned."""
_COUNTED_ON = re.compile(rf"统计(?:截[止至])?(?:时间|日期)[为是:]?\s?(?:截[止至]到?)?{LONG_DATE}")
"""The day on which a bulletin without a date of its own says that it counted."""
_WITHIN = 1500
"""Characters of the text's end in which such a day stands."""


def written_on(page: Page) -> date | None:
    """The day of the signature, of the page's labels, of its masthead or behind its title, in this order."""
    said = (page.closing_date or "", page.labels.get("written", ""), page.labels.get("posted", ""))
    found = next(filter(None, map(first_date, said)), page.masthead.day or date_behind_title(page))
    told = None if found else _DAY_OF_NEWS.search(page.text, *page.opening)
    return to_date(told) if told else found


def counted_on(page: Page) -> date | None:
    """The day on which a bulletin says that it counted."""
    told = _COUNTED_ON.search(page.text, max(0, len(page.text) - _WITHIN))
    return to_date(told) if told else None


def last_date(text: str) -> date | None:
    """The last day that the end of a text names."""
    last = None
    for match in ANY_DATE.finditer(text, max(0, len(text) - _WITHIN)):
        last = to_date(match) or last
    return last
