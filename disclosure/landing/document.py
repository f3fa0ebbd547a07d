"""The bytes of one source to the text of one document, or to the reason why there is none."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure.landing import content
from disclosure.landing.child import read_in_child
from disclosure.landing.decode import decode
from disclosure.landing.readers import html, text
from disclosure.landing.reasons import Reason, Refusal

_VISIBLE = re.compile(r"[^\s\x00-\x1f\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKDOWN_NAMES = (".md", ".markdown")
_PARSERS = {content.DOCX: "disclosure.landing.readers.docx", content.PDF: "disclosure.landing.readers.pdf"}
_NO_ENCODING = "binary"


class Document(NamedTuple):
    """What a reader made of a file."""

    media_type: str
    encoding: str
    reader_version: str
    raw_text: str
    warning: str | None = None  # what the reader doubts about its own text


def read_document(data: bytes, source_name: str) -> Document:
    """The document in these bytes. The name only tells Markdown from plain text, which are read alike.

    Raises Refusal where the content is empty, of a format that is not read, no text, or beyond the limits.
    """
    if not data:
        raise Refusal(Reason.EMPTY, "0 bytes")
    document = _parsed(data) or _decoded(data, source_name)
    if not _VISIBLE.search(document.raw_text):
        raise Refusal(Reason.EMPTY, "no visible character")
    return document


def _parsed(data: bytes) -> Document | None:
    """The document that another process made of the bytes, or None where they are of no such format."""
    media_type = content.parsed_format(data)
    if media_type is None:
        return None
    reading = read_in_child(_PARSERS[media_type], data)
    return Document(media_type, _NO_ENCODING, reading.reader_version, reading.text, reading.warning)


def _decoded(data: bytes, source_name: str) -> Document:
    if content.is_encrypted_office(data):
        raise Refusal(Reason.ENCRYPTED, "office document")
    if format_name := content.binary_format(data):
        raise Refusal(Reason.UNSUPPORTED_TYPE, format_name)
    decoded = decode(data)
    if format_name := content.text_format(decoded.text):
        raise Refusal(Reason.UNSUPPORTED_TYPE, format_name)
    if content.is_html(decoded.text):
        return Document(content.HTML, decoded.encoding, html.VERSION, html.read(decoded.text))
    named_markdown = source_name.lower().endswith(_MARKDOWN_NAMES)
    media_type = content.MARKDOWN if named_markdown else content.PLAIN
    return Document(media_type, decoded.encoding, text.VERSION, text.read(decoded.text))
