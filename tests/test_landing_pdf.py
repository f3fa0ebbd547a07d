"""PDF: text and tables as they stand on the page, both kinds of fonts, and what cannot be read told by its reason."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from command_support import ROOT
from landing_support import ask, write
from make_documents import Box, Grid, embedded_font, named_font, pdf_of
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from disclosure.landing import child
from disclosure.landing.document import Document, read_document
from disclosure.landing.readers import pdf as pdf_reader
from disclosure.landing.reasons import Reason, Refusal
from disclosure.reading import read_report
from disclosure.stages.land import land

TITLE = "某某县水利局2016年政府信息公开年报"
LONG = "全年收到申请7件,其中当面申请2件、网上申请5件,均在期限内答复;" * 5 + "没有收费。"
TABLE: Grid = [
    [Box("申请人情况", 3), Box("总计", 1, 2)],
    [Box("自然人"), Box("企业", 2)],
    [Box("受理", 1, 2), Box("1"), Box(""), Box("3")],
    [Box("4"), Box("一"), Box("9")],
    [Box("表内标题", 4)],
]
ROWS = ["申请人情况\t\t\t总计", "自然人\t企业\t\t", "受理\t1\t\t3", "\t4\t一\t9", "表内标题"]

both_kinds_of_fonts = pytest.mark.parametrize("embedded", [True, False], ids=["embedded font", "named font"])


def read(data: bytes) -> Document:
    return read_document(data, "年报.pdf")


def lines_of(data: bytes) -> list[str]:
    """In this process: what a child does besides is tested below."""
    return pdf_reader.read(data).text.split("\n")


def drawn(*draw: Callable[[Canvas], Any], **of_canvas: Any) -> bytes:
    """A PDF of one page a function."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, **of_canvas)
    for on_page in draw:
        canvas.setFont(embedded_font(TITLE + LONG), 12)
        on_page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@both_kinds_of_fonts
def test_text_and_tables_come_in_their_order(embedded: bool) -> None:
    document = read(pdf_of([TITLE, LONG, TABLE, "二、其他"], embedded))
    assert document.raw_text.split("\n") == [TITLE, LONG, *ROWS, "二、其他"]
    assert document.media_type == "application/pdf"
    assert document.reader_version == f"pdf/1 pdfplumber {pdfplumber.__version__}"


