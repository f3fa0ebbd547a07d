"""The year that the first sentences of a text tell of, where no title and no stated period says it.

Every year that they name speaks for itself, but for those that stand beside what is told: the year that it is compared with, one
that cases came from or went to, one since which a count runs, the year of a rule, and what is planned. Years told one after
the other are none of them the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.extraction.header.dates import EARLIEST_YEAR, LATEST_YEAR, MONTH, YEAR, year_of
from disclosure.extraction.header.page import Page
from disclosure.extraction.header.part_of_year import PART

_WITHIN = 1500
_AROUND = 30
YEAR_RANGE = re.compile(rf"{YEAR}年?\s?[-—–至~]\s?{YEAR}\s?年")
_YEAR = re.compile(
    rf"(?<!\d)(?P<year>{YEAR})\s?年(?!\s?[\d一二三四五六七八九十]{{1,3}}\s?月\s?[\d一二三四五六七八九十])(?P<own>度|,|我|本|全|市|县|区)?"
)
"""A year that is no day's; 2012年度 and 2012年我局 are most often the report's own."""
_YEARS_LISTED = re.compile(rf"{YEAR}年?度?(?:[、和及]{YEAR}年?度?)+")
"""Years side by side (2015年、2016年、2017年), none of which is the report's."""
_NAMED_DOCUMENT = re.compile(r"(?<![发公]布)(?<!公开)(?<!编制)(?<!编制了)《[^《》\n]{0,60}》")
"""The name of another document; what is made public is this one."""
_NAMES_ITSELF = re.compile(
    rf"(?:编制|编写|撰写)了?[《“\"][^《》“”\"\n]{{0,40}}?(?P<year>{YEAR})年度?[^《》“”\"\n]{{0,40}}?(?:报告|年报|总结)[》”\"]"
)
"""What a report says that it is: 编制了《某局2016年政府信息公开工作年度报告》."""
_UP_TO_END = re.compile(rf"截[至止]到?(?P<year>{YEAR})年(?:{MONTH}月)?[底末]")
"""The end of what a report without a title tells (截止2010年11月底)."""

_LAST = r"(?:[上去前]一?年度?(?:的?同期)?)?\(?"
_COMPARED_BEFORE = re.compile(
    rf"(?:较之?|(?<!评)比起?|相[比较]于?|[同环对]比|[高低多少][于过]|超过|不及|不如){_LAST}$|[较比][^,。;\d]{{1,8}}的$|上一?年度?(?:同期)?\($"
)
"""What stands before the year that another is compared with: 较2016年, 同比2021年4月, 比上年(2018年)."""
_JOINED_BEFORE = re.compile(rf"[与和同跟]{_LAST}$")
_COMPARED_BEHIND = re.compile(r"度?[^,。;\n]{0,20}?(?:[相对]比|比较|相较|持平|相当|一致|同期)")
"""与2016年的61件|相比: what the joining word may stand far before."""
_IS_BASE = re.compile(
    rf"度?(?:{PART}|{MONTH}月份?|全年)?的?(?:同[期月]|(?:[仅只]?[为是]|[仅只]有)(?:约|近)?\s?\d|\s?[\d.一二两三四五六七八九十]{{1,5}}倍|(?:[^,。;\n]{{0,8}})?基础上)"
)
"""A year that itself is told as what was before: 2018年为48件, 2019年同期, 2016年的1.2倍."""
_COMPARED_PART = re.compile(
    rf"(?:较|(?<!评)比|相[比较]于?|[同环对]比)(?:(?:{YEAR}年|[上去今本]年)?度?(?:{PART}|{MONTH}月份?|同期)[、和与]?)+"
)
"""比一季度, 较2021年第四季度: the part of a year that another is compared with."""
_COUNT_BEFORE_BRACKET = re.compile(r"[\d%][件次条宗个起封人]{0,2}\([^()\n]*$")
_COUNT_IN_BRACKET = re.compile(r"[^()。\n]{0,20}?\d万?[件次条宗个起封人%]")
"""受理63件(2012年48件,2011年45件)."""

