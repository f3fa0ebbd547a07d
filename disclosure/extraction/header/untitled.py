"""What a text without a title says itself that it is of: a year, a part of one, an issue's month.

Many pages are kept without their title. What follows it then tells the period: what the first sentence presents (现将我局2014年
政府信息公开情况报告如下) or opens with (2024年上半年,我县…), that it was drawn up as an annual report, or the chapters that the
regulation asks for. Each must be said in full: plans, rules, guides and notices about others have the same words.
"""

from __future__ import annotations

import re

from disclosure.extraction.header.dates import DAY, MONTH, YEAR, first_date, small_number, year_of
from disclosure.extraction.header.form import NARRATIVE, form_of_report
from disclosure.extraction.header.page import ISSUE, Page
from disclosure.extraction.header.part_of_year import PART, months

_DISCLOSURE = r"(?:政府信息|政务信息|信息|政务|政府|校务|院务|党务)公开"
_SUBJECT = (
    rf"(?:{_DISCLOSURE}|(?:[此该这]项)?(?=工作)|行政执法|信访|(?:行政)?复议|(?:行政)?应诉|(?:人大代表|代表|人大)?建议|(?:政协(?:委员)?|委员)?提案|议案"
    r"|(?:12345)?(?:政务服务|市民服务|市民|便民)?热线|12345|投诉举报|消费维权|网络问政|接处?警|依法行政|法治政府建设|政务服务|审判|检察)"
)
_WHOSE = r"(?:[我本全][\u4e00-\u9fff]{1,3}|(?:(?!落实|贯彻|执行|配合|参[与加]|接受|针对|关于)[\u4e00-\u9fff]){2,16}?[局委办府院校厅县市区镇乡处站园道])?"
_PRESENTED = re.compile(
    rf"[现兹]将(?P<what>{_WHOSE}(?P<year>{YEAR})年度?(?:{PART})?(?:全?[省市县区镇乡]|我[省市县区镇乡局委校])?(?P<subject>{_SUBJECT}(?:[和与及、]?{_SUBJECT}){{0,3}})"
    r"(?:(?:工作)?(?:开展|办理|受理|处理|进展|完成|落实|推进|基本|总体|有关|运行){0,2}(?:情况|年度报告|年报)|工作(?=报告|汇报|总结)))"
    r"(?:总结)?(?P<how>报告|汇报|通报|公布|公开|总结)?如下"
)
"""How a first sentence presents what follows, of whom, of which year and part of it, and of which work as a whole: not a task of an
earlier year (落实2019年巡察反馈), a campaign, a batch, an examination of others or a plan."""
_NOTICE = "通报"
_WORK = "公开工作"
"""Of what a report presents the year, where it only points back to it (开展信息公开工作,现将2021年度此项工作…)."""
_SUCH = re.compile("[此该这]项")

_OPENS_WITH = re.compile(
    rf"\s{{0,8}}(?:一、[\u4e00-\u9fff]{{2,10}}\n\s{{0,8}}(?={YEAR}年{MONTH}月份?,))?(?P<said>(?P<year>{YEAR})年(?P<part>{PART}|{MONTH}月份?)),?(?=[我全本][省市县区州旗镇乡局委])"
)
_COUNTS = re.compile(r"(?:共|受理|汇集|接听|接收|收到|登记)[^。\n\d]{0,14}\d")
"""What stands in the first clauses behind a month that a text is of, and not the month of one event in its year (2023年2月,我区召开培训会)."""
_FIRST_CLAUSES = 50
"""Characters behind a month, in which a text that is of it begins to count."""
_WHOLE_YEAR = re.compile("本年度|年内|今年以来|一年来")
_ANY_YEAR = re.compile(rf"{YEAR}(?=年)")
_COUNTED_UNTIL = ("截至", "截止")
_WRITTEN_SOON = 2
"""Months from the one that a text is of to the day that it is signed."""
_OTHER_PART = re.compile(r"(?:[二三四]季度|下半年)(?!的?(?:重点)?(?:工作)?(?:打算|计划|安排|思路|重点|目标|任务|措施))")
_ALL_YEAR = re.compile(r"全年(?!目标|任务|工作|各项|计划|指标|预期|度)|一年来|年终")
_MONTH_NAMED = re.compile(rf"(?:(?P<year>{YEAR})年|(?<![\d年])){MONTH}\s?月(?!\s?\d{{0,2}}日?[底前])")
_A_MONTH = re.compile(rf"{MONTH}(?=\s?月)")

