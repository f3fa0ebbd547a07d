"""Headings: numbered ones, those that run into their paragraph, and short lines above one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosure.text.lines import Kind, Line
from disclosure.text.shapes import FIGURE_HINT, NUMBER_MARK, NUMBER_STYLES, is_date, is_list_item

LONGEST_TITLE = 60
_LONGEST_HEADING = 40
_LONGEST_RUN_IN = 30
_LONGEST_UNNUMBERED = 30
_LONGEST_COLON_TITLE = 20
_ANNEX_RANK = 0
_UNNUMBERED_RANK = len(NUMBER_STYLES) + 1
_RANKS = {style: rank for rank, style in enumerate(NUMBER_STYLES, start=1)}
_ANNEX = re.compile(r"附(?:件|表|录)?\s?\d{0,2}\s?(?:[:\s]|$)\s?")
_FREE_STYLES = ("part", "han", "han_bracket")
_CAPTION = re.compile(r"[(]?(?:计量)?单位:")
"""The line above a table that gives its unit."""
_CLOSING = "。;:,、!?"
# a title that says this is a statement as well
_STATES = ("未", "没有", "无", "零", "均", "已", "不存在", "全部")


class Heading(NamedTuple):
    """A heading at the start of a line. rank: the smaller, the further out. run_in: how many characters of the line
    belong to it where its paragraph goes on in the same line, else None."""

    line: int
    rank: int
    title: str
    run_in: int | None


def find_headings(lines: Sequence[Line], kinds: list[Kind]) -> list[Heading]:
    """The headings that open a section, in order. Lines that are nothing but a heading become HEADING in kinds, as do
    the lines of the report's own title, which opens no section."""
    found: list[Heading] = []
    body_began = False
    for at, (_, _, line) in enumerate(lines):
        if kinds[at] is not Kind.PROSE:
            continue
        mark = NUMBER_MARK.match(line)
        if mark:
            body_began = True
            heading = _numbered(line, at, str(mark.lastgroup), mark.end())
            if heading:
                found.append(heading)
                if heading.run_in is None and not _says_all(lines, at, heading):
                    kinds[at] = Kind.HEADING
        elif not _reads_as_title(line):
            body_began = True
        elif not body_began or (line[0] == "(" and kinds[at - 1] is Kind.HEADING):
            kinds[at] = Kind.HEADING
        elif len(line) <= _LONGEST_UNNUMBERED and _stands_above_text(lines, kinds, at):
            kinds[at] = Kind.HEADING
            annex = _ANNEX.match(line)
            title = line[annex.end() :] if annex else line.lstrip("# ")
            found.append(Heading(at, _ANNEX_RANK if annex else _UNNUMBERED_RANK, title or line, None))
    return found


def is_statement(title: str) -> bool:
    """Whether a heading's words state a fact, with a figure or that there was none."""
    return FIGURE_HINT.search(title) is not None or any(word in title for word in _STATES)


def _numbered(line: str, at: int, style: str, body_start: int) -> Heading | None:
    body = line[body_start:].strip()
    rank = _RANKS[style]
    title, full_stop, rest = body.partition("。")
    title = title.rstrip(_CLOSING)
    if not title:
        return None
    may_count = style in _FREE_STYLES or not FIGURE_HINT.search(title)
    before, colon, content = body[: _LONGEST_COLON_TITLE + 1].partition(":")
    if not full_stop and not content and len(body) <= _LONGEST_HEADING and body[-1] not in ";,、!?":
        return Heading(at, rank, title, None) if may_count else None
    if full_stop and len(title) <= _LONGEST_RUN_IN and may_count and (rest or style in _FREE_STYLES):
        return Heading(at, rank, title, line.index("。", body_start) + 1)
    if colon and len(before) > 1 and "," not in before and "、" not in before:
        return Heading(at, rank, before, 0)
    return None


def _says_all(lines: Sequence[Line], at: int, heading: Heading) -> bool:
    """Whether a numbered line is the whole of its section: it states something and nothing of its own stands below."""
    if FIGURE_HINT.search(heading.title):
        return True
    if not is_statement(heading.title):
        return False
    below = NUMBER_MARK.match(lines[at + 1].text) if at + 1 < len(lines) else None
    return at + 1 == len(lines) or (below is not None and _RANKS[str(below.lastgroup)] <= heading.rank)


def _reads_as_title(line: str) -> bool:
    return (
        len(line) <= LONGEST_TITLE
        and line[-1] not in _CLOSING
        and "。" not in line
        and "," not in line
        and sum("\u4e00" <= character <= "\u9fff" for character in line) >= 2
        and not FIGURE_HINT.search(line)
        and not is_date(line)
        and not _CAPTION.match(line)
    )


def _stands_above_text(lines: Sequence[Line], kinds: Sequence[Kind], at: int) -> bool:
    """Whether a short line has text of its own below it: not a signature above a date, not one of a list of names."""
    if at + 1 >= len(lines) or kinds[at + 1] not in (Kind.PROSE, Kind.TABLE):
        return False
    line = lines[at].text
    if is_list_item(line) and not line.startswith("附"):
        return False
    below = lines[at + 1].text
    if kinds[at + 1] is Kind.TABLE or NUMBER_MARK.match(below) or _ANNEX.match(line):
        return True
    return not is_date(below) and (len(below) > _LONGEST_UNNUMBERED or below[-1] in _CLOSING)
