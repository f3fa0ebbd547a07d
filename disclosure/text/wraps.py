"""Line breaks that a fixed width put into the middle of sentences, as in text taken from PDF pages and old mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from disclosure.text.offsets import Traced
from disclosure.text.page import is_furniture
from disclosure.text.shapes import (
    NUMBER_MARK,
    TITLE_ENDS,
    is_cell,
    is_date,
    is_form_label,
    is_list_item,
    is_table_row,
)

SENTENCE_ENDS = frozenset("。!?;:…")
_CLOSERS = "”’」』)】》"
_OPENERS = frozenset("《“‘(〔")
_CONTINUES = frozenset(",、")
_PAIRS = (("(", ")"), ("《", "》"), ("“", "”"))
_CANNOT_START = frozenset(",。、;:)”’》〕%!?")

MIN_WRAPPED_LENGTH = 12
"""Shorter lines are labels, cells and headings; a line of a wrapped paragraph is never that short."""
_WIDTH_SLACK = 4
_LINES_THAT_SHOW_A_WIDTH = 3


def join_wrapped_lines(traced: Traced, raw: str) -> None:
    """Leaves out line breaks inside sentences and numbers: where the next line goes on with the sentence by its
    punctuation, or where the line is as wide as the lines of the document usually are when they are full."""
    text = traced.text
    lines = text.split("\n")
    if len(lines) < 2:
        return
    contents = [line.strip() for line in lines]
    breaks = [at for at in range(len(lines) - 1) if _may_be_wrapped(contents[at], contents[at + 1])]
    if not breaks:
        return
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    widths = {at: _printed_width(traced, raw, starts[at], lines[at]) for at in breaks}
    full = _full_width(widths, contents)
    traced.cut(
        (starts[at] + len(lines[at].rstrip()), starts[at + 2] - 1 - len(lines[at + 1].lstrip()))
        for at in breaks
        if _is_wrapped(contents[at], contents[at + 1], abs(widths[at] - full) <= _WIDTH_SLACK)
    )


def ends_sentence(line: str) -> bool:
    """Whether a line without trailing blanks ends a sentence; a full stop of ASCII counts after a Han character."""
    end = line.rstrip(_CLOSERS)[-1:]
    if end == ".":
        return line[-2:-1] > "\u33ff"
    return end in SENTENCE_ENDS and not (end == ":" and line[-1] != ":")


def _may_be_wrapped(line: str, following: str) -> bool:
    if not line or not following or line[-1] in SENTENCE_ENDS:
        return False
    if len(line) < MIN_WRAPPED_LENGTH and not _breaks_a_pair(line, following):
        return False
    if following[0] not in _CANNOT_START and (is_list_item(following) or is_cell(following) or is_date(following)):
        return False
    if ends_sentence(line) or (line[-1].isascii() and line[-1].isalpha()):
        return False
    return not any(is_table_row(part) or is_furniture(part) or is_form_label(part) for part in (line, following))


def _is_wrapped(line: str, following: str, is_full: bool) -> bool:
    if line[-1] in _CONTINUES or following[0] in _CANNOT_START or _breaks_a_pair(line, following):
        return True
    return is_full and not (line.endswith(TITLE_ENDS) and NUMBER_MARK.match(line))


def _breaks_a_pair(line: str, following: str) -> bool:
    """Whether a bracket, title or quotation that the line opens is closed by the following one."""
    return line[-1] in _OPENERS or any(
        line.rfind(opener) > line.rfind(closer) and closer in following.partition(opener)[0]
        for opener, closer in _PAIRS
    )


def _full_width(widths: Mapping[int, int], contents: Sequence[str]) -> int:
    """The width of a full line; 0 where too few unfinished lines agree on one, or none of them holds a sentence."""
    if not any(mark in contents[at] for at in widths for mark in ",、。"):
        return 0
    counts = Counter(widths.values())
    full, alike = 0, 0
    for width in sorted(counts, reverse=True):
        near = sum(counts[width + step] for step in range(-_WIDTH_SLACK, _WIDTH_SLACK + 1))
        if near > alike:
            full, alike = width, near
    return full if alike >= _LINES_THAT_SHOW_A_WIDTH else 0


def _printed_width(traced: Traced, raw: str, start: int, line: str) -> int:
    """The columns that a line took on the page, blanks between its words included: two for a Han character."""
    first = start + len(line) - len(line.lstrip())
    last = start + len(line.rstrip()) - 1
    printed = raw[traced.index[first] : traced.index[last] + 1]
    return 2 * len(printed) - len(printed.encode("ascii", "ignore"))
