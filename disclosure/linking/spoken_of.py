"""Of whom a rate speaks: of all that was counted, of some of it, or of others."""

from __future__ import annotations

import re

from disclosure.linking.draft import Draft, RateDraft

_CRITERION = re.compile(r"的(?:[^,。;\d]{0,10}?(?:单位|部门|镇|街道|县|区|市|乡|局|企业|窗口|科室)|(?:共?有)?\d)")
"""What follows a percentage that bodies are sorted by (办结率90%以下的单位4家)."""
_OF_THE_REST = re.compile(r"(?:其余|其他|其它|余下|外,?)[^,。;\d]{0,8}(?:均|都|全部|皆)")
_OF_EACH = re.compile(r"各[^,。;\d]{0,16}(?:均(?<!平均)|都|皆)")
"""How a rate is told that each body reaches, which unless all is done tells nothing of them together (各街道处置率都在98%以上)."""
_ALL = 100
_WHOSE = re.compile(
    r"(?:其?中)?(?P<whose>[\u4e00-\u9fff]{1,10}?(?:类|区(?!域)|县|市(?![民管场政容区内])|镇|乡|街道|局|部门|公司))"
    r"(?=[\u4e00-\u9fff]{2})"
)
_WIDER = re.compile(
    r"(?:全省|全国|省内|各省)[^,。;]{0,6}$"
    r"|(?:[两二三四五六七八九十]|\d)[家个](?:(?:单位|部门|镇|乡|街道|乡镇|镇街|县|区|市|县区|县市|局|科室|窗口|中心|站)[^,。;\d]{0,6})?$"
)
_FARTHEST_BODIES = 14
"""How far before a rate's name the bodies may begin that it is of."""


def is_of_others(text: str, rate: RateDraft) -> bool:
    """Whether a rate is said of bodies or cases that are not counted here: a mark that bodies stay below, or all the rest."""
    said = text[rate.segment_start : rate.number_start]
    of_each = rate.pct != _ALL and _OF_EACH.search(said) is not None
    return of_each or _OF_THE_REST.search(said) is not None or _CRITERION.match(text, rate.end) is not None


def is_of_wider(text: str, rate: RateDraft) -> bool:
    """Whether a rate's name is told to be of a wider region than may be counted, or of several bodies of which the counts
    before it are one's (全省平均回复率; 三家单位平均办结率)."""
    at = text.rfind(rate.label, rate.segment_start, rate.number_start) if rate.label else -1
    return at >= 0 and _WIDER.search(text[max(0, at - _FARTHEST_BODIES) : at]) is not None


def whose(rate: RateDraft) -> str:
    """The kind or the bodies that a rate's name is narrowed to (市级部门|办结率, 投诉类|办结率), or ''."""
    found = _WHOSE.match(rate.label)
    return found["whose"] if found else ""


def is_about(whose_: str, *counts: Draft) -> bool:
    """Whether one of the counts is of that kind or of those bodies."""
    said = "".join(d.words + d.matter + d.channel + d.subject for d in counts)
    return whose_[:2] in said or whose_[-3:-1] in said