_ISSUE = re.compile(rf"(?:^|\n)[ \t]*{ISSUE}(?=[ \t]*\n)")
_COUNTS_MONTH = re.compile(
    r"本月(?:份|共|累计|热线|平台|中心){0,3}(?:受理|接听|接到|收到|接收)[^。;\n\d]{0,20}\d{1,7}[件个通条]"
)
_NAMED_MONTH = re.compile(rf"(?P<opens>(?<=[。\n])(?!.{{1,2}}月份?以来))?(?<!\d)(?P<month>{MONTH})月份?(?!\s?\d)")
_BEGINS = 260
"""How far into a text it may be told which issue it is."""
_DRAWN_UP_SOON = 20
"""The day of a month up to which what is put together of a month is of the month before."""

_DRAWN_UP = re.compile(
    rf"(?<![请要应须将拟])(?<!按时|统一|及时|认真|抓紧|组织|指导|督促|做好|部署)(?:编制|编写|编撰|撰写)了?[^。,;:\n《》\d]{{0,24}}(?P<year>{YEAR})年度?[^。;:,\n]{{0,6}}{_DISCLOSURE}(?:工作)?(?:年度报告|年报)"
    r"(?=[。,;:(\n]|$)"
)
"""What a report says that it is, with no quotation marks: 我局编制了2021年政府信息公开年度报告. One that others are to draw up, or that
was drawn up in time among other deeds, is not this one."""
_CHAPTER = re.compile(
    r"(?:^|[。\s])[(]?[一二三四五六七八九][、.)]\s?[^\n。,;:]{0,16}?"
    r"(?:(?P<own>主动公开)|(?P<asked>依申请公开|公开申请)|(?P<other>收费|减免|复议|诉讼|申诉|政府信息管理|平台建设|监督保障))[^\n。,;:]{0,24}?情况(?!的)"
)
"""The chapters of an annual report: what was published, what was asked for, and what it cost or led to (条例, 2007 第三十二条, 2019
第五十条), or how it was managed (格式 of 2021, 总体情况). They tell how it went (情况); points of work, rules and guides have the same names without that."""
_COUNTED = re.compile(r"\d\s?[条件]")
_OF_NO_YEAR = re.compile(
    rf"{PART}|(?<!\d){MONTH}月份|截[至止]到?(?:{YEAR}年)?(?!12月|十二月){MONTH}月|截[至止]到?(?:目前|现在)|学年|今年以来"
    rf"|(?<!\d)(?!1月1日){MONTH}月{DAY}日?起?[至到—–~-]|{YEAR}年?度?\s?[-—–~至到、和及]\s?{YEAR}年|[两三四五]年[来中间]"
)
"""What a report of less or more than a year, or of a school's year, says in its first sentences."""
_OTHER_PAPER = re.compile(
    r"本《?(?:指南|制度|办法|方案|规定|细则|要点|计划|规程)|对[^。\n]{0,40}(?:检查|抽查|督查|测评|考核|评估)"
    r"|[各直][^。,:\n]{0,30}(?:单位|部门|机关|政府|办事处|企业):"
)
"""What else has such chapters: guides, rules, plans, what was found where others were looked at, and notices to others."""
_REQUESTS_COUNTED = re.compile(
    rf"(?:^|\n)[ \t]{{0,8}}(?P<year>{YEAR})年度?,?[^。;\n\d]{{0,30}}(?:收到|受理|接收)[^。;\n\d]{{0,16}}(?:申请公开|公开申请)[^。;\n\d]{{0,8}}\d{{1,6}}[件条]"
)
_FIRST_SENTENCES = 400


def presented(page: Page) -> str:
    """What a text without a title presents (现将|全市2022年行政执法工作情况|报告如下), or ''."""
    match = None if page.title else _PRESENTED.search(page.text, *page.opening)
    return match["what"] if match else ""


def part_opened_with(page: Page) -> str:
    """The part of a year with which a text without a title opens as what it tells of (2024年上半年,我县信访工作…), or '' where it
    goes on to another, to later months or to the whole year."""
    match = None if page.title else _OPENS_WITH.match(page.text, page.opening[0])
    if match is None:
        return ""
    year = year_of(match["year"])
    part = months(match["part"], year, True)
    body = page.text[match.end() : page.signature_span[0] if page.closing_date else len(page.text)]
    if part is None or _ALL_YEAR.search(body) or re.search(rf"{match['year']}年(?:度|共|全|累计|,|我)", body):
        return ""
    if any(m.group() not in match["part"] for m in _OTHER_PART.finditer(body, 0, page.opening[1])):
        return ""
    is_month = part[0].month == part[1].month
    if is_month and not _is_of_month(page, match, body, part[1].month):
        return ""
    named = (m for m in _MONTH_NAMED.finditer(body) if m["year"] is None or year_of(m["year"]) == year)
    is_later = any(
        small_number(_A_MONTH.search(m.group().rpartition("年")[2]).group())
        > part[1].month + (is_month and body.endswith(_COUNTED_UNTIL, 0, m.start()))
        for m in named
    )
    return "" if is_later else match["said"]


