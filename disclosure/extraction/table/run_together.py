"""A form whose cells stand in one line without anything between them: 1.当面申请数件452.传真申请数件6(二)申请办结数件513.

The number of the next item is glued to the value before it. Which digits are whose is told by counting: a list goes on with
the number behind its last one, or another list begins with 1. Where they fit neither, the line is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.extraction.table.written import Written

_NUMBER = re.compile(r"\d[\d,]{0,15}(?:\.\d{1,4})?(?![\d,])")
_ITEM_FOLLOWS = re.compile(r"[.、][\u4e00-\u9fff]")
_LABEL_ENDS = re.compile(r"[\u4e00-\u9fff)”》](?<![第计年月])\Z")
_UNIT_ENDS = re.compile(r"(?<=[^\s\d])(?:万元|人次|[元人次条件篇个])\Z")
_COUNTS_ENDS = re.compile(r"(?:[数量额费用率)](?:万元|人次|[元人次条件篇个])?|[件条])\Z")
_LONGEST_LABEL = 80
_STOPS = re.compile(r"[,;。]")
_BRACKETED = re.compile(r"\([^()\n]{0,80}\)|〔[^〔〕\n]{0,20}〕|\[[^\[\]\n]{0,20}\]")
_SECTION = re.compile(r"\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、")
_LOOK = re.compile(r"[数件次条]\d[\d,.]{0,12}(?:[.、(一二三四五六七八九十]|其中)")
_FEWEST = 6
_MOST_OPEN = 6
"""How many lists may be open within each other."""


class _Value(NamedTuple):
    """A value of the line and where the next label begins: behind it, with the number of its item."""

    start: int
    end: int


def cells_run_together(line: str, position: int) -> list[Written]:
    """The labels, units and values of such a line, a line each; empty where it is no such line."""
    if _LOOK.search(line) is None:
        return []
    values = _values(line)
    if values is None or len(values) < _FEWEST:
        return []
    counted = sum(_COUNTS_ENDS.search(line, max(0, v.start - 4), v.start) is not None for v in values)
    bare = _BRACKETED.sub("", line)
    if 3 * counted < 2 * len(values) or 4 * len(_STOPS.findall(bare)) > len(values):
        return []
    return [
        Written(line[start:end], position + start) for start, end in _cells(line, values) if line[start:end].strip()
    ]


def _values(line: str) -> list[_Value] | None:
    """The values of a line; None where the numbers of its items cannot be told from them."""
    brackets = [match.span() for match in _BRACKETED.finditer(line)]
    sections = [match.start() for match in _SECTION.finditer(line)]
    lists: list[int] = []
    values: list[_Value] = []
    bracket = section = 0
    for number in _NUMBER.finditer(line):
        start, end = number.span()
        while bracket < len(brackets) and brackets[bracket][1] <= start:
            bracket += 1
        if bracket < len(brackets) and brackets[bracket][0] < start:
            continue
        while section < len(sections) and sections[section] < start:
            lists.clear()
            section += 1
        if _ITEM_FOLLOWS.match(line, end):
            item = _item(number.group(), lists)
            if not item:
                return None
            end -= item
        if end > start and _LABEL_ENDS.search(line, max(0, start - 2), start):
            values.append(_Value(start, end))
    return values


def _item(digits: str, lists: list[int]) -> int:
    """How many digits at the end number the next item; 0 where no list that is open goes on so, and none begins."""
    for at in range(len(lists) - 1, -1, -1):
        following = str(lists[at] + 1)
        if digits.endswith(following) and not digits[: -len(following)].endswith("."):
            lists[at:] = [lists[at] + 1]
            return len(following)
    if digits.endswith("1") and not digits[:-1].endswith("."):
        del lists[:-_MOST_OPEN]
        lists.append(1)
        return 1
    return 0


def _cells(line: str, values: list[_Value]) -> Iterator[tuple[int, int]]:
    begin = 0
    for value in values:
        unit = _UNIT_ENDS.search(line, max(begin, value.start - _LONGEST_LABEL), value.start)
        middle = unit.start() if unit else value.start
        yield begin, middle
        yield middle, value.start
        yield value
        begin = value.end
    yield begin, len(line)
