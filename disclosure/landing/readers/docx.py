"""Word documents (.docx): paragraphs and tables in their order, a paragraph one line, the cells of a row joined by tab.

The markup is walked whole, since python-docx's own paragraph.text leaves out what stands in a content control, in a
smart tag (as old Word marked dates) or in a tracked insertion. Numbers that Word counts itself are not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import nsmap, qn

from disclosure.landing.readers.package import check_package
from disclosure.landing.readers.reading import Reading
from disclosure.landing.readers.tables import MAX_COLUMNS, Cell, row_lines
from disclosure.landing.reasons import Reason, Refusal

VERSION = f"docx/1 python-docx {docx.__version__}"

Element = Any  # of lxml, which has no types

_NEEDED = {"[Content_Types].xml", "word/document.xml"}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def _names(tags: str) -> frozenset[str]:
    return frozenset(qn(f"w:{tag}") for tag in tags.split())


_TEXT, _MATH_TEXT = qn("w:t"), f"{{{nsmap['m']}}}t"
_BREAKS = _names("br cr")
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:noBreakHyphen"): "-"}
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT_BOX = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "txbxContent"))
# properties; what is deleted or moved away; pinyin above the line; the drawing again for programs that know it not
_LEFT_OUT = _names("pPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr customXmlPr smartTagPr del moveFrom rt") | {
    f"{_COMPATIBILITY}Fallback"
}
_VALUE = qn("w:val")
_INVISIBLE = " \t\r\n\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"


def read(data: bytes) -> Reading:
    """The text of the document's body; "" where it has none.

    Raises Refusal (unsafe_zip, unsafe_xml, and unsupported_type for a package that is no Word document). What
    python-docx raises for a broken document passes through.
    """
    if not check_package(data) >= _NEEDED:
        raise Refusal(Reason.UNSUPPORTED_TYPE, "ZIP archive or office document")
    return Reading("\n".join(_block_lines(docx.Document(BytesIO(data)).element.body)))


def _block_lines(parent: Element) -> list[str]:
    """The lines of a body, cell, text box, or of what wraps a part of one."""
    lines: list[str] = []
    for child in parent.iterchildren("*"):
        if child.tag == _PARAGRAPH:
            lines += _paragraph_lines(child)
        elif child.tag == _TABLE:
            lines += _table_lines(child)
        elif child.tag not in _LEFT_OUT:
            lines += _block_lines(child)
    return lines


def _paragraph_lines(paragraph: Element) -> list[str]:
    """The lines of a paragraph, mostly one; a text box anchored in it comes behind."""
    parts: list[str] = []
    boxes: list[str] = []
    _collect(paragraph, parts, boxes)
    lines = "".join(parts).split("\n")
    return [line.strip(" ") for line in lines if line.strip(_INVISIBLE)] + boxes


def _collect(parent: Element, parts: list[str], boxes: list[str]) -> None:
    for child in parent.iterchildren("*"):
        tag = child.tag
        if tag in (_TEXT, _MATH_TEXT):
            parts.append((child.text or "").replace("\r", " ").replace("\n", " "))
        elif tag in _BREAKS:
            parts.append("\n")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag == _TEXT_BOX:
            boxes += _block_lines(child)
        elif tag not in _LEFT_OUT and not _is_hidden(child):
            _collect(child, parts, boxes)


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(_VALUE) not in ("0", "false", "off")


def _table_lines(table: Element) -> list[str]:
    return [line for row in _members(table, _ROW) if not _is_deleted(row) for line in _row_lines(row)]


def _row_lines(row: Element) -> list[str]:
    """The cells of the row; a place that is covered by a cell above or to the left is an empty cell."""
    cells: list[Cell] = []
    before = _property(row, "trPr", "gridBefore")
    places = [""] * (min(int(before), MAX_COLUMNS) if before else 0)
    is_covered = bool(places)
    for element in _members(row, _CELL):
        cell = Cell(_property(element, "tcPr", "gridSpan"), None)
        if _is_continued(element):
            is_covered = True
            places.append("")
        else:
            cell.holds_table = next(_members(element, _TABLE), None) is not None
            cell.close(_block_lines(element))
            cells.append(cell)
            places.append(cell.text)
        places += [""] * (cell.columns - 1)
    return row_lines(cells, places, is_alone=len(cells) == 1 and not is_covered)


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those in a content control."""
    for child in parent.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT and child.tag not in (_PARAGRAPH, _TABLE, _ROW, _CELL):
            yield from _members(child, tag)


def _is_continued(cell: Element) -> bool:
    """Whether the cell is the rest of a merged one: the element without a value means that too."""
    return any(
        cell.find(f"{qn('w:tcPr')}/{qn(merge)}") is not None
        and _property(cell, "tcPr", merge.removeprefix("w:")) != "restart"
        for merge in ("w:vMerge", "w:hMerge")
    )


def _is_deleted(row: Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _property(element: Element, group: str, name: str) -> str | None:
    found = element.find(f"{qn(f'w:{group}')}/{qn(f'w:{name}')}")
    return None if found is None else found.get(_VALUE)
