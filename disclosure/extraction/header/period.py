"""The year and the period that a report is about, as its text states them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from disclosure.extraction.header.dates import (
    DAY,
    LATEST_YEAR,
    LONG_DATE,
    MONTH,
    SHORT_DATE,
    YEAR,
    first_date,
    small_number,
    to_date,
    year_of,
)
from disclosure.extraction.header.last_year import calls_it_last_year
from disclosure.extraction.header.page import Page
from disclosure.extraction.header.part_of_year import CLOCK, TO, days, months
from disclosure.extraction.header.told_year import YEAR_RANGE, possible, without_compared, year_in_opening, year_of_part
from disclosure.extraction.header.untitled import (
    counts_requests_of,
    is_annual,
    month_of_issue,
    names_no_whole_year,
    part_opened_with,
    presented,
    year_outlived,
)
from disclosure.extraction.header.written import counted_on, last_date, written_on

_RANGE = re.compile(
    rf"{LONG_DATE}{CLOCK}{TO}(?:(?P<to_y>{YEAR})\s?年\s?|[同当]年)?(?:(?P<to_m>{MONTH})\s?月\s?)?(?P<to_d>{DAY})\s?日"
)
_RANGE_OF_POINTS = re.compile(
    rf"{SHORT_DATE}\s?(?:起)?(?:至|到|[—–~-]{{1,2}})\s?(?:(?P<to_y>20[0-3]\d)[-./])?(?P<to_m>\d{{1,2}})[-./](?P<to_d>\d{{1,2}})(?!\d)"
)
_RANGE_OF_MONTHS = re.compile(rf"(?P<y>{YEAR})\s?年\s?{MONTH}\s?月?\s?[-—–至到~]\s?{MONTH}\s?月(?!\s?\d)")
_HINGE_OF_POINTS = re.compile(r"[-./]\d{1,2}\s?起?[至到—–~-]{1,2}\s?\d")
_HINGE = re.compile(r"日[^\n。日]{0,12}?[至到—–~-]")
"""What joins the two days of a range; looked for first, since it is rare."""
_LONGEST_DATE = 30
# 自201511日起至20151231日止, 20151月1日至201512月31日: 年 or 月 lost by the page's editor
_RANGE_WITHOUT_MARKS = re.compile(
    r"(?P<y>20[0-3]\d)(?<!\d\d{4})0?1月?0?1日?(?:起)?(?:至|到)(?P<to_y>20[0-3]\d)?12月?(?P<to_d>3[01])日"
)
_RANGE_OF_DIGITS = re.compile(
    r"(?<!\d)(?P<y>20[0-3]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)日?[至到](?P<to_y>20[0-3]\d)?(?P<to_m>[01]\d)(?P<to_d>[0-3]\d)日"
)
"""A range whose 年 and 月 the page's editor lost, the months in two digits: 20140414日至0420日."""
_OPENS_WITH_DAY = re.compile(rf"\s{{0,6}}{LONG_DATE}")
_DAILY = re.compile(r"(?:热线|城管|工单|警情|诉求|信访|投诉|受理|办理)日报(?!社)")
"""The title of a day's bulletin, whose day its text begins with."""
_SAYS_PERIOD = re.compile(r"统计|数据|期限|时限|时间段|报告期|涵盖|起止|期间|期\($")
_CONTEXT = 40
_PRESENTS = re.compile(
    rf"[现兹]将(?:[我本][\u4e00-\u9fff])?(?:今年|本年|当年)?(?P<days>{MONTH}月{DAY}日[^。;:\n\d]{{1,3}}(?:{MONTH}月)?{DAY}日)[^。;:\n]{{0,20}}(?:情况|工作|数据)"
    r"[^。;:\n]{0,8}(?:如下|于后|报告|汇报|公布)"
)
"""A report that says of which days it is, and leaves the year to its title (现将1月1日至12月15日的工作报告如下)."""
_WHOLE_YEAR = re.compile(
    r"统计(?:口径|时段|时间|期限|范围)[为是:]?(?:当年|本年|该年)度?1月1日[至到—-]+12月31日|全年\s?\(?截[至止]到?\s?(?:当年|本年|年底前)?\s?12月31日"
)

