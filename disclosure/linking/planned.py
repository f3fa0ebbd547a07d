"""Which sentences stand among plans: by the titles above them, and by what announces plans before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from disclosure.text import Section
from disclosure.vocabulary import words

_TARGET_TITLE = re.compile("|".join(map(re.escape, words("target_section"))))
_SHORTCOMINGS = re.compile(r"问题|不足|困难|差距")
_INTENDS = re.compile(
    r"将|要(?:(?<![按照合达]要)求(?![还仍尚相]|有[差一]|存在|之间|[,。;、])|[加进继在对把])|计划|力争|确保|进一步|继续|加大|加强|下一步|下步|明年|今后|[2年]0?\d{2}年(?:将|计划|拟)"
)
"""What a sentence holds that says what is to be done; 与上级要求还有差距 tells a shortcoming."""
_TOLD_DONE = re.compile(
    r"(?:本(?:月|季度?|年度?|期)|[一二三四]季度|[上下]半年|全年|今年以来|\d{1,2}月份?|(?:19|20)\d\d年)?(?:全[省市州县区])?(?:累计)?[共已]"
    r"(?:收到|接到|受理|办理|办结|处理|回复|答复|完成)\D{0,12}\d"
)
"""What a sentence among plans opens with that tells what was done (三季度共收到留言57条)."""
_TOLD_OF_THEN = re.compile(
    r"(?:(?P<year>20\d\d)年(?:[上下]半年|\d{1,2}月份?|第?[一二三四]季度|全年)?|[上下]半年|第?[一二三四]季度|今年以来),?"
    r"(?:(?!将|拟|计划|力争|确保|要|继续|准备)[^,。;]){0,30}(?:进行|开展|组织|召开|举办|完成|发布|建立)了(?!解)"
)
"""What a sentence among plans opens with that tells what was done then (2016年上半年,我们对48个单位进行了检查)."""
_NOT_TARGET_TITLE = re.compile(
    r"(?:完成|落实|执行|进展|实施|改进|整改)情况|贯彻|安排部署|(?:统筹|周密|精心|科学|合理)安排|取得"
)
_MET = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.]?)?(?:贯彻|认真|严格|积极|全面){0,2}(?:落实|执行|对照|遵照)[^,。;]{0,14}要求(?:情况)?$"
)
"""A title that says of demands that they were met (落实工作要求); 进一步落实工作要求 is still to be done."""
_SHORTFALL = re.compile(
    r"(?:(?:仍|还|尚|也)(?:有|存在)|存在)[^。;:,]{0,14}(?:不足|差距|问题|薄弱环节)[^。;:,]{0,8}[:,]|(?:主要|存在的?)(?:问题|不足)(?:是|有|:)"
)
"""What opens a list of shortcomings, which are told of what there is (仍有不足:一是24个频道中有6个更新缓慢)."""
_SURELY_INTENDS = re.compile(r"将|计划|力争|争取|拟|下一步|下步|明年|今后")
_ANNOUNCES = re.compile(
    r"(?:将|拟|计划|要|下一步|今后)[^。;,:\d\n]{0,24}(?:以下|如下|下列|[几一两二三四五六]个?方面)[^。;,:\d\n]{0,12}[:。\n]"
)
"""What says that plans follow (2014年,我局将抓好以下工作:)."""

_REMEDIES = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)]?[、.]?)?(?:下一?步)?(?:的?主要)?(?:改进|整改|努力)(?:的?主要)?(?:措施|方向|思路|打算)(?:是|为)?:"
)
"""What a paragraph opens with that tells how shortcomings are to be mended (改进措施:一是…全年不少于12期)."""
_HOW_MENDED = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)]?[、.]?)?(?:[(][一二三四五六七八九十][)])?(?:改进|整改)情况:"
)
"""What a paragraph opens with that tells either how shortcomings were mended or how they are to be (改进情况:…;三是力争…)."""
_LONGEST_REMEDIES, _LONGEST_OPENING = 300, 40
_DONE_SINCE = re.compile(r"已|[今本]年|累计|(?<!为)了(?!解)")
"""What says in such a paragraph that it is mended by now."""
_TELLS_OF_WORK = re.compile(
    r"(?:落实|开展|完成|整改|办理|推进)(?:的?(?:总体|主要|具体))?(?:情况|成效)|工作(?:情况|成效)|主要做法"
)
"""Titles under which it is told what was done (整改落实情况)."""
_APPENDIX = re.compile(
    r"\n[ \t]{0,4}附[件表]\d{0,2}(?:\(续\))?[:\n](?!\s{0,4}[^\n]{0,30}(?:任务|计划|清单|安排|要点|方案))"
)
"""What begins behind the text: tables of what was done, unless they are the plans themselves."""


class Plans:
    """Tells of sentences, by the titles above them, whether they stand among plans."""

    def __init__(self, text: str, sections: Sequence[Section], year: int | None) -> None:
        self._text = text
        self._year = year
        self._above = _paths(sections)
        self._found: dict[
            tuple[int, re.Pattern[str]], int
        ] = {}  # where in a section, by its beginning, a pattern was found

    def cover(self, section: int | None, at: int, sentence: str) -> bool:
        """Whether a sentence at an offset stands in a section that, by its own title or one above it, speaks of what is still
        to be done.

        Sections that hold both the shortcomings found and the plans (存在问题及下步打算) are decided sentence by sentence: one
        that names the year behind the report's plans, and so do all behind the words that announce plans.
        """
        over = self._above[section] if section is not None else ()
        if self._is_remedy(at, sentence) and not any(_TELLS_OF_WORK.search(above.title) for above in over):
            return True
        for above in over:
            if not _speaks_of_plans(above.title):
                continue
            if _TOLD_DONE.match(sentence) or self._is_of_then(sentence):
                return False
            if self._begins(above, _APPENDIX) <= at:
                return False
            if _SHORTCOMINGS.search(above.title) is None or self._is_announced(above, at):
                return True
            if self._year is not None and f"{self._year + 1}年" in sentence:
                return True
            intends = _SURELY_INTENDS if _SHORTFALL.search(sentence) else _INTENDS
            return intends.search(sentence) is not None
        return False

    def _is_of_then(self, sentence: str) -> bool:
        """Whether a sentence tells what was done in a time that is over, in the report's own year at the latest."""
        then = _TOLD_OF_THEN.match(sentence)
        if then is None or _SURELY_INTENDS.search(sentence):
            return False
        return then["year"] is None or self._year is None or int(then["year"]) <= self._year

    def _is_remedy(self, at: int, sentence: str) -> bool:
        """Whether a sentence stands in a paragraph that tells how shortcomings are to be mended, and not that they were."""
        begins = self._text.rfind("\n", max(0, at - _LONGEST_REMEDIES), at) + 1
        opening = self._text[begins : begins + _LONGEST_OPENING].lstrip() if begins else ""
        is_open = _HOW_MENDED.match(opening) is not None and _SURELY_INTENDS.search(sentence) is not None
        if (_REMEDIES.match(opening) is None and not is_open) or _DONE_SINCE.search(sentence):
            return False
        return self._year is None or f"{self._year}年" not in sentence

    def _is_announced(self, section: Section, at: int) -> bool:
        """Whether plans have been announced in a section before an offset."""
        return self._begins(section, _ANNOUNCES) <= at

    def _begins(self, section: Section, pattern: re.Pattern[str]) -> int:
        """Where in a section what a pattern finds ends; behind all text where it finds nothing."""
        key = section.start, pattern
        if key not in self._found:
            found = pattern.search(self._text, section.start, section.end)
            self._found[key] = found.end() if found else len(self._text) + 1
        return self._found[key]


def _paths(sections: Sequence[Section]) -> list[list[Section]]:
    """For every section those above it and itself, outermost first."""
    paths: list[list[Section]] = []
    opened: list[Section] = []
    for section in sections:
        while opened and opened[-1].level >= section.level:
            opened.pop()
        opened.append(section)
        paths.append(opened[:])
    return paths


@lru_cache(maxsize=1024)
def _speaks_of_plans(title: str) -> bool:
    if _NOT_TARGET_TITLE.search(title) is not None or _MET.match(title.strip()):
        return False
    return _TARGET_TITLE.search(title) is not None
