"""Headings: numbered ones, those that run into their paragraph, and short lines above one."""

from __future__ import annotations

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
_FREE_STYLES = ("part", "han", "han_bracket")
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
            heading = _numbered(line, at, str(mark.lastgroup), mark.end())
            body_began = True
            if heading:
                found.append(heading)
                if heading.run_in is None and not FIGURE_HINT.search(line):
                    kinds[at] = Kind.HEADING
        elif len(line) <= _LONGEST_UNNUMBERED and line[-1] not in _CLOSING and _reads_as_title(line):
            if not body_began:
                kinds[at] = Kind.HEADING
            elif _stands_above_text(lines, kinds, at):
                kinds[at] = Kind.HEADING
                rank = _ANNEX_RANK if line.startswith(("附件", "附表", "附录")) else _UNNUMBERED_RANK
                found.append(Heading(at, rank, line, None))
        else:
            body_began = True
    return found


def is_statement(title: str) -> bool:
    """Whether a heading's words state a fact, with a figure or that there was none."""
    return FIGURE_HINT.search(title) is not None or any(word in title for word in _STATES)


def _numbered(line: str, at: int, style: str, body_start: int) -> Heading | None:
    body = line[body_start:].strip()
    if not body:
        return None
    rank = _RANKS[style]
    stop = body.find("。")
    if stop < 0:
        if len(body) <= _LONGEST_HEADING and body[-1] not in ";,、!?":
            if style not in _FREE_STYLES and FIGURE_HINT.search(body):
                return None
            return Heading(at, rank, body.rstrip(_CLOSING)[:LONGEST_TITLE], None)
    elif stop <= _LONGEST_RUN_IN and "!" not in body[:stop] and "?" not in body[:stop]:
        goes_on = stop + 1 < len(body)
        if style in _FREE_STYLES or (goes_on and not FIGURE_HINT.search(body[:stop])):
            return Heading(at, rank, body[:stop].rstrip(_CLOSING), line.index("。", body_start) + 1)
    colon = body.find(":", 0, _LONGEST_COLON_TITLE)
    if colon > 1 and "," not in body[:colon] and "、" not in body[:colon]:
        return Heading(at, rank, body[:colon], 0)
    return None


def _reads_as_title(line: str) -> bool:
    return (
        "。" not in line
        and "," not in line
        and sum("\u4e00" <= character <= "\u9fff" for character in line) >= 2
        and not FIGURE_HINT.search(line)
        and not is_date(line)
    )


def _stands_above_text(lines: Sequence[Line], kinds: Sequence[Kind], at: int) -> bool:
    """Whether a short line has text of its own below it: not a signature above a date, not one of a list of names."""
    if at + 1 >= len(lines) or kinds[at + 1] not in (Kind.PROSE, Kind.TABLE):
        return False
    line = lines[at].text
    if is_list_item(line) and not line.startswith("附"):
        return False
    below = lines[at + 1].text
    if kinds[at + 1] is Kind.TABLE or NUMBER_MARK.match(below):
        return True
    return not is_date(below) and (len(below) > _LONGEST_UNNUMBERED or below[-1] in _CLOSING)
