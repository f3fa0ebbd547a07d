"""Documents of our own as office programs make them: one list of parts as DOCX, PDF and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pylopdf_fonts_zh_cn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as OutlineFont
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PrintedTable
from table_texts import Table

NOT_EMBEDDED = "STSong-Light"
"""The name of a font that every PDF reader is to have."""


class Box(NamedTuple):
    """A cell, with how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


Grid = list[list[Box]]
Part = str | Grid  # a paragraph or a table

LABEL_COLUMNS = 3
_APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_RESULTS = [Box("结果维持"), Box("结果纠正"), Box("其他结果"), Box("尚未审结"), Box("总计")]


def requests_grid(table: Table) -> Grid:
    """A printed 表三 with its cells merged as the form prescribes."""
    rule = next(row.labels[0] for row in table if not row.code)
    heads = [
        [Box(rule, LABEL_COLUMNS, 3), Box("申请人情况", len(_APPLICANTS))],
        [Box(_APPLICANTS[0], 1, 2), Box("法人或其他组织", len(_APPLICANTS) - 2), Box(_APPLICANTS[-1], 1, 2)],
        [Box(applicant) for applicant in _APPLICANTS[1:-1]],
    ]
    body = [row for row in table if row.code]
    return heads + [
        [*_labels([below.labels for below in body[number:]]), *map(Box, row.cells)] for number, row in enumerate(body)
    ]


def _labels(rows: Sequence[tuple[str, ...]]) -> Iterator[Box]:
    """The labels of the first of the rows: the last one reaches to the cells, the others over the rows below."""
    labels = rows[0]
    last = max(at for at, label in enumerate(labels) if label)
    for at, label in enumerate(labels[: last + 1]):
        if label:
            below = [row for row in rows if at == last or any(row[: at + 1])]
            covered = rows.index(below[1]) if len(below) > 1 else len(rows)
            yield Box(label, len(labels) - at) if at == last else Box(label, 1, covered)


def remedies_grid(table: Table) -> Grid:
    """A printed 表四."""
    return [
        [Box("行政复议", 5, 2), Box("行政诉讼", 10)],
        [Box("未经复议直接起诉", 5), Box("复议后起诉", 5)],
        _RESULTS * 3,
        [Box(cell) for cell in table[-1].cells],
    ]


def plain_grid(table: Table) -> Grid:
    """A printed table without merged cells, but for rows of one cell, which reach to the right edge."""
    width = max(len(row.labels) + len(row.cells) for row in table)
    grid = []
    for row in table:
        boxes = [*map(Box, (*row.labels, *row.cells))]
        boxes[-1] = Box(boxes[-1].text, width - len(boxes) + 1)
        grid.append(boxes)
    return grid


def _places(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """Each box with the row and column of its upper left corner."""
    covered: set[tuple[int, int]] = set()
    for row, boxes in enumerate(grid):
        column = 0
        for box in boxes:
            while (row, column) in covered:
                column += 1
            yield row, column, box
            covered |= {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}


def _size(grid: Grid) -> tuple[int, int]:
    return len(grid), max(column + box.columns for _, column, box in _places(grid))


def html_of(parts: Iterable[Part]) -> str:
    """A page."""
    return "<!DOCTYPE html><meta charset=utf-8>" + "".join(map(_html_part, parts))


def _html_part(part: Part) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    rows = (
        "".join(f"<td colspan={box.columns} rowspan={box.rows}>{escape(box.text)}</td>" for box in boxes)
        for boxes in part
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def docx_of(parts: Iterable[Part]) -> bytes:
    """A Word document."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _add_table(document, part)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: Any, grid: Grid) -> None:
    table = document.add_table(*_size(grid), style="Table Grid")
    cells = [row.cells for row in table.rows]  # table.cell() would look through the whole table each time
    for row, column, box in _places(grid):
        first = cells[row][column]
        if box.columns > 1 or box.rows > 1:
            first.merge(cells[row + box.rows - 1][column + box.columns - 1])
        first.text = box.text


def pdf_of(parts: Iterable[Part], embedded: bool = True, **layout: Any) -> bytes:
    """A PDF, its font embedded or only named. `layout` is handed on to SimpleDocTemplate and its build."""
    parts = list(parts)
    font = embedded_font(_characters(parts)) if embedded else named_font()
    out = BytesIO()
    build = {name: layout.pop(name) for name in ("onFirstPage", "onLaterPages") if name in layout}
    template = SimpleDocTemplate(out, invariant=1, **layout)
    template.build([_flowable(part, font, template.width) for part in parts], **build)
    return out.getvalue()


def _characters(parts: Iterable[Part]) -> str:
    boxes = [[Box(part)] if isinstance(part, str) else [box for row in part for box in row] for part in parts]
    return "".join(box.text for of_part in boxes for box in of_part)


def _flowable(part: Part, font: str, width: float) -> Flowable:
    if isinstance(part, str):
        return Paragraph(escape(part), _style(font, size=12, firstLineIndent=24))
    rows, columns = _size(part)
    cells: list[list[Any]] = [[""] * columns for _ in range(rows)]
    style: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    style += [(f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")]
    for row, column, box in _places(part):
        cells[row][column] = Paragraph(escape(box.text), _style(font, size=7))
        style.append(("SPAN", (column, row), (column + box.columns - 1, row + box.rows - 1)))
    return PrintedTable(cells, [width / columns] * columns, style=style)


def _style(font: str, size: int, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("text", fontName=font, fontSize=size, leading=size * 1.3, wordWrap="CJK", **more)


def named_font() -> str:
    """A Chinese font of which only the name goes into the PDF."""
    pdfmetrics.registerFont(UnicodeCIDFont(NOT_EMBEDDED))
    return NOT_EMBEDDED


def embedded_font(characters: str) -> str:
    """Noto Sans SC with these characters (reportlab embeds no outlines of PostScript, so they are converted)."""
    needed = sorted({*map(ord, characters), *range(0x20, 0x7F)})
    # reportlab knows fonts by the name within them too: two of one name would share their characters
    name = f"NotoSansSC{hash(tuple(needed)) % 10**8:08}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, BytesIO(_with_truetype_outlines(needed, name))))
    return name


def _with_truetype_outlines(characters: Sequence[int], font_name: str) -> bytes:
    source = OutlineFont(Path(pylopdf_fonts_zh_cn.__file__).with_name("NotoSansSC-Regular.otf"), lazy=True)
    every = source.getBestCmap()
    names = {code: every[code] for code in characters if code in every}
    order = list(dict.fromkeys([".notdef", *names.values()]))
    outlines = source.getGlyphSet()
    drawn, metrics = {}, {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, max_err=1, reverse_direction=True))
        drawn[name], metrics[name] = pen.glyph(), (outlines[name].width, 0)
    font = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(drawn)
    font.setupHorizontalMetrics(metrics)
    font.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    font.setupNameTable({"familyName": "Noto Sans SC", "styleName": "Regular", "psName": font_name})
    font.setupOS2()
    font.setupPost()
    out = BytesIO()
    font.save(out)
    return out.getvalue()
