"""The lines of a text as a table means them: a whole table on one line becomes a line for each label with its values, and
pipes at the ends of lines part cells or close rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from disclosure.extraction.table.cells import is_unit, is_value
from disclosure.extraction.table.glued import joined_lines
from disclosure.extraction.table.pipes import rows_closed, separators_left_out
from disclosure.extraction.table.run_together import cells_run_together
from disclosure.extraction.table.written import LONGEST_LABEL_LINE, Written

_RUN = re.compile(
    r"[\u4e00-\u9fff)”](?: *\d[\d,.]{0,15}| +[-—/\\])(?: +(?:\d[\d,.]{0,15}|[-—/\\])(?![^\s一二三四五六七八九(])){2}"
)
_RUN_AND_LABEL = re.compile(_RUN.pattern + r"[^\u4e00-\u9fff\n]{0,200}[\u4e00-\u9fff]")
_ITEM_AND_VALUE = re.compile(r"[数量额费用)](?: *[\u4e00-\u9fff]{1,2})? +(?:\d[\d,.]{0,15}|[-—/]{1,2})(?= |\Z)")
_FEWEST_ITEMS = 4
_ITEM_LINE = re.compile(
    r"\A((?:其中:)?[^\n:|\t。]{3,70}):[ \t]*"
    r"(\d[\d,.]{0,15}(?:(?: +(?:\d[\d,.]{0,15}|[-—/]{1,2})){1,16}|[ \t]*[\u4e00-\u9fff]{0,2}))[;。]?"
)
_TOKEN = re.compile(r"\S+")
_GLUED = re.compile(r"\A(.{0,80}[\u4e00-\u9fff)”])(\d[\d,]{0,15}(?:\.\d{1,4})?(?:[\u4e00-\u9fff]{1,2})?)")
_COUNTED_IN_LABEL = re.compile(r"(?:(?<![总合共])计|第|范围)$")
_GLUED_BEFORE = re.compile(r"(\d[\d,]{0,15})(?=[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))")


def table_lines(text: str) -> list[Written]:
    """The lines of a text in order; what is left out are pipes alone that only part cells, and blank lines by them. A row
    whose cells stand on a line each between pipes is one line, an item and its value behind a colon are two."""
    lines: list[Written] = []
    position = 0
    joined = joined_lines(text)
    written = text.split("\n")
    items = [_ITEM_LINE.fullmatch(line.strip()) if ":" in line else None for line in written]
    has_items = sum(map(bool, items)) >= _FEWEST_ITEMS
    for line, item in zip(written, items, strict=True):
        if item is not None and has_items:
            margin = position + len(line) - len(line.lstrip())
            lines += [Written(item[part], margin + item.start(part)) for part in (1, 2)]
        elif position in joined:
            lines += joined[position]
        elif cells := cells_run_together(line, position):
            lines += cells
        elif _runs_on(line):
            lines += _cut_run_on(line, position)
        else:
            lines.append(Written(line, position))
        position += len(line) + 1
    if "|" in text:
        lines = rows_closed(lines, text)
    return separators_left_out(lines) if "\n|" in text else lines


def unglue(text: str) -> int | None:
    """Where the number begins that lost the blank before it: in 收到申请数12 behind the 数."""
    glued = _GLUED.fullmatch(text)
    if glued is None or _COUNTED_IN_LABEL.search(glued[1]) or not is_value(glued[2]):
        return None
    return len(glued[1])


def _runs_on(line: str) -> bool:
    """Whether a line holds several rows: words behind a run of values, or a run in a line as long as prose."""
    if " " not in line or "|" in line or "\t" in line:
        return False
    is_long = len(line) - line.count(" ") > LONGEST_LABEL_LINE
    if _RUN.search(line) is not None:
        return is_long or _RUN_AND_LABEL.search(line) is not None
    return is_long and next(islice(_ITEM_AND_VALUE.finditer(line), _FEWEST_ITEMS - 1, None), None) is not None


def _cut_run_on(line: str, position: int) -> Iterator[Written]:
    """A label, or a label and its values, for each word; values that a label swallowed stand behind it."""
    tokens = list(_tokens(line))
    begin = 0
    for number, (start, text) in enumerate(tokens):
        behind = tokens[number + 1][1] if number + 1 < len(tokens) else ""
        if is_value(text) or is_unit(text):
            continue
        if line[begin:start].strip():
            yield Written(line[begin:start], position + begin)
        begin = start
        middle = unglue(text) if is_value(behind) else None
        if middle is not None:
            yield Written(text[:middle], position + start)
            begin = start + middle
    yield Written(line[begin:], position + begin)


def _tokens(line: str) -> Iterator[tuple[int, str]]:
    """What blanks part, and a label whose number can only be its own from the value before it: 4二、上年结转."""
    for token in _TOKEN.finditer(line):
        start, text = token.start(), token.group()
        glued = _GLUED_BEFORE.match(text)
        if glued is not None:
            yield start, glued[1]
            start, text = start + glued.end(), text[glued.end() :]
        yield start, text
