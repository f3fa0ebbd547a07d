"""What a file is called in the warehouse: names are bytes to the system, and none of them may be lost or confused."""

from __future__ import annotations

import os
import re
from urllib.parse import quote_from_bytes

# A % that would read as one of our own escapes (%80 to %FF, %25) is itself escaped, so that no two names become one
_PERCENT_LIKE_AN_ESCAPE = re.compile(rb"%(?=25|[89A-Fa-f][0-9A-Fa-f])")


def source_name(relative: bytes) -> str:
    """The path as UTF-8 text. Quotes, newlines and blanks stay as they are; in a part that is no UTF-8, every byte
    beyond ASCII becomes %XX.
    """
    return "/".join(map(_part, relative.split(b"/")))


def _part(name: bytes) -> str:
    escaped = _PERCENT_LIKE_AN_ESCAPE.sub(b"%25", name)
    try:
        return escaped.decode()
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in escaped)


def file_uri(path: str) -> str:
    """The file: address of an absolute path, percent-encoded byte by byte. It tells sources of equal name apart."""
    return "file://" + quote_from_bytes(os.fsencode(path))