def _is_of_month(page: Page, opens: re.Match[str], body: str, month: int) -> bool:
    """Whether a text that opens with a month counts at once what came in then, names no other year and no whole one, and is signed
    soon after."""
    year = year_of(opens["year"])
    written = first_date(page.closing_date or "")
    is_late = written is not None and 12 * (written.year - year) + written.month - month > _WRITTEN_SOON
    others = any(year_of(m.group()) != year for m in _ANY_YEAR.finditer(body))
    first = page.text[opens.end() : opens.end() + _FIRST_CLAUSES].partition("。")[0]
    return _COUNTS.search(first) is not None and not is_late and not others and _WHOLE_YEAR.search(body) is None


def month_of_issue(page: Page) -> str:
    """The only month that the opening of a bulletin's issue without a title names, where a sentence begins with it, the issue counts
    what came in this month and its head is dated early in the next (第5期 … 6月16日 … 本月受理诉求3526件 … 5月份,…); or ''."""
    day = page.masthead.day if page.masthead.organ else None
    begins = None if page.title or day is None else _ISSUE.search(page.text, 0, _BEGINS)
    if begins is None or day.day > _DRAWN_UP_SOON or not _COUNTS_MONTH.search(page.text, begins.end(), page.opening[1]):
        return ""
    behind = page.text[begins.end() : page.opening[1]]
    named = [m for m in _NAMED_MONTH.finditer(behind) if behind[m.start() - 1 : m.start()] != "年"]
    told = {small_number(m["month"]) for m in named}
    opens = any(m["opens"] is not None for m in named)
    return f"{day.month - 1}月份" if opens and told == {day.month - 1} else ""


def is_annual(page: Page, year: int) -> bool:
    """Whether a text without a title is an annual report of disclosure, and of that whole year."""
    opening = page.text[slice(*page.opening)]
    if names_no_whole_year(opening) or _OTHER_PAPER.search(opening[:_FIRST_SENTENCES]):
        return False
    named = _year_drawn_up(page)
    if named is not None:
        return named == year
    presents = _PRESENTED.search(opening)
    if presents is not None and _is_of_disclosure(opening, presents):
        return year_of(presents["year"]) == year
    told = {chapter.lastgroup for chapter in _CHAPTER.finditer(page.text)}
    if not {"own", "asked"} <= told or not _COUNTED.search(page.text):
        return False
    return "other" in told or form_of_report(page.text, year) != NARRATIVE


def names_no_whole_year(opening: str) -> bool:
    """Whether the first sentences of a report name a part of a year, or more than one."""
    return _OF_NO_YEAR.search(opening[:_FIRST_SENTENCES]) is not None


def counts_requests_of(page: Page, year: int) -> bool:
    """Whether a text without a title begins to count with a year's requests for information (2022年,全县共收到申请公开91件)."""
    opening = page.text[slice(*page.opening)][:_FIRST_SENTENCES]
    first = _REQUESTS_COUNTED.search(opening)
    return first is not None and year_of(first["year"]) == year and not names_no_whole_year(opening)


def _is_of_disclosure(opening: str, presents: re.Match[str]) -> bool:
    """Whether what a sentence presents is the year's disclosure, and it is no notice of how others did (情况通报如下)."""
    if presents["how"] == _NOTICE:
        return False
    if "公开" in presents["subject"]:
        return True
    sentence = opening.rfind("。", 0, presents.start()) + 1
    return _SUCH.match(presents["subject"]) is not None and _WORK in opening[sentence : presents.start()]


def _year_drawn_up(page: Page) -> int | None:
    """The year of which the first two sentences say that the text was drawn up as its annual report of disclosure."""
    said = _DRAWN_UP.search(page.text, *page.opening)
    if said is None or page.text.count("。", page.opening[0], said.start()) > 1:
        return None
    return year_of(said["year"])


def year_outlived(page: Page, stated: int) -> int | None:
    """The year that a text without a title says it is of, where the period that it states is that of the report before, copied
    with its sentence: all else that it tells is of the year named."""
    named = None if page.title else _year_drawn_up(page)
    if named != stated + 1:
        return None
    return named if page.text.count(f"{named}年") > page.text.count(f"{stated}年") else None