@both_kinds_of_fonts
@pytest.mark.parametrize("name", ["haerbin_chengguan_2009", "longyan_12345_202208", "mianzhu_zhujian_2014"])
def test_a_report_gives_the_same_figures_as_its_text(name: str, embedded: bool) -> None:
    text = (ROOT / "raw" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    read_back = lines_of(pdf_of(lines, embedded))
    assert said("\n".join(read_back)) == said("\n".join(lines))


def said(text: str) -> list[tuple[Any, ...]]:
    report = read_report("d", "年报", text)
    figures = [(f.measure_code, f.value, f.unit, f.matter, f.quote.replace("\n", "")) for f in report.figures]
    return sorted(figures, key=str) + sorted(((r.measure_code, r.stated_pct) for r in report.rates), key=str)


def test_the_same_bytes_give_the_same_text() -> None:
    data = pdf_of([TITLE, LONG, TABLE])
    assert read(data) == read(data)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def furniture(canvas: Canvas, document: Any) -> None:
        canvas.setFont(named_font(), 9)
        canvas.drawString(72, 815, "水利局年报")
        canvas.drawCentredString(297, 30, f"— {document.page} —")

    data = pdf_of([TITLE, *[f"第{n}段,{LONG}" for n in range(12)]], onFirstPage=furniture, onLaterPages=furniture)
    assert lines_of(data) == [TITLE, *[f"第{n}段,{LONG}" for n in range(12)]]


@pytest.mark.parametrize(
    ("written", "is_left_out"),
    [("1", True), ("- 1 -", True), ("第1页 共3页", True), ("1/3", True), ("7", False), ("2016年1月", False)],
)
def test_what_counts_as_a_page_number(written: str, is_left_out: bool) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(named_font(), 12)
        canvas.drawString(72, 700, "收到申请")
        canvas.drawString(290, 40, written)

    assert lines_of(drawn(page)) == ["收到申请"] + ([] if is_left_out else [written])


def test_a_number_alone_in_the_text_is_kept() -> None:
    data = drawn(lambda canvas: [canvas.drawString(72, y, text) for y, text in ((700, "当面申请"), (680, "1"))])
    assert lines_of(data) == ["当面申请", "1"]


def test_a_table_goes_on_over_the_page() -> None:
    rows = [[Box(f"第{n}项"), Box(str(n))] for n in range(1, 91)]
    data = pdf_of([TITLE, rows], onLaterPages=lambda canvas, _: canvas.drawString(300, 30, "2"))
    assert lines_of(data) == [TITLE, *[f"第{n}项\t{n}" for n in range(1, 91)]]


def test_borders_drawn_as_thin_boxes_are_borders() -> None:
    """Word fills a box for every piece of a border, and a square at every corner."""

    def page(canvas: Canvas) -> None:
        columns, rows = (72, 200, 300, 400), (600, 630, 660)
        for y in rows:
            for left, right in pairwise(columns):
                canvas.rect(left, y, 0.48, 0.48, stroke=0, fill=1)
                canvas.rect(left + 0.48, y, right - left - 0.48, 0.48, stroke=0, fill=1)
        for x in columns:
            for low, high in pairwise(rows):
                canvas.rect(x, low + 0.48, 0.48, high - low - 0.48, stroke=0, fill=1)
        canvas.setFillGray(0.9)
        canvas.rect(72.5, 630.5, 127, 29, stroke=0, fill=1)  # shaded
        canvas.setFillGray(0)
        for x, y, text in ((80, 640, "申请"), (210, 640, "当面"), (310, 640, "网上"), (80, 610, "7"), (310, 610, "5")):
            canvas.drawString(x, y, text)

    assert lines_of(drawn(page)) == ["申请\t当面\t网上", "7\t\t5"]


def test_a_frame_around_the_page_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(50, 50, 500, 740)
        canvas.drawString(72, 700, "全年收到申请7件,")
        canvas.drawString(72, 600, "均在期限内答复")

    assert lines_of(drawn(page)) == ["全年收到申请7件,", "均在期限内答复"]


def test_a_table_in_a_cell_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([60, 300, 540], [500, 700])
        canvas.grid([80, 160, 240], [540, 570, 600])
        canvas.drawString(70, 660, "申请")
        canvas.drawString(320, 660, "答复")
        for x, y, text in ((90, 580, "当面"), (170, 580, "2"), (90, 550, "网上"), (170, 550, "5")):
            canvas.drawString(x, y, text)

    assert sorted(lines_of(drawn(page))) == ["当面\t2", "申请\t答复", "网上\t5"]


def test_letters_made_bold_by_printing_them_twice_are_read_once() -> None:
    data = drawn(lambda canvas: [canvas.drawString(72 + shift, 700, "收到申请77件") for shift in (0, 0.3)])
    assert lines_of(data) == ["收到申请77件"]


def test_digits_of_another_font_stay_in_their_line() -> None:
    def page(canvas: Canvas) -> None:
        for y, number in ((700, "12319"), (660, "7")):
            canvas.setFont(named_font(), 22)
            canvas.drawString(72, y, "全年受理")
            canvas.setFont("Times-Roman", 22)
            canvas.drawString(72 + 4 * 22, y, number)

    assert lines_of(drawn(page)) == ["全年受理12319", "全年受理7"]


def test_a_mark_that_hangs_over_the_border_stays_in_its_cell() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([60, 114, 200], [650, 700])
        canvas.drawString(62, 680, "当面申请、")
        canvas.drawString(62, 660, "网上")
        canvas.drawString(140, 670, "7")

    assert lines_of(drawn(page)) == ["当面申请、网上\t7"]


def test_a_page_full_of_lines_is_read_without_tables_and_says_so() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 750, TITLE)
        for step in range(2100):
            canvas.line(72 + step / 10, 72, 72 + step / 10, 600 if step % 2 else 500)
            canvas.line(72, 72 + step / 10, 500 if step % 2 else 400, 72 + step / 10)

    reading = pdf_reader.read(drawn(page))
    assert (reading.text, reading.warning) == (TITLE, "page 1: too many lines to find tables")


# the second reader