_TITLE_YEAR = re.compile(rf"(?<![\d〔\[]){YEAR}(?=\s?年|\s?度|\s?第)|(?<![\d〔\[(]){YEAR}(?=[^\d\s〕\]年.-])")
_BEHIND_SITE = re.compile(
    rf"{YEAR}(?!\s?[年度\d])[^年\n]{{0,12}}?(?:官网|官方|#)[^年\n]{{0,30}}?(?<!\d)(?P<year>{YEAR})(?=年)"
)
"""The year of the report in a title before whose organ a page puts the name of a site, with a year of its own (某某_2024官网#办公厅2020年…)."""
_LINE_OF_PART = re.compile(
    rf"\s{{1,6}}\(?(?P<said>(?P<year>{YEAR})年度?\s?(?:第?[一二三四1-4]季度|[上下]半年|{MONTH}月?(?:[-—至]{MONTH}月)?份?))\)?[ \t]{{0,4}}(?=\n)"
)
"""A line below the title that says nothing but which part of a year it is of (2010年第三季度)."""
_OPENS_WITH_MONTH = re.compile(
    rf"\s{{0,6}}(?P<said>(?:{YEAR}年)?{MONTH}月份?)(?:,|(?=[\u4e00-\u9fff])(?![底末以至到上中下前])(?!初))[^。;\n\d]{{0,40}}(?:12\d{{3}}[^。;\n\d]{{0,30}})?\d[\d.,]{{0,9}}万?余?[件条次个宗起]"
)
"""A month with which a bulletin opens as what it counts of, whatever longer part it adds up behind (6月,受理2563件,1-6月累计…)."""
_UP_TO = re.compile(rf"[截至止]{{1,2}}到?{LONG_DATE}")
_DAYS_OF_MONTH = re.compile(rf"月份?\s?\((?P<days>{MONTH}月{DAY}日?[至到—–~-]{{1,2}}{MONTH}月{DAY}日)\)")
"""From which day to which a bulletin's month goes: 11月份(10月26日至11月25日)."""
_FIRST_WORDS = 200
_LONGEST_PERIOD = 800
"""Days: a first report of May 2008 to December 2009 is the longest seen."""
_EARLY_MONTHS, _LATE_MONTHS = 6, 10
_SPRING = 4
_LAST_MONTH = 12
"""A report written before it is of no whole year."""
_OF_CASES = re.compile(
    r"警情|[接报]警|123(?:12|15|19|45)|受理(?:情况|量)|复议|应诉|诉讼|建议|提案|议案|信访|投诉|举报|诉求|热线|审判|执行工作|案件|行政执法|执法(?:工作|情况|统计)|公安(?=工作|(?:19|20)\d\d年)"
)
_OF_DISCLOSURE = re.compile(r"信息公开|政务公开|政府公开|(?<!统计)年报|计划|要点|方案|目标")
"""Titles of reports whose period is what they state, and of papers that look ahead."""
_PART_NAMED = re.compile(r"月(?!报)|季度|半年|旬|第\d{1,2}[期周]|截[至止]|以来")
_YEARBOOK = re.compile(r"年鉴")
_YEAR_OPENS = re.compile(
    r"^[ \t\u3000]*(?:[一1][、.]\s?)?(?P<y>(?:19|20)\d\d)年(?:度|全年)?[^\d。月季旬半\n][^。月季旬半\n]{0,80}?\d[\d,. ]{0,12}[万余多]{0,2}[件宗起条个]",
    re.MULTILINE,
)
"""What counts for the whole of a year, before any month is named."""
_ANNUAL = re.compile(r"年报|年度报告")
_ANNUAL_OF_DISCLOSURE = re.compile(r"公开.{0,8}?(?:年度报告|年报)|年度.{0,12}公开(?:工作)?报告")
_REPORT_OF_DISCLOSURE = re.compile(rf"{YEAR}年度?(?:全[市县区镇乡])?(?:政府)?信息公开(?:工作)?(?:情况)?的?报告(?=$|\()")
"""The same without 年度报告 (2016年政府信息公开情况的报告), which is of the year too where no part of it is named."""
_TELLS_WHOLE_YEAR = re.compile(
    r"[现兹]将(?:[我本][\u4e00-\u9fff])?(?:全年|一年来|本年度)的?[^,。;:\n\d]{0,20}(?:情况|工作)[^,。;:\n\d]{0,10}如下"
)
"""What a report presents that is of a whole year whatever it is about (现将全年工作报告如下)."""
_FIRST_OF_A_WHOLE_YEAR = 2009
"""The regulation came into force on 1 May 2008: reports of that year begin there, or with the year, and say which."""


class Period(NamedTuple):
    """The year a report is about and its first and last day; None where the text does not say."""

    year: int | None
    start: date | None
    end: date | None


