"""Years and dates as reports write them: 2009年, 二〇一二年三月二十六日, 2022-07-22."""

from __future__ import annotations

import re
from datetime import date

EARLIEST_YEAR, LATEST_YEAR = 2000, 2039

_ZERO = "〇零○ОOo0"
_DIGITS = {
    "元": "1",
    "一": "1",
    "二": "2",
    "两": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
_DIGITS |= {zero: "0" for zero in _ZERO}

YEAR = rf"(?:20[0-3]\d|[二2][{_ZERO}][一二三四五六七八九\d{_ZERO}]{{2}})"
"""A year, in ASCII or Chinese digits."""
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元(?=月))"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
LONG_DATE = rf"(?<!\d)(?P<y>{YEAR})\s?年\s?(?P<m>{MONTH})\s?月\s?(?P<d>{DAY})\s?[日号]"
_POINT = r"\s{0,2}[-./]\s{0,2}"
SHORT_DATE = rf"(?<!\d)(?P<y2>20[0-3]\d){_POINT}(?P<m2>1[0-2]|0?[1-9]){_POINT}(?P<d2>3[01]|[12]\d|0?[1-9])(?!\d)"
ANY_DATE = re.compile(f"{LONG_DATE}|{SHORT_DATE}")
DATE_LINE = re.compile(rf"\(?\s{{0,3}}(?:{LONG_DATE}|{SHORT_DATE})\s{{0,3}}\)?\s{{0,3}}$")
"""A line that is nothing but a date."""


def year_of(written: str) -> int:
    """2012 for 2012, 二〇一二 or 二O一二."""
    return int("".join(_DIGITS.get(c, c) for c in written))


def small_number(written: str) -> int:
    """The number of a month, day or quarter: 3, 三, 十二, 二十六."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    value = int(_DIGITS[ones]) if ones else 0
    return value + (10 * (int(_DIGITS[tens]) if tens else 1) if ten else 0)


def to_date(match: re.Match[str]) -> date | None:
    """The date of a match of LONG_DATE or SHORT_DATE; None for 31 February."""
    groups = match.groupdict()
    year, month, day = (groups.get(k) or groups.get(f"{k}2") for k in "ymd")
    try:
        return date(year_of(year), small_number(month), small_number(day))
    except ValueError:
        return None


def first_date(text: str) -> date | None:
    """The first date in a text."""
    match = ANY_DATE.search(text)
    return to_date(match) if match else None