def test_one_character_cells_are_kept_though_the_second_reader_loses_them(tmp_path: Path) -> None:
    cells = [[Box("一"), Box("无")], [Box("二"), Box("有")], [Box("三"), Box("无")]]
    write(tmp_path / "raw" / "a.pdf", pdf_of([TITLE, cells], embedded=False))
    write(tmp_path / "raw" / "b.pdf", pdf_of([TITLE, cells], embedded=True))
    land([tmp_path / "raw"], tmp_path / "w.duckdb")
    found = ask(tmp_path / "w.duckdb", "select raw_text, reader_warning from raw.documents order by source_name")
    text = "\n".join([TITLE, "一\t无", "二\t有", "三\t无"])
    assert found == [(text, f"{len(TITLE) + 6} characters by pdfplumber, {len(TITLE)} by pdfium"), (text, None)]


def test_readers_that_agree_give_no_warning() -> None:
    assert read(pdf_of([TITLE, LONG, TABLE])).warning is None


def test_a_scanned_page_among_others_is_told() -> None:
    picture = Image.new("RGB", (40, 40), "grey")
    data = drawn(
        lambda canvas: canvas.drawString(72, 700, TITLE),
        lambda canvas: canvas.drawInlineImage(picture, 72, 72, 400, 600),
    )
    reading = pdf_reader.read(data)
    assert (reading.text, reading.warning) == (TITLE, "page 2: a picture alone")


# what cannot be read


def bare_pdf(content: bytes, font: bytes = b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica", **more: bytes) -> bytes:
    """A PDF written by hand: objects 1 catalog, 2 pages, 3 page, 4 content (with its dictionary), 5 font, then more."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        more.pop("pages", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        more.pop("stream", None) or b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< %s >>" % font,
        *more.values(),
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )


UNMAPPED = b"/Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [6 0 R]"
OWN_GLYPHS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own "
    b"/CIDSystemInfo << /Registry (Own) /Ordering (Own) /Supplement 0 >> >>"
)


def flate(packed: bytes, times: int) -> bytes:
    """A stream object that is unpacked so many times."""
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed)


def zeros(megabytes: int) -> bytes:
    """So many zeros, packed without ever having them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = deflate.compress(bytes(2**20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    adler = (megabytes * 2**20 % 65521 << 16) + 1
    return b"\x78\x9c" + block * megabytes + b"\x03\x00" + adler.to_bytes(4, "big")


def with_password(user: str, owner: str) -> bytes:
    return drawn(lambda canvas: canvas.drawString(72, 700, TITLE), encrypt=StandardEncryption(user, owner, canPrint=0))


GOOD = pdf_of([TITLE, LONG])
REFUSED: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "pictures alone": (lambda: drawn(lambda canvas: canvas.rect(9, 9, 99, 99, fill=1)), Reason.NO_TEXT_LAYER),
    "pictures with page numbers": (
        lambda: drawn(*[lambda canvas: canvas.drawString(300, 30, str(canvas.getPageNumber()))] * 3),
        Reason.NO_TEXT_LAYER,
    ),
    "blanks alone": (lambda: drawn(lambda canvas: canvas.drawString(72, 700, "  ")), Reason.NO_TEXT_LAYER),
    "password": (lambda: with_password("secret", "secret"), Reason.ENCRYPTED),
    "glyphs without a map": (
        lambda: bare_pdf(b"BT /F1 12 Tf 72 700 Td <00010002000300040005> Tj ET", UNMAPPED, glyphs=OWN_GLYPHS),
        Reason.UNMAPPED_FONT,
    ),
    "cut off": (lambda: GOOD[: len(GOOD) // 3], Reason.DAMAGED),
    "header alone": (lambda: b"%PDF-1.7\n" + bytes(50), Reason.DAMAGED),
    "cross references gone wrong": (lambda: bare_pdf(b"").replace(b"/Root 1 0 R", b"/Root 9 0 R"), Reason.DAMAGED),
    "too many pages": (lambda: drawn(*[lambda canvas: None] * (pdf_reader.MAX_PAGES + 1)), Reason.LIMIT),
    "pages that hold themselves": (
        lambda: bare_pdf(b"", pages=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        Reason.DAMAGED,
    ),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_for_its_reason(make: Callable[[], bytes], reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        read(make())
    assert refused.value.reason == reason


def test_a_bomb_within_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MEMORY_BYTES", 512 * 2**20)
    with pytest.raises(Refusal, match="limit: more than 512 MB of memory"):
        read(bare_pdf(b"", stream=flate(zlib.compress(zeros(600)), 2)))


def test_a_document_that_opens_without_a_password_is_read() -> None:
    assert read(with_password("", "secret")).raw_text == TITLE
