"""PDF documents with a text layer: lines of text and rows of tables in reading order, wrapped lines joined.

Text and tables come from pdfplumber alone. How many characters pdfium finds is held against it: either loses some, in
fonts that are not embedded or whose map is wrong, and neither says so.
"""

from __future__ import annotations

import re
from io import BytesIO

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from disclosure.landing.plausibility import is_clean
from disclosure.landing.readers.pdf_page import PageLines, read_page
from disclosure.landing.readers.pdf_paragraphs import paragraphs, without_furniture
from disclosure.landing.readers.reading import Reading
from disclosure.landing.reasons import Reason, Refusal

VERSION = f"pdf/1 pdfplumber {pdfplumber.__version__}"

MAX_PAGES = 500

WARN_FROM_PER_1000 = 10
"""Of the characters. Ligatures and signs that one reader leaves out make up less."""
REFUSE_FROM_PER_1000 = 500
"""With so many lost, what is left is no report: a heading, the digits."""

_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff\x00-\x1f]")


def read(data: bytes) -> Reading:
    """The text of the document, with a warning where pdfium finds more or fewer characters in it.

    Raises Refusal: encrypted, no_text_layer, unmapped_font, and limit for more than MAX_PAGES. What the parsers raise
    for a broken document passes through.
    """
    pages = _pages(data)
    warnings = [page.warning for page in pages if page.warning]
    found = sum(_count(line.text) for page in pages for line in page.lines)
    expected = _count_of_pdfium(data)
    text = "\n".join(paragraphs(without_furniture(pages)))
    compared = f"{found} characters by pdfplumber, {expected} by pdfium"
    if (expected - found) * 1000 > REFUSE_FROM_PER_1000 * expected or not is_clean(text):
        raise Refusal(Reason.UNMAPPED_FONT, compared)
    if not text:  # a scan may have printed page numbers
        raise Refusal(Reason.NO_TEXT_LAYER, f"{len(pages)} pages")
    if abs(expected - found) * 1000 > WARN_FROM_PER_1000 * max(expected, found):
        warnings.append(compared)
    return Reading(text, "; ".join(warnings) or None)


def _pages(data: bytes) -> list[PageLines]:
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise Refusal(Reason.LIMIT, f"more than {MAX_PAGES} pages")
            pages = []
            for page in document.pages:
                pages.append(read_page(page))
                page.close()
            return pages
    except PdfminerException as wrapped:
        error = wrapped.args[0]
        if isinstance(error, PDFPasswordIncorrect):
            raise Refusal(Reason.ENCRYPTED, "PDF document") from None
        raise error from None


def _count_of_pdfium(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return sum(_count(page.get_textpage().get_text_range()) for page in document)


def _count(text: str) -> int:
    return len(_VISIBLE.findall(text))
