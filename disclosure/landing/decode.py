"""Bytes to text. Every decoding is strict and complete: a file is read wholly in one encoding, or not at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from disclosure.landing.plausibility import MIN_READABLE_PER_1000, is_clean, readable_per_1000
from disclosure.landing.reasons import Reason, Refusal


class Decoded(NamedTuple):
    """The text without its byte order mark, and the Python codec that read it."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16, so it is tried before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# gb2312 and gbk are declared over bytes of the larger set every day (镕, 䶮), as big5 is over its extensions (裏, 墻)
_GB = "gb18030"
_BIG5 = "big5hkscs"
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "gb2312-80", "euc-cn"), _GB),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5", "big-5"), _BIG5),
    **dict.fromkeys(("iso-8859-1", "windows-1252", "latin1", "cp1252"), "cp1252"),
}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

_HEAD = 4096
_DECLARATION = re.compile(
    rb"""<(?:meta\b[^<>]{0,500}?charset|\?xml\b[^<>]{0,200}?encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.I
)
_CLOSE = 50
"""Two readings whose shares of readable characters lie nearer than this (of 1,000) cannot be told apart."""

_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")

# No Japanese or Korean: a Chinese file with one broken byte reads as EUC-JP, in kanji, and says something else
_GUESSED = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be", "cp1252"]
_GUESSED_FROM = 256 * 1024


def decode(data: bytes) -> Decoded:
    """The text of a file by byte order mark, strict UTF-8, declared charset, or the most readable of what remains.

    Raises Refusal(undecodable) where nothing reads as text, or two encodings read equally well.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], codec)
            if text is None or not is_clean(text):
                raise Refusal(Reason.UNDECODABLE, f"marked as {codec}, and is not")
            return Decoded(text, codec)
    return _as_utf8(data) or _as_legacy(data) or _as_guessed(data)


def _as_utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    if text is None or not is_clean(text):
        return None
    if text.isascii():
        return _as_hz(data) or Decoded(text, "utf-8")
    # Multi-byte UTF-8 proves itself, but for pairs alone: 一些 in GB is also two Cyrillic letters in UTF-8
    if (
        not _THREE_BYTES.search(text)
        and readable_per_1000(text) < MIN_READABLE_PER_1000
        and (other := _as_legacy(data))
    ):
        return other
    return Decoded(text, "utf-8")


def _as_hz(data: bytes) -> Decoded | None:
    if b"~{" not in data:
        return None
    text = _strict(data, "hz")
    if text is None or text.isascii() or readable_per_1000(text) < MIN_READABLE_PER_1000:
        return None
    return Decoded(text, "hz")


def _as_legacy(data: bytes) -> Decoded | None:
    declared = _declared(data)
    candidates = [declared] if declared else []
    candidates += [codec for codec in (_GB, _BIG5) if codec != declared]
    if b"\x00" in data:
        candidates += _WIDE
    readings = [(score, codec, text) for codec in candidates for score, text in _readings(data, codec)]
    if not readings:
        return None
    if readings[0][1] == declared:
        return Decoded(readings[0][2], declared)
    readings.sort(key=lambda reading: -reading[0])
    best, codec, text = readings[0]
    if len(readings) > 1 and best - readings[1][0] < _CLOSE and readings[1][2] != text:
        raise Refusal(Reason.UNDECODABLE, f"reads as {codec} and as {readings[1][1]}")
    return Decoded(text, codec)


def _as_guessed(data: bytes) -> Decoded:
    guess = from_bytes(data[:_GUESSED_FROM], cp_isolation=_GUESSED).best()
    for _, text in _readings(data, guess.encoding) if guess else []:
        return Decoded(text, codecs.lookup(guess.encoding).name)
    raise Refusal(Reason.UNDECODABLE, "none of UTF-8, UTF-16, UTF-32, GB18030, Big5, HZ")


def _readings(data: bytes, codec: str) -> list[tuple[int, str]]:
    """How readable the data is in this encoding, with its text; nothing where it is no plausible text."""
    text = _strict(data, codec)
    if text is None or not is_clean(text):
        return []
    readable = readable_per_1000(text)
    return [(readable, text)] if readable >= MIN_READABLE_PER_1000 else []


def _declared(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:_HEAD])
    return _DECLARED.get(found[1].decode("ascii", "replace").lower()) if found else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
