"""What a file is, by its content: a name's ending is a claim, not a fact."""

from __future__ import annotations

import json
import re

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_ZIP = b"PK\x03\x04"
_WORD_MEMBERS = (b"[Content_Types].xml", b"word/document.xml")  # names stand in a ZIP file as they are
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4: the stream of a file with a password

# (offset, bytes, format): https://www.garykessler.net/library/file_sigs.html, those that no text begins with
_SIGNATURES = (
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (0, b"II*\x00", "TIFF image"),
    (0, b"MM\x00*", "TIFF image"),
    (8, b"WEBPVP8", "WebP image"),
    (0, _ZIP, "ZIP archive or office document"),
    (0, b"PK\x05\x06", "ZIP archive"),
    (0, _OLE, "OLE office document"),
    (0, b"{\\rtf", "RTF document"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (0, b"\x1f\x8b\x08", "gzip archive"),
    (0, b"BZh91AY&SY", "bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "xz archive"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (4, b"ftyp", "MP4 video"),
    (0, b"\x7fELF", "program"),
    (0, b"SQLite format 3\x00", "SQLite database"),
    (8, b"DUCK", "DuckDB database"),
)
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # PDF readers accept a header anywhere in the first kilobyte

_HEAD = 4096
_DOCUMENT_TAG = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.I)
_FRAGMENT_TAG = re.compile(
    r"<(?:meta|title|link|script|style|div|table|p|h[1-6]|br|font|a|span|center|strong|b|ul|ol|section|article)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_MIME = re.compile(r"(?:From: <Saved by|MIME-Version: 1\.0)", re.I)


def parsed_format(data: bytes) -> str | None:
    """The media type of a format that a parser of its own reads, DOCX or PDF; None for any other.

    Whether a DOCX is one shows when it is opened: here its name is looked for, not its directory.
    """
    if data.startswith(_ZIP) and all(name in data for name in _WORD_MEMBERS):
        return DOCX
    return PDF if _PDF in data[:_PDF_WITHIN] and binary_format(data) is None else None


def is_encrypted_office(data: bytes) -> bool:
    """Whether the bytes are an office document that a password protects."""
    return data.startswith(_OLE) and _OLE_ENCRYPTED in data


def binary_format(data: bytes) -> str | None:
    """The name of the format, where the bytes begin as no text does."""
    for offset, signature, name in _SIGNATURES:
        if data.startswith(signature, offset):
            return name
    return None


def text_format(text: str) -> str | None:
    """The name of a format that is text and no report: JSON, XML, a mail archive. HTML and plain text are none."""
    if _is_json(text):
        return "JSON"
    if text[:_HEAD].lstrip().startswith("<?xml") and not is_html(text):
        return "XML"
    return "MIME archive" if _MIME.match(text) else None


def is_html(text: str) -> bool:
    """Whether the text is a page or part of one: a document tag near its beginning, or a tag as its first thing."""
    head = text[:_HEAD]
    return bool(_DOCUMENT_TAG.search(head) or _FRAGMENT_TAG.match(_without_leading_comments(head)))


def _without_leading_comments(head: str) -> str:
    head = head.lstrip()
    while head.startswith("<!--") and (end := head.find("-->")) >= 0:
        head = head[end + len("-->") :].lstrip()
    return head


def _is_json(text: str) -> bool:
    body = text.strip()
    if not body.startswith(("{", "[")):
        return False
    first_line = body.split("\n", 1)[0]  # JSON lines; a list alone in a line may be a heading such as [2016]
    return _parses(body) or (first_line.startswith("{") and _parses(first_line))


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
