"""The lines of pages as paragraphs: without running heads and page numbers, and wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure.landing.readers.pdf_page import MAY_HANG, Line, PageLines, joined

_MARGIN = 0.1
"""Of the page's height, above and below: where running heads and page numbers stand."""

_PAGE_NUMBER = re.compile(r"[-—–·•] ?\d{1,4} ?[-—–·•]|第 ?\d{1,4} ?页[^\n]{0,12}|\d{1,4} ?/ ?\d{1,4}")
_DIGITS = re.compile(r"\d+")
_ENDS_SENTENCE = re.compile(r"[。！？!?;；:：…][”’」』)）】》]{0,3}\Z")

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章条]"
)
_UNBREAKABLE = re.compile(r"[!-~]{0,20}")

# of the size of the letters: how far a line may begin from the left margin, with and without the indent of a paragraph,
# and end before the right one, but for the letters of a word; how far the next one may be below; how sizes may differ
_AT_MARGIN, _INDENTED, _FULL, _LETTER, _BELOW, _SIZES = 0.6, 2.6, 1.3, 0.6, 1.5, 0.1
_MOSTLY = 80  # per cent of the paragraphs; some headings stand at the margin
_MARGINS_DIFFER = 36.0
"""Points. Where all lines end farther from the right edge than they begin from the left one, none is full."""


def without_furniture(pages: Sequence[PageLines]) -> list[PageLines]:
    """The lines of each page but its page number, and its running head: what stands at the same place of another."""
    places = Counter(_place(line) for page in pages for line in _in_margins(page))
    left_out = [
        {line for line in _in_margins(page) if places[_place(line)] > 1 or _is_page_number(line.text, number)}
        for number, page in enumerate(pages, start=1)
    ]
    return [
        page._replace(lines=[line for line in page.lines if line not in out])
        for page, out in zip(pages, left_out, strict=True)
    ]


def _in_margins(page: PageLines) -> set[Line]:
    """The first and the last line of the page, where they stand in its margins."""
    text = [line for line in page.lines if not line.is_row]
    outermost = {text[0], text[-1]} if text else set()
    top, bottom = page.height * _MARGIN, page.height * (1 - _MARGIN)
    return {line for line in outermost if line.bottom < top or line.top > bottom}


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("", line.text), round(line.top)


def _is_page_number(text: str, number: int) -> bool:
    return text == str(number) or _PAGE_NUMBER.fullmatch(text) is not None


def paragraphs(pages: Sequence[PageLines]) -> Iterator[str]:
    """The lines as text, those joined that the width of the page parted.

    A line that the next word would not have fitted on goes on in the next line, where that begins at the left margin.
    Behind the end of a sentence it does so only in a document that indents its paragraphs.
    """
    lines = [line for page in pages for line in page.lines]
    text = [line for line in lines if not line.is_row]
    left = min((line.x0 for line in text), default=0)
    edge = max((page.width for page in pages), default=0)
    ends = (line.x1 - line.size * (line.text[-1] in MAY_HANG) for line in text)
    right = max((edge - left - _MARGINS_DIFFER, *ends))
    may_go_on = [_is_wrapped(line, following, left, right) for line, following in pairwise(lines)]
    starts = [line for line, goes_on in zip(lines, [False, *may_go_on], strict=False) if not goes_on]
    indents = _indents_paragraphs(starts, left)
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(line.text)
        goes_on = number < len(may_go_on) and may_go_on[number]
        if not goes_on or (_ENDS_SENTENCE.search(line.text) and not indents):
            yield joined(parts)
            parts = []


def _indents_paragraphs(starts: Sequence[Line], left: float) -> bool:
    text = [line for line in starts if not line.is_row]
    indented = sum(line.x0 - left > _AT_MARGIN * line.size for line in text)
    return indented * 100 >= _MOSTLY * len(text)


def _is_wrapped(line: Line, following: Line, left: float, right: float) -> bool:
    """Whether the place of the two lines allows that they are one."""
    if line.is_row or following.is_row or _NUMBERED.match(following.text):
        return False
    size = line.size
    needed = _FULL + _LETTER * len(_UNBREAKABLE.match(following.text)[0])
    is_full = line.x0 - left < _INDENTED * size and right - line.x1 < needed * size
    is_continued = following.x0 - left < _AT_MARGIN * size and abs(following.size - size) < _SIZES * size
    is_next = following.top < line.top or following.top - line.bottom < _BELOW * size  # on the next page, or just below
    return is_full and is_continued and is_next
