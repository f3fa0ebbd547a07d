"""What an annual report of disclosure says of its year where no title does: its first sentence, or its chapters.

Many pages are kept without their title. What follows it then tells whether it is of a whole year: that it presents one
(现将我局2014年政府信息公开情况报告如下), that it was drawn up as an annual report, or the chapters that the regulation asks for.
"""

from __future__ import annotations

import re

from disclosure.extraction.header.dates import MONTH, YEAR, year_of
from disclosure.extraction.header.form import NARRATIVE, form_of_report
from disclosure.extraction.header.page import Page
from disclosure.extraction.header.told_of import PRESENTED

_DISCLOSURE = r"(?:信息|政务)公开"
_DRAWN_UP = re.compile(
    rf"(?:编制|编写|编撰|撰写)了?[^。;:\n《》\d]{{0,24}}(?P<year>{YEAR})年度?[^。;:,\n]{{0,6}}{_DISCLOSURE}(?:工作)?(?:年度报告|年报)"
)
"""What a report says that it is, with no quotation marks: 我局编制了2021年政府信息公开年度报告."""
_CHAPTER = re.compile(
    r"(?:^|[。\s])[(]?[一二三四五六七八九][、.)]\s?[^\n。,;:]{0,16}?"
    r"(?:(?P<own>主动公开)|(?P<asked>依申请公开|公开申请)|(?P<other>收费|减免|复议|诉讼|申诉))"
)
"""The chapters of an annual report: what was published, what was asked for, and what it cost or led to (条例, 2007 第三十二条, 2019
第五十条)."""
_PART_OF_YEAR = re.compile(
    rf"[上下]半年|季度|(?<!\d){MONTH}月份|{MONTH}\s?月?\s?[-—至到]\s?{MONTH}\s?月(?!\d)|截[至止]到?(?:{YEAR}年)?(?!12月|十二月){MONTH}月|学年"
)
"""What a report of less than a year, or of a school's year, says in its first sentences."""
_ABOUT = re.compile(_DISCLOSURE)
_SUCH = re.compile("[此该这]项工作")
_WORK = "公开工作"
"""Of what a report presents the year, where it only points back to it (开展信息公开工作,现将2021年度此项工作…)."""
_NOTICE = "通报"
_GUIDE = re.compile("本《?指南")
"""What a guide to disclosure calls itself, whose chapters have the names of a report's."""
_FIRST_SENTENCES = 400


def is_annual(page: Page, year: int) -> bool:
    """Whether a text without a title is an annual report of disclosure, and of that whole year."""
    opening = page.text[slice(*page.opening)]
    if page.title or _PART_OF_YEAR.search(opening[:_FIRST_SENTENCES]) or _GUIDE.search(opening):
        return False
    named = year_named(page)
    if named is not None:
        return named == year
    presents = PRESENTED.search(opening)
    if presents is not None and _is_of_disclosure(opening, presents):
        return year_of(presents["year"]) == year
    told = {chapter.lastgroup for chapter in _CHAPTER.finditer(page.text)}
    is_of_form = form_of_report(page.text, year) != NARRATIVE
    return {"own", "asked"} <= told and ("other" in told or is_of_form)


def _is_of_disclosure(opening: str, presents: re.Match[str]) -> bool:
    """Whether what a sentence presents is the year's disclosure, and it is no notice of how others did (情况通报如下)."""
    if presents["how"] == _NOTICE:
        return False
    if _ABOUT.search(presents["what"]):
        return True
    sentence = opening.rfind("。", 0, presents.start()) + 1
    return _SUCH.search(presents["what"]) is not None and _WORK in opening[sentence : presents.start()]


def year_named(page: Page) -> int | None:
    """The year of which a text says that it was drawn up as its annual report of disclosure."""
    said = _DRAWN_UP.search(page.text, *page.opening)
    return year_of(said["year"]) if said is not None else None


def year_outlived(page: Page, stated: int) -> int | None:
    """The year that a text without a title says it is of, where the period that it states is that of the report before, copied
    with its sentence: all else that it tells is of the year named."""
    named = None if page.title else year_named(page)
    if named != stated + 1:
        return None
    return named if page.text.count(f"{named}年") > page.text.count(f"{stated}年") else None
