"""What a text without a title says itself that it is of: 现将2022年执法工作情况报告如下, 2024年上半年,我县…, 第5期."""

from __future__ import annotations

import re

from disclosure.extraction.header.dates import MONTH, YEAR
from disclosure.extraction.header.page import Page

PRESENTED = re.compile(
    rf"[现兹]将(?P<what>[^,。;:\n《\d]{{0,20}}(?P<year>{YEAR})年度?[^,。;:\n\d《]{{2,24}}?(?:情况|工作|年度报告|年报))"
    r"(?:总结)?(?P<how>报告|汇报|通报|公布|公开|总结)?如下"
)
"""How a first sentence presents what follows, and of which year."""
_PART = rf"(?:前?第?[一二三四]季度|[上下]半年|{MONTH}月?[-—–至到~]{{1,2}}{MONTH}月份?)"
_OPENS_WITH = re.compile(rf"\s{{0,8}}(?P<said>{YEAR}年(?P<part>{_PART})),?(?=[我全本][省市县区州旗镇乡局委])")
_OTHER_PART = re.compile(r"[二三四]季度|下半年")
_ISSUE = re.compile(r"(?:^|\n)[ \t]*\(?(?:20\d\d年)?第\d{1,3}期(?:\(总第?\d{1,4}期\))?\)?(?=[ \t]*\n)")
_COUNTS_MONTH = re.compile(
    r"本月(?:份|共|累计|热线|平台|中心){0,3}(?:受理|接听|接到|收到|接收)[^。;\n\d]{0,20}\d{1,7}[件个通条]"
)
_NAMED_MONTH = re.compile(rf"(?<![\d比较与-]){MONTH}月份(?!\d)")
_BEGINS = 260
"""How far into a text it may be told which issue it is."""


def presented(page: Page) -> str:
    """What a text without a title presents (现将|全市2022年行政执法工作情况|报告如下), or ''."""
    match = None if page.title else PRESENTED.search(page.text, *page.opening)
    return match["what"] if match else ""


def part_opened_with(page: Page) -> str:
    """The part of a year with which a text without a title opens as what it tells of (2024年上半年,我县信访工作…), or '' where it
    goes on to another."""
    match = None if page.title else _OPENS_WITH.match(page.text, page.opening[0])
    if match is None:
        return ""
    others = {m.group() for m in _OTHER_PART.finditer(page.text, match.end(), page.opening[1])}
    return "" if any(other not in match["part"] for other in others) else match["said"]


def month_of_issue(page: Page) -> str:
    """The only month that the opening of a bulletin's issue without a title names as its own, where it counts what came in this
    month (2023年第5期 … 本月受理诉求3526件 … 5月份); or ''."""
    begins = None if page.title else _ISSUE.search(page.text, 0, _BEGINS)
    if begins is None or not _COUNTS_MONTH.search(page.text, *page.opening):
        return ""
    named = {m.group() for m in _NAMED_MONTH.finditer(page.text, *page.opening)}
    return named.pop() if len(named) == 1 else ""
