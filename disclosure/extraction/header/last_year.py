"""Whether a text calls the year that it is about 去年, as newspapers do that tell in spring of the year before."""

from __future__ import annotations

import re

_NEWS = re.compile(r"记者|本报|通讯员|讯员|[日晚早时商周]报(?![告送表批请])|新闻网|网讯")
"""What a newspaper's report says of who wrote it."""
_AS_A_TIME = re.compile(r"(?<![比较与同由从和到至])去年(?!同期|[同相]比|底|末|初|的同期|以来)")
_NOW = re.compile(
    r"今年(?!将|要|还|拟|计划)|本年|(?:本|上个?|\d{1,2})月份?(?!\d|\s?\d{1,2}日)[^。;\n]{0,16}?(?:受理|接听|收到|接到)"
)
_WITHIN = 400


def calls_it_last_year(text: str) -> bool:
    """Whether the first words of a newspaper's report tell of 去年, and of no later time before."""
    if _NEWS.search(text, 0, _WITHIN) is None:
        return False
    told = _AS_A_TIME.search(text, 0, _WITHIN)
    return told is not None and _NOW.search(text, 0, told.start()) is None
