"""One page of a PDF as lines: the rows of its tables, cells joined by tab, and between them the lines of other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median_low
from typing import Any, NamedTuple

from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.text import chars_to_textmap

MAX_EDGES = 4_000
"""Lines and edges of a page; a table of 100 rows has some 1,000. To look for cells in a map would take minutes."""

Character = dict[str, Any]  # as pdfplumber gives it: text, x0, x1, top, bottom, size …
Bounds = tuple[float, float, float, float]  # x0, top, x1, bottom

_SAME_LINE = 0.35
"""Of the size: digits of another font stand that much higher or lower; lines are set twice as far apart at least."""
_LEAST_TOLERANCE = 3
_SAME_PLACE = 1  # points; letters of the smallest print are four wide
_EDGE = 1.0

MAY_HANG = frozenset("、，。；：！？”’）》」』】,.;:!?)")
"""Marks that may stand beyond the end of a line, and so beyond the border of their cell."""

_UNKNOWN_GLYPH = re.compile(r"\(cid:\d{1,6}\)|[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Line(NamedTuple):
    """A line of text on the page, in points from its upper left corner; a row of a table is one too."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    is_row: bool


class PageLines(NamedTuple):
    """The lines in reading order, how wide and high the page is, and what the reader doubts."""

    lines: list[Line]
    width: float
    height: float
    warning: str | None


def read_page(page: Page) -> PageLines:
    """The page in reading order: what stands higher first. No character is read twice, and none is left out but those
    printed a second time on the same place, as some programs make letters bold."""
    characters = _printed_once(page.chars)
    if not characters:
        is_scan = any(page.images)
        return PageLines([], page.width, page.height, f"page {page.page_number}: a picture alone" if is_scan else None)
    tolerance = max(_LEAST_TOLERANCE, _SAME_LINE * median_low(character["size"] for character in characters))
    blocks: list[list[Line]] = []
    warning = None
    if len(page.edges) > MAX_EDGES:
        warning = f"page {page.page_number}: too many lines to find tables"
    else:
        # a table within a cell of another one is read first, and the other one without it
        for table in sorted(page.find_tables(), key=_area):
            if len(table.cells) > 1:
                lines, characters = _table_lines(table, characters, tolerance)
                blocks += [lines] if lines else []
    blocks += [[line] for line in _text_lines(characters, tolerance)]
    blocks.sort(key=lambda block: (block[0].top, block[0].x0))
    return PageLines([line for block in blocks for line in block], page.width, page.height, warning)


def _printed_once(characters: list[Character]) -> list[Character]:
    """The characters without those that repeat one on its place. (pdfplumber's own dedupe_chars takes squared time.)"""
    kept: list[Character] = []
    places: set[tuple[str, int, int]] = set()
    for character in characters:
        text, across, down = character["text"], round(character["x0"]), round(character["top"])
        if not any((text, x, y) in places for x in _near(across) for y in _near(down)):
            kept.append(character)
            places.add((text, across, down))
    return kept


def _near(place: int) -> range:
    return range(place - _SAME_PLACE, place + _SAME_PLACE + 1)


def joined(lines: list[str]) -> str:
    """Wrapped lines as one: with a blank only between Latin letters or digits, so that 12 and 34 do not become 1234."""
    text = ""
    for line in lines:
        text += " " + line if text[-1:].isascii() and line[:1].isascii() and text else line
    return text


def _area(table: Table) -> float:
    x0, top, x1, bottom = table.bbox
    return (x1 - x0) * (bottom - top)


def _table_lines(table: Table, characters: list[Character], tolerance: float) -> tuple[list[Line], list[Character]]:
    """The rows of the table, and the characters that do not stand in its cells."""
    lines: list[Line] = []
    inside, outside = _parted(characters, table.bbox)
    x0, _, x1, _ = table.bbox
    for row in table.rows:
        places: list[str] = []
        for bounds in row.cells:
            if bounds is None:
                places.append("")
                continue
            of_cell, inside = _parted(inside, bounds)
            cell_lines = list(_text_lines(of_cell, tolerance))
            if bounds[0] - x0 < _EDGE and x1 - bounds[2] < _EDGE:  # as wide as the table: a line within it
                lines += cell_lines
            else:
                places.append(joined([line.text for line in cell_lines]).replace("\t", " "))
        if any(places):
            lines.append(Line("\t".join(places), *row.bbox, size=0, is_row=True))
    return lines, inside + outside


def _parted(characters: list[Character], bounds: Bounds) -> tuple[list[Character], list[Character]]:
    """Those whose middle lies within the bounds (of a mark that may hang, its beginning), and the others."""
    x0, top, x1, bottom = bounds
    inside: list[Character] = []
    outside: list[Character] = []
    for character in characters:
        share = 0.1 if character["text"] in MAY_HANG else 0.5
        across = character["x0"] + share * (character["x1"] - character["x0"])
        down = (character["top"] + character["bottom"]) / 2
        (inside if x0 <= across < x1 and top <= down < bottom else outside).append(character)
    return inside, outside


def _text_lines(characters: list[Character], tolerance: float) -> Iterator[Line]:
    if not characters:
        return
    for line in chars_to_textmap(characters, y_tolerance=tolerance).extract_text_lines():
        text = _CONTROLS.sub(" ", _UNKNOWN_GLYPH.sub("\ufffd", line["text"])).strip(" ")
        if text:
            size = median_low(character["size"] for character in line["chars"])
            yield Line(text, line["x0"], line["top"], line["x1"], line["bottom"], size, is_row=False)