def read_period(page: Page, is_bulletin: bool) -> Period:
    """The year and the period. An annual report of disclosure that states no period is of its year (条例, 2007 第三十一条, 2019
    第四十九条); of a work summary a year alone is none."""
    stated = _stated_range(page, is_bulletin)
    year = _year_in_title(page.title or presented(page))
    if year is None and stated:
        year = year_outlived(page, stated[1].year) or stated[1].year
    if year is None and not (page.title and YEAR_RANGE.search(page.title)):
        year = year_of_part(page) if is_bulletin else None
        year = year or _year_of_end(page, year_in_opening(page))
        if year is None and stated is None and (before := _year_before_news(page)):
            return Period(before, None, None)
        year = year or _year_before_closing(page, is_bulletin) or _year_told_up_to(page)
    if stated is None and year and _is_of_year(page, year, is_bulletin):
        stated = date(year, 1, 1), date(year, 12, 31)
    if stated is None:
        stated = _part_of_year(page, year, is_bulletin)
    if stated is None and year and "12月31日" in page.text and _WHOLE_YEAR.search(page.text):
        stated = date(year, 1, 1), date(year, 12, 31)
    return Period(year, *(stated or (None, None)))


def _year_in_title(title: str) -> int | None:
    if YEAR_RANGE.search(title):
        return None
    behind = _BEHIND_SITE.search(title)
    match = None if behind else _TITLE_YEAR.search(title)
    written = behind["year"] if behind else match and match.group()
    return possible(year_of(written)) if written else None


def _year_of_end(page: Page, year: int | None) -> int | None:
    """The year that the first sentences speak of, or the one at whose end a report without a title is signed: what was done
    is then of that year, whatever plan or report of the year before it names."""
    written = first_date(page.closing_date or "")
    is_later = year is not None and written is not None and written.month >= _LATE_MONTHS and written.year == year + 1
    return written.year if is_later and not page.title else year


def _year_told_up_to(page: Page) -> int | None:
    """The year of the day up to which the first sentences of a text without a title count: 截至2021年9月12日."""
    match = None if page.title else _UP_TO.search(page.text, page.opening[0], page.opening[0] + _FIRST_WORDS)
    return possible(year_of(match["y"])) if match else None


def _year_before_closing(page: Page, is_bulletin: bool) -> int | None:
    """The year before an early closing date, the same year for a late one; bulletins: of the month they name."""
    written = first_date(page.closing_date or "") or first_date(page.labels.get("written", ""))
    if is_bulletin:
        written = written_on(page) or (counted_on(page) if page.title else last_date(page.text))
        month = _last_month(page.title or "") or _last_month(without_compared(page.text[slice(*page.opening)]))
        if written and month:
            return written.year - (month > written.month)
    if written is None:
        return _year_before_posting(page)
    if written.month <= _EARLY_MONTHS:
        return written.year - (not is_bulletin)
    return written.year if written.month >= _LATE_MONTHS or is_bulletin else None


def _year_before_news(page: Page) -> int | None:
    """The year before the day on which a newspaper told of 去年."""
    written = written_on(page) if calls_it_last_year(page.text) else None
    return written.year - 1 if written else None


def _year_before_posting(page: Page) -> int | None:
    """The year before the spring in which an annual report without any year was put up."""
    posted = first_date(page.labels.get("posted", ""))
    if posted and posted.month <= _SPRING and _ANNUAL.search(page.title or ""):
        return posted.year - 1
    return None


def _last_month(words: str) -> int | None:
    """The last month of the quarter, half year or month that words name."""
    found = months(words, LATEST_YEAR, True)
    return found[1].month if found else None


def _stated_range(page: Page, is_bulletin: bool) -> tuple[date, date] | None:
    """自2012年1月1日起至2012年12月31日止 or 2012.1.1-2012.12.31, where the words before it speak of the data's period.

    Whole months in the first sentences, and any days in those of a bulletin, speak for themselves.
    """
    told = _OPENS_WITH_DAY.match(page.text, page.opening[0]) if _DAILY.search(page.title or "") else None
    if told and (day := to_date(told)):
        return day, day
    for match in _ranges(page):
        start = to_date(match)
        end = start and _end_of(start, match["to_y"], match["to_m"], match["to_d"])
        if not (start and end and start <= end and (end - start).days <= _LONGEST_PERIOD):
            continue
        before = page.text[max(0, match.start() - _CONTEXT) : match.start()]
        opens = page.title_span[0] <= match.start() < page.opening[1]
        if _SAYS_PERIOD.search(before) or (opens and (is_bulletin or _whole_months(start, end))):
            return start, end
    match = _RANGE_OF_DIGITS.search(page.text, *page.opening)
    start = match and to_date(match)
    end = start and match and _end_of(start, match["to_y"], match["to_m"], match["to_d"])
    if start and end and start <= end:
        return start, end
    match = _RANGE_OF_MONTHS.search(page.text, *page.opening)
    if match and _SAYS_PERIOD.search(page.text[max(0, match.start() - _CONTEXT) : match.start()]):
        return months(match.group(), year_of(match["y"]), False)
    match = _RANGE_WITHOUT_MARKS.search(page.text, *page.opening)
    if match:
        year = int(match["y"])
        return date(year, 1, 1), date(int(match["to_y"] or year), 12, int(match["to_d"]))
    return None


