"""Who issues a page and when, as the lines beside its title tell it: 某县信访局 2019年11月3日, [2012-03-12] 来源:本站."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from disclosure.extraction.header.dates import ANY_DATE, to_date

_LONGEST_LINE = 80
_OF_THE_PAGE = re.compile(
    r"来源|作者|编辑|责编|供稿|稿源|记者|时间|日期|发布|字号|字体|【|浏览|点击|阅读|访问|打印|分享|大\s?中\s?小|次数|文号|索引"
)
"""What else a line says that tells when the page was put up."""
_ABOUT_THE_DATA = re.compile(r"报告期|统计|期限|时限|时段|起止|截[至止]|会议|修订|施行|召开")
_CLOCK = re.compile(r"\d{1,2}\s?:\s?\d{2}(?:\s?:\s?\d{2})?")
_LEFT_OVER = re.compile(r"[\s()\[\]【】|·•,:—-]")
_TAIL = re.compile(
    r"(?:局|厅|委|委员会|办公室|办|中心|政府|街道|镇|乡|办事处|院|社|部|公司|支队|大队)(?=(?:主?编|编印|编制|印发?|发)?$)"
)
_NAME = re.compile(r"[一-鿿\d]{4,44}")


class Masthead(NamedTuple):
    """What the lines beside the title say; None where they do not."""

    organ: str | None
    day: date | None


def read_masthead(lines: Iterable[str]) -> Masthead:
    """The organ that stands with a day on a line beside the title, and the day; else the first day that such a line
    tells of the page."""
    day = None
    for line in lines:
        found = _day_of(line)
        if found is None:
            continue
        rest = _LEFT_OVER.sub("", _CLOCK.sub("", ANY_DATE.sub("", line)))
        tail = _TAIL.search(rest)
        if tail and _NAME.fullmatch(rest, 0, tail.end()) and not _OF_THE_PAGE.search(line):
            return Masthead(rest[: tail.end()], found)
        if not rest or _OF_THE_PAGE.search(line) or _CLOCK.search(line):
            day = day or found
    return Masthead(None, day)


def _day_of(line: str) -> date | None:
    """The one day that a short line names and that is not of the data."""
    if len(line) > _LONGEST_LINE or "。" in line or _ABOUT_THE_DATA.search(line):
        return None
    days = [to_date(match) for match in ANY_DATE.finditer(line)]
    return days[0] if len(days) == 1 else None