_LEFT_OVER_BEFORE = re.compile(
    r"(?:(?:结转|转|顺延|延续)(?:到|至|入)|结转)$|(?<!来)自$|(?:^|[,。;、\s])从$|(?<![理事])由$"
)
"""What stands before a year that the report is not of: that cases are left over to, or that a count grew from."""
_FROM_BEFORE = re.compile(r"从$")
_FROM_BEHIND = re.compile(r"度?的\s?\d")
_LEFT_OVER_BEHIND = re.compile(r"度?(?:结转|转结|转入|遗留|跨年)")
_BEGAN = r"(?:开通|设立|成立|创办|创建|组建|启用|上线)"
_SINCE_BEHIND = re.compile(
    rf"(?:(?!0?1月|[一元]月){MONTH}月)?以来|\d{{1,2}}月(?:\d{{1,2}}日)?[^,。;\d]{{0,6}}{_BEGAN}|[^,。;\d]{{0,6}}{_BEGAN}(?:运行)?(?:以来|至今|后)"
)
"""What follows the year in which something began that is told of (从2001年|5月正式开通至今), or since which is counted."""
_BEGAN_BEFORE = re.compile(rf"(?:{_BEGAN}|始建|建|建成|始|更名|修订|颁布|施行|实施|出台)于$")
_BEGAN_IN = re.compile(rf"[^,。;\d]{{0,4}}(?:{_BEGAN}|建立|建成|挂牌|更名)")
_OF_A_RULE = re.compile(r"(?:新|重新|第[二三四]次)?(?:修订|修正)|新?(?:印发|颁布|出台|下发|制定)的|第\s?\d{1,4}\s?号")
"""2019年|新修订的条例, 2017年|印发的通知."""

_PLANS = re.compile(
    r"(?:(?<=\n)|(?<=。))[ \t]{0,4}(?=[(一二三四五六七八九十])[(]?[二三四五六七八九十]{1,2}[、.)][^\n。:,;]{0,24}?"
    r"(?:打算|计划|安排|思路|设想|展望|下一步|努力方向)[^\n。:,;]{0,10}(?=[\n:。]|$)"
)
"""The heading under which a report tells what comes next, from where on no year is its own."""
_PLANNED = re.compile(
    r"度?,?(?:[我本全][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{0,8}?(?:局|中心|委|办|厅|院))?,?"
    r"(?:要(?![求点])|拟|计划|力争|打算|争取|确保|将(?:继续|进一步|按照|围绕|以|努力|不断|紧紧|坚持|着力|重点|认真|更加|把|新[建增设]|设立|开展|推进|实施|完成|建[立成]|举办|开通|启动|加[大强快]|完善|深化|优化|提[高升]|组织|推行|探索))"
)
_PRAISED_BEFORE = re.compile(r"(?:评为|评选为|荣?获得?|授予|列入)了?(?:全?[国省市县区])?$")
_EXAMINED = re.compile(r"度?[^,。;\n]{0,24}?(?:考核|考评|测评|评比|评估|检查)中")
_NAMES_REPORT = re.compile(r"[^,。;:\n]{0,24}?(?:总结|小结|报告|年报|汇报|工作情况)[ \t]{0,4}(?=\n|$)")
"""A line that ends as a title does, of what a page puts below another title."""
_A_MONTH = re.compile(rf"\s?{MONTH}\s?月(?!\s?[-—–至到~、])")
"""What was so praised or done in one month, of a year that may be the report's or the one beside it."""
_LATE_IN_YEAR = re.compile(r"年(?:[底末]|(?:[7-9七八九十]|1[0-2])月?)")

_COUNT = re.compile(r"\d万?余?[件条次宗个起封人家批]")
_SENTENCE_END = re.compile(r"[。;\n]")
_OPENS = re.compile(r"(?:^|[。;\n])\s{0,4}(?:\(?[一二三四五六七八九十\d][、.)])?\s?$")
_LEAST_OF_SERIES = 3
_YEAR_OF_PART = re.compile(
    rf"(?<![\d自从])(?P<year>{YEAR})\s?年?度?\s?(?:前(?=[一二三四1-4]季)|{MONTH}月?\s?[-—至到]\s?)?(?:{MONTH}\s?月(?!\s?\d{{1,2}}日?[^\d日至到—~-])|第?\s?[一二三四1-4]季度|[上下]半年|第\d{{1,2}}周)"
)


class _Told(NamedTuple):
    """A year of the first sentences that may be the report's."""

    year: int
    votes: int
    is_sure: bool  # False: counts only where no other year is told
    is_counted: bool
    opens: bool  # begins its sentence


