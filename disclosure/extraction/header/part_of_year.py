"""A part of a year in words: 第三季度, 前三季度, 上半年, 1-6月, 6月上旬, 截至9月底, 7月1日-9月30日."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from disclosure.extraction.header.dates import DAY, MONTH, small_number

TO = r"(?:(?:《条例》|条例)?(?:正式)?(?:施行|实施)(?:之日)?)?(?:\s?(?:起算|算起|开始统计|开始|起))?[,、]?\s?(?:统计)?(?:截?至|截?止|到|[—–~-]{1,2})\s?"
"""What joins the two days of a range: 起至, 起、到, 统计到."""
CLOCK = r"(?:\s?\d{1,2}(?:[:时]\d{0,2})?)?"
_RANGE_WITHOUT_YEAR = re.compile(
    rf"(?<![\d年])(?P<m>{MONTH})月(?P<d>{DAY})日{CLOCK}{TO}(?:(?P<to_m>{MONTH})月)?(?P<to_d>{DAY})日"
)
_POINT_RANGE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\s?[—–~-]{1,2}\s?(\d{1,2})\.(\d{1,2})(?![\d.])")
PART = rf"(?:前?第?\s?[一二两三四1-4]\s?季度|[上下]半年|[前头](?:{MONTH}|两)个月|(?<!\d){MONTH}月?\s?[-—–至到~]{{1,2}}\s?{MONTH}\s?月份?(?!\s?\d))"
"""A part of a year, of a quarter or more, as one pattern."""
_QUARTER = re.compile(r"(?P<first>前)?第?\s?(?P<q>[一二两三四1-4])\s?季度")
_HALF = re.compile(r"(?P<half>上|下)半年")
_MONTHS = re.compile(rf"(?<!\d)(?:(?P<from>{MONTH})月?\s?[-—–至到~]\s?)(?P<to>{MONTH})\s?月")
_TWO_MONTHS = re.compile(rf"(?<!\d)(?P<from>{MONTH})月?份?[、和](?P<to>{MONTH})月")
_FIRST_MONTHS = re.compile(rf"[前头](?P<to>{MONTH}|两)个月")
_TEN_DAYS = re.compile(rf"(?<!\d)(?P<m>{MONTH})\s?月(?:份|的)?(?P<part>[上中下])旬")
_SO_FAR = re.compile(rf"截[至止]到?[^。,;\d]{{0,4}}(?:20\d\d年)?(?P<m>{MONTH})\s?月(?:底|末|份|(?P<d>{DAY})日)")
_OF_THE_YEAR = re.compile(r"今年|本年|年内")
_AROUND = 30
_MONTH = re.compile(rf"(?<!\d)(?P<m>{MONTH})\s?月(?:份|度)?(?!\s?\d|[一二三四五六七八九十]{{1,3}}日|底|末)")

Days = tuple[date, date]


def days(words: str, year: int) -> Days | None:
    """7月1日-9月30日, 2.27—3.05; 12月28日至1月3日 begins in the year before."""
    match = _RANGE_WITHOUT_YEAR.search(words)
    if match:
        groups = match["m"], match["d"], match["to_m"] or match["m"], match["to_d"]
    else:
        points = _POINT_RANGE.search(words)
        if not points:
            return None
        groups = points.groups()
    month, day, to_month, to_day = (small_number(g) for g in groups)
    try:
        start = date(year - (month == 12 and to_month == 1), month, day)
        end = date(year, to_month, to_day)
    except ValueError:
        return None
    return (start, end) if start <= end else None


def months(words: str, year: int, is_bulletin: bool) -> Days | None:
    """第三季度, 上半年, 1-6月; for bulletins 11月份, 6月上旬 and 今年截至9月底 too."""
    if is_bulletin:
        part = _ten_days(words, year) or _so_far(words, year)
        if part:
            return part
    quarter, half = _QUARTER.search(words), _HALF.search(words)
    several = _MONTHS.search(words)
    first = _FIRST_MONTHS.search(words)
    if quarter:
        last = 3 * small_number(quarter["q"])
        return _span(year, 1 if quarter["first"] else last - 2, last)
    if half:
        return _span(year, 1, 6) if half["half"] == "上" else _span(year, 7, 12)
    if several and small_number(several["from"]) <= small_number(several["to"]):
        return _span(year, small_number(several["from"]), small_number(several["to"]))
    if first:
        return _span(year, 1, small_number(first["to"]))
    two = _TWO_MONTHS.search(words)
    if two and small_number(two["to"]) == small_number(two["from"]) + 1:
        return _span(year, small_number(two["from"]), small_number(two["to"]))
    month = _MONTH.search(words) if is_bulletin else None
    return _span(year, small_number(month["m"]), small_number(month["m"])) if month else None


def _ten_days(words: str, year: int) -> Days | None:
    match = _TEN_DAYS.search(words)
    if not match:
        return None
    month = small_number(match["m"])
    first = {"上": 1, "中": 11, "下": 21}[match["part"]]
    last = monthrange(year, month)[1] if match["part"] == "下" else first + 9
    return date(year, month, first), date(year, month, last)


def _so_far(words: str, year: int) -> Days | None:
    """The year up to the end of a month or to a day: 今年以来,截至9月底."""
    match = _SO_FAR.search(words)
    if not match or not _OF_THE_YEAR.search(words, max(0, match.start() - _AROUND), match.end() + _AROUND):
        return None
    month = small_number(match["m"])
    last = monthrange(year, month)[1]
    day = small_number(match["d"]) if match["d"] else last
    return (date(year, 1, 1), date(year, month, day)) if day <= last else None


def _span(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
