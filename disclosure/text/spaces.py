"""Blanks that typesetting left inside sentences and numbers: 处理的 20余个, 3 0 5个, 2 418条, 2022- 07- 22."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.text.offsets import Traced
from disclosure.text.shapes import holds_flat_table, is_pair_of_names, is_table_row

_BLANKS = re.compile(r"[ \t][ \t]*")
_SPLIT_DATE = re.compile(r"(?<=\d[-:])[ \t][ \t]?(?=\d\d(?!\d))")
_TIME = re.compile(r"\d{1,2} ?: ?\d\d")
_AFTER_DATE = re.compile(r"(?:[-/.月]\s?\d{1,2}|日)$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年|-)")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6}:")
_LABEL_NUMBER = re.compile(r"(?:表|图|附件|附)\d{1,2}$")
_ENUMERATOR = re.compile(r"(?:^|[^\d.\u3400-\u9fff])\d{1,2}\.$")

_TABLE_BEGINS = re.compile(
    r"信息内容[ \t]+(?:本年|上一年)|自然人[ \t]+(?:商业|法人或)|本年新收(?:政府信息公开)?申请(?:数量)?[ \t]+[\d/-]"
    r"|结果[ \t]?维持[ \t]+结果[ \t]?纠正"
    r"|统计指标[ \t]+(?:计量)?单位|指标名称[ \t]+(?:计量)?单位"
)
"""Words of the prescribed forms as cells, with which a table begins inside a line of prose."""

_PUNCTUATION = frozenset(",.:;()%!?~-/[]。、《》〈〉“”‘’〔〕【】…—·〇")
_LOOK_BACK = 6
_BETWEEN_COLUMNS = 4
"""So many blanks behind an amount are between two columns, whose names would else run into one (来信12件    来访8批)."""
_AMOUNT_BEFORE = re.compile(r"[\u4e00-\u9fff:] ?\d[\d,.]*[\u4e00-\u9fff%]{1,2}$")
_LONGEST_AMOUNT = 12


def close_gaps(traced: Traced) -> None:
    """Leaves out blanks between Han characters, digits and punctuation in prose lines. Rows of cells keep theirs, and so do
    prescribed tables within a line, up to the end of the next sentence; as do blanks beside Latin letters, at the ends of
    a line, and between a date and a time."""
    text = traced.text
    if " " not in text and "\t" not in text:
        return
    spans = list(_gaps(text))
    if spans:
        traced.cut(spans)


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    size = len(text)
    line_start = line_end = content_start = -1
    tables: list[tuple[int, int]] = []
    position = 0
    while match := _BLANKS.search(text, position):
        start, end = match.span()
        position = end
        if start == 0 or end == size or text[start - 1] == "\n" or text[end] == "\n":
            continue
        if start > line_end:
            line_start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", start)
            if line_end < 0:
                line_end = size
            line = text[line_start:line_end]
            content_start = line_start + len(line) - len(line.lstrip())
            content = line.strip()
            if is_table_row(content) or is_pair_of_names(content) or holds_flat_table(content):
                yield from (found.span() for found in _SPLIT_DATE.finditer(text, line_start, line_end))
                position = line_end
                continue
            tables = list(_tables_within(text, line_start, line_end))
        if _closes(text, start, end, content_start) and not any(begin <= start < stop for begin, stop in tables):
            yield start, end


def _tables_within(text: str, line_start: int, line_end: int) -> Iterator[tuple[int, int]]:
    """From each beginning of a table in a line up to the end of the sentence that follows it."""
    behind = line_start
    while table := _TABLE_BEGINS.search(text, behind, line_end):
        stop = text.find("。", table.end(), line_end)
        behind = line_end if stop < 0 else stop
        yield table.start(), behind


def _closes(text: str, start: int, end: int, content_start: int) -> bool:
    """Whether the blanks between two characters of a prose line mean nothing."""
    left, right = text[start - 1], text[end]
    if not (_joins(left) and _joins(right)):
        return False
    if end - start >= _BETWEEN_COLUMNS and _AMOUNT_BEFORE.search(
        text, max(content_start, start - _LONGEST_AMOUNT), start
    ):
        return False
    if left == "-" and start - 1 == content_start:
        return False
    if _FIELD.match(text, end) and left not in ",、;:。":
        return False
    if not right.isdigit():
        return True
    before = text[max(content_start, start - _LOOK_BACK) : start]
    if left.isdigit() or left == "日":
        if _TIME.match(text, end) and _AFTER_DATE.search(before):
            return False
        if left == "日":
            return True
        return end - start == 1 and not _YEAR.match(text, end) and not _LABEL_NUMBER.search(before)
    if left == ",":
        # 3, 100条 would become another number
        return not before[-2:-1].isdigit()
    return not (left == "." and _ENUMERATOR.search(before))


def _joins(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or "0" <= character <= "9"
        or character in _PUNCTUATION
        or "\U00020000" <= character <= "\U0003ffff"
    )