def possible(year: int) -> int | None:
    """The year, where reports may be of it."""
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def year_of_part(page: Page) -> int | None:
    """The year that a bulletin names with its own month, quarter, half year or week: the first of its title or its opening, but
    for that of what it compares with."""
    for start, end in (page.title_span, page.opening):
        for match in _YEAR_OF_PART.finditer(page.text, start, end):
            if not _is_beside(page.text, match.start(), match.end("year") + 1):
                return possible(year_of(match["year"]))
    return None


def without_compared(words: str) -> str:
    """Words without the parts of a year that they compare another with."""
    return _COMPARED_PART.sub("", words)


def year_in_opening(page: Page) -> int | None:
    """The year that the first sentences tell of most; 2012年度 and 2012年我局 count twice, documents and dates not."""
    start, end = page.opening
    named = _NAMES_ITSELF.search(page.text, start, end)
    if named and possible(year_of(named["year"])):
        return year_of(named["year"])
    words = page.text[start : start + _WITHIN]
    plans = _PLANS.search(words)
    words = YEAR_RANGE.sub("", _NAMED_DOCUMENT.sub("", words[: plans.start()] if plans else words))
    told = list(_told(_YEARS_LISTED.sub("", words)))
    told = [t for t in told if t.is_sure] or told
    return possible(year) if (year := _most_told(told)) else None


def _told(words: str) -> Iterator[_Told]:
    """The years that the words tell of."""
    found = list(_YEAR.finditer(words))
    for at, match in enumerate(found):
        begins, ends = match.start("year"), match.end("year") + 1
        ends += words[match.end("year") : ends].isspace()
        if _is_beside(words, begins, ends):
            continue
        before = words[max(0, begins - _AROUND) : begins]
        is_sure = not (
            _PLANNED.match(words, ends)
            or _PRAISED_BEFORE.search(before)
            or _EXAMINED.match(words, ends)
            or _A_MONTH.match(words, ends)
        )
        next_one = found[at + 1].start() if at + 1 < len(found) else len(words)
        is_counted = _COUNT.search(words, ends, min(next_one, _end_of_sentence(words, ends))) is not None
        yield _Told(
            year_of(match["year"]),
            2 if match["own"] or _NAMES_REPORT.match(words, ends) else 1,
            is_sure,
            is_counted,
            bool(_OPENS.search(before)),
        )
    up_to = _UP_TO_END.search(words)
    if up_to is not None:
        is_late = _LATE_IN_YEAR.match(words, up_to.end("year")) is not None
        yield _Told(year_of(up_to["year"]), 2, is_late, True, False)


def _is_beside(words: str, begins: int, ends: int) -> bool:
    """Whether a year (up to behind its 年) only stands beside what is told: compared with, left over, begun in, a rule's."""
    before = words[max(0, begins - _AROUND) : begins]
    return bool(
        _COMPARED_BEFORE.search(before)
        or _IS_BASE.match(words, ends)
        or (_JOINED_BEFORE.search(before) and _COMPARED_BEHIND.match(words, ends))
        or (_COUNT_BEFORE_BRACKET.search(before) and _COUNT_IN_BRACKET.match(words, ends))
        or _LEFT_OVER_BEFORE.search(before)
        or _LEFT_OVER_BEHIND.match(words, ends)
        or (_FROM_BEFORE.search(before) and _FROM_BEHIND.match(words, ends))
        or _SINCE_BEHIND.match(words, ends)
        or _BEGAN_BEFORE.search(before)
        or (before.endswith("于") and _BEGAN_IN.match(words, ends))
        or _OF_A_RULE.match(words, ends)
    )


def _end_of_sentence(words: str, position: int) -> int:
    """Where the sentence ends that is told from a position on, or a few words behind it."""
    end = _SENTENCE_END.search(words, position, position + _AROUND)
    return end.start() if end else position + _AROUND


def _most_told(told: list[_Told]) -> int | None:
    """The year with most votes. Of several with as many the latest where it is told first, else the one that is counted for; None
    where they follow one another, or where three or more sentences in turn are each of its own year."""
    series = [t.year for t in told if t.opens and t.is_counted]
    if len(set(series)) >= _LEAST_OF_SERIES and series == sorted(series):
        return None
    votes: dict[int, int] = {}
    for one in told:
        votes[one.year] = votes.get(one.year, 0) + one.votes
    best = [year for year, n in votes.items() if n == max(votes.values())]
    if not best or best[0] == max(best):
        return best[0] if best else None
    counted = {t.year for t in told if t.is_counted}.intersection(best)
    return next(iter(counted)) if len(counted) == 1 else None if counted else best[0]
