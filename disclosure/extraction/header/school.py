"""The school that a text without a title is about, by its name in the text: 《某大学信息公开实施细则》, 某市第二小学,创办于…."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from disclosure.extraction.header.gazetteer import Mention, Region

_NOT_A_NAME = ("我", "本", "各", "全国", "高等", "二级", "相关", "有关", "该", "中国大学", "教育部", "部属", "省属")
_SCHOOL = re.compile(
    r"(?<=[《“,。;:、\n(])(?P<name>[\u4e00-\u9fff]{2,14}?(?:大学|学院))(?![\u4e00-\u9fff]{0,6}(?:大学|学院|本?科))"
)
_OPENS_WITH_SCHOOL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{4,20}?(?:小学|(?<!小)中学|学校|幼儿园|学院|大学))(?=,|\((?:以下|下称|简称)|(?:位于|坐落|创办|创建|始建|是一?所|现有|占地))"
    r"(?!,[^,。]{2,16}(?:学|校|园|院)[,、。])"
)
"""A school that a text begins with and that is no first of several."""
_SEVERAL_SCHOOLS = re.compile("各|近年|中小学|的|和|与|及|等|所有|多所|部分|全[省市县区镇]")
_OWN_SCHOOL = re.compile("[我本](?:校(?!园)|园(?!区|林))")
_LEAST_MENTIONS = 2
_PLACE = re.compile("[市县区州旗]")
"""What a place has that is named with its kind (盐城市亭湖)."""
_WITHIN = 3000
_BY_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}第[一二三四五六七八九十]{1,2}(?:高级|初级|实验)?(?:中学|小学)")


def school_of(text: str, mentions: Sequence[Mention]) -> str | None:
    """The school whose name, with the place that it is in, a text without a title begins with, else the university that it names most."""
    first = mentions[0] if mentions else None
    opens = _that_opens(text, first.start) if first and _PLACE.search(text, first.start, first.end) else None
    return opens or _named_most(text[:_WITHIN])


def numbered_school(written: str, text: str, province: Region) -> str | None:
    """The full name of a school that bears its place's usual name and a number (某某第三中学), which its province begins, where the
    text writes it so once."""
    name = province.full_name + written
    return name if _BY_NUMBER.fullmatch(written) and name in text else None


def _named_most(text: str) -> str | None:
    """The university or college that a text without a title is about: the one it names at least twice, most often."""
    names = Counter(m["name"] for m in _SCHOOL.finditer(text) if not m["name"].startswith(_NOT_A_NAME))
    if not names:
        return None
    name, times = min(names.items(), key=lambda item: (-item[1], item[0]))
    return name if times >= _LEAST_MENTIONS or f"《{name}信息公开" in text else None


def _that_opens(text: str, start: int) -> str | None:
    """The school whose name begins at a place that a text without a title begins with, as one that goes on to tell of itself
    (某市第二小学,…我校)."""
    opens = _OPENS_WITH_SCHOOL.match(text, start) if _OWN_SCHOOL.search(text) else None
    if opens is None or text[:start].strip() or _SEVERAL_SCHOOLS.search(opens["name"]):
        return None
    return opens["name"]
