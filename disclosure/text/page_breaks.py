"""Numbers of pages that stand in the middle of a sentence, where the text of one page is put behind that of another."""

from __future__ import annotations

import re

from disclosure.text.offsets import Traced
from disclosure.text.page import PAGE_NUMBER
from disclosure.text.shapes import CANNOT_START, SENTENCE_ENDS, is_cell, is_date, is_list_item, is_table_row

_BETWEEN_LINES = re.compile(rf"\n[ \t\n]{{0,20}}{PAGE_NUMBER}[ \t]{{0,20}}\n[ \t\n]{{0,20}}")
_MARKS = ("页", "-", "—", "–")
_LONGEST_LINE = 400


def join_pages(traced: Traced) -> None:
    """Leaves out the number of a page, and the line breaks around it, where a sentence goes on behind it."""
    text = traced.text
    if any(mark in text for mark in _MARKS):
        breaks = ((_last(text, m.start()), m.end()) for m in _BETWEEN_LINES.finditer(text))
        traced.cut([(start, end) for start, end in breaks if _goes_on(text, start, end)])


def _last(text: str, end: int) -> int:
    """Where the blanks before an offset begin."""
    while end and text[end - 1] in " \t\n":
        end -= 1
    return end


def _goes_on(text: str, end: int, start: int) -> bool:
    if not end or start >= len(text):
        return False
    line = text[max(text.rfind("\n", 0, end) + 1, end - _LONGEST_LINE) : end].strip()
    behind = text.find("\n", start)
    following = text[start : behind if behind >= 0 else len(text)].strip()
    if not line or not following:
        return False
    if following[0] in CANNOT_START:
        return not is_table_row(line)
    if line[-1] in SENTENCE_ENDS or not ("," in line or "。" in line):
        return False
    return not any(
        (is_list_item(following), is_cell(following), is_date(following), is_table_row(following), is_table_row(line))
    )
