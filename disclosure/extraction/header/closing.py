"""The organ that a text ends with, where no line of its own gives the day of the signature."""

from __future__ import annotations

import re

from disclosure.extraction.header.dates import MONTH, YEAR
from disclosure.extraction.header.gazetteer import gazetteer
from disclosure.extraction.header.organ import is_organ
from disclosure.extraction.header.page import Page
from disclosure.text import Kind

_SIGNED = re.compile(rf"[\s。](?P<organ>[\u4e00-\u9fff]{{4,30}})\s?{YEAR}年{MONTH}月\d{{1,2}}日$")
_CONTRIBUTED = re.compile(r"\((?P<organ>[\u4e00-\u9fff]{4,30})\s?供稿\)")
"""Who wrote what a yearbook or a paper prints: (某市某中心 供稿)."""
_ORGAN_ALONE = re.compile(r"[\u4e00-\u9fff]{4,30}")
_LONGEST_CLOSING = 60


def closing_organ(page: Page) -> str | None:
    """The organ before the day that a text on one line ends with: …继续努力。 某县某乡人民政府 2021年1月5日; or one that names
    its place and is the last line of the text, whose day was left out, or that gave it to a paper."""
    match = _SIGNED.search(page.text.rstrip()[-_LONGEST_CLOSING:])
    if match is not None:
        return match["organ"] if is_organ(match["organ"]) else None
    last = next((line for line in reversed(page.lines) if line.kind not in (Kind.FURNITURE, Kind.ADVERT)), None)
    if last is None or page.closing_date or last.kind is not Kind.PROSE:
        return None
    contributed = _CONTRIBUTED.fullmatch(last.text)
    name = contributed["organ"] if contributed else last.text
    if not _ORGAN_ALONE.fullmatch(name):
        return None
    named = gazetteer().mentions(name)
    return name if named and named[0].start == 0 and is_organ(name) else None