def _ranges(page: Page) -> Iterator[re.Match[str]]:
    """Ranges of dates in the opening, then in a body that speaks of 统计."""
    end = page.opening[1] if page.text.find("统计", page.opening[1]) < 0 else len(page.text)
    for hinge in _HINGE.finditer(page.text, 0, end):
        match = _RANGE.search(page.text, max(0, hinge.start() - _LONGEST_DATE), hinge.end() + _LONGEST_DATE)
        if match:
            yield match
    for hinge in _HINGE_OF_POINTS.finditer(page.text, 0, page.opening[1]):
        match = _RANGE_OF_POINTS.search(page.text, max(0, hinge.start() - _LONGEST_DATE), hinge.end() + _LONGEST_DATE)
        if match:
            yield match


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _end_of(start: date, year: str | None, month: str | None, day: str) -> date | None:
    to_month = small_number(month) if month else start.month
    over_new_year = start.month == 12 and to_month == 1
    try:
        return date(year_of(year) if year else start.year + over_new_year, to_month, small_number(day))
    except ValueError:
        return None


def _is_of_year(page: Page, year: int, is_bulletin: bool) -> bool:
    """Whether an annual report of disclosure or a report of cases is of a whole year: its title names that alone, and no months
    (2013年度行政复议工作情况), or it is the section of a yearbook; a bulletin must say so again in its first words
    (2018年,全市受理投诉92件)."""
    title = page.title or presented(page)
    opening = page.text[slice(*page.opening)][: 2 * _FIRST_WORDS]
    opens = _YEAR_OPENS.search(opening)
    opens_with_it = opens is not None and int(opens["y"]) == year
    if _YEARBOOK.search(page.text[:_FIRST_WORDS]):
        return opens_with_it
    written = written_on(page)
    if written is not None and written.year == year and written.month < _LAST_MONTH:
        return False
    if not page.title and not is_bulletin and year >= _FIRST_OF_A_WHOLE_YEAR:
        is_later = written is not None and written.year == year + 1 and written.month <= _EARLY_MONTHS
        if is_annual(page, year) or (is_later and counts_requests_of(page, year)):
            return True
    if _year_in_title(title) != year or _PART_NAMED.search(title):
        return False
    if _ANNUAL_OF_DISCLOSURE.search(title):
        return year >= _FIRST_OF_A_WHOLE_YEAR
    if _REPORT_OF_DISCLOSURE.search(title) and year >= _FIRST_OF_A_WHOLE_YEAR:
        return not names_no_whole_year(opening)
    if _TELLS_WHOLE_YEAR.search(opening):
        return True
    if not _OF_CASES.search(title) or _OF_DISCLOSURE.search(title):
        return False
    return opens_with_it if is_bulletin else opens_with_it or not _PART_NAMED.search(opening[:_FIRST_WORDS])


def _part_of_year(page: Page, year: int | None, is_bulletin: bool) -> tuple[date, date] | None:
    """A week, month, quarter or half year that the title names; for bulletins the first sentences too."""
    if year is None:
        return None
    opened = "" if is_bulletin else part_opened_with(page)
    places = [page.text[slice(*page.title_span)]]
    below = _LINE_OF_PART.match(page.text, page.opening[0])
    if is_bulletin:
        opens = _OPENS_WITH_MONTH.match(page.text, *page.opening)
        words = page.text[page.opening[0] : page.opening[0] + _FIRST_WORDS]
        places.append(opens["said"] if opens else without_compared(words))
    elif below is not None and year_of(below["year"]) == year:
        places.append(below["said"])
    if is_bulletin:
        places.insert(0, month_of_issue(page))
    else:
        places += [presented(page), opened]
    told = None if is_bulletin else _PRESENTS.search(page.text, *page.opening)
    told = told or (
        _DAYS_OF_MONTH.search(page.text, page.opening[0], page.opening[0] + _FIRST_WORDS) if is_bulletin else None
    )
    if told is not None and (found := days(told["days"], year)) is not None:
        return found
    for words in places:
        found = days(words, year) if is_bulletin else None
        found = found or months(words, year, is_bulletin or words == opened != "")
        if found:
            return found
    return None
