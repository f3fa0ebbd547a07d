"""The organ that what surrounds a report names: the labels of its index table, the way to its page."""

from __future__ import annotations

import re

from disclosure.extraction.header.gazetteer import gazetteer
from disclosure.extraction.header.organ import is_organ, level_mark, without_section
from disclosure.extraction.header.page import Page
from disclosure.text import Kind

_STEP = re.compile(r"[>/»›:]")
_NEXT_KEY = re.compile(r"[ \[【(]|字号|字体|浏览|发布|时间|日期|作者|编辑|阅读|点击|打印|分享|文号")
"""What stands behind a source on its line."""
LONGEST_ISSUER = 40


def labelled_issuer(page: Page) -> str | None:
    """What the index table calls the issuer. A source that bears neither place nor level is a section: 办公室."""
    for label in ("issuer", "source"):
        name = without_section(_NEXT_KEY.split(page.labels.get(label, ""), maxsplit=1)[0])
        if 3 < len(name) <= LONGEST_ISSUER and is_organ(name) and (level_mark(name) or gazetteer().mentions(name)):
            return name
    return None


def issuer_in_breadcrumbs(page: Page) -> str | None:
    """The only organ on the way to the page: 首页 > 部门信息 > 涟水县审计局 > 年报."""
    steps = (
        step.strip()
        for line in page.lines
        if line.start <= page.title_span[0] and line.kind is Kind.FURNITURE and _STEP.search(line.text)
        for step in _STEP.split(line.text)
    )
    organs = {
        step
        for step in steps
        if 3 < len(step) <= LONGEST_ISSUER and is_organ(step) and (level_mark(step) or gazetteer().mentions(step))
    }
    return organs.pop() if len(organs) == 1 else None
