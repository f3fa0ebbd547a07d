"""Whether the ZIP package of an office document may be opened: no bomb, no way out, no XML that reaches beyond it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from disclosure.landing.reasons import Reason, Refusal

MAX_MEMBERS = 2_000
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 200
"""Of what comes out to the size of the file. Text compresses 5 to 20 times, a white picture some 100 times."""

_LOCAL_HEADER = 30  # bytes before a member's name: APPNOTE.TXT 4.3.7
_ENCRYPTED = 0x1  # APPNOTE.TXT 4.4.4
_BEFORE_MARKUP = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = {b"utf-8", b"utf-16"}  # ECMA-376 part 2, 8.1.2: a package holds no other


def check_package(data: bytes) -> set[str]:
    """The names of the package's members.

    Raises Refusal (unsafe_zip, unsafe_xml); what zipfile raises for a broken file passes through.
    """
    with ZipFile(BytesIO(data)) as package:
        members = package.infolist()
        _check_directory(members)
        room = min(MAX_BYTES, MAX_RATIO * len(data))
        for member in members:
            content = _content(package, member, room)
            room -= len(content)
            _check_xml(content)
    return {member.filename for member in members}


def _check_directory(members: Sequence[ZipInfo]) -> None:
    """What the directory itself gives away, before anything is unpacked."""
    if len(members) > MAX_MEMBERS:
        raise Refusal(Reason.UNSAFE_ZIP, f"more than {MAX_MEMBERS} members")
    if len({member.filename.casefold() for member in members}) < len(members):
        raise Refusal(Reason.UNSAFE_ZIP, "two members of one name")
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise Refusal(Reason.UNSAFE_ZIP, "an encrypted member")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refusal(Reason.UNSAFE_ZIP, "a member compressed as in no office document")
        if _leads_outside(member.orig_filename):
            raise Refusal(Reason.UNSAFE_ZIP, "the name of a member leads out of the package")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise Refusal(Reason.UNSAFE_ZIP, "members that overlap")
        end = member.header_offset + _LOCAL_HEADER + len(member.filename) + member.compress_size


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/")


def _content(package: ZipFile, member: ZipInfo, room: int) -> bytes:
    """What really comes out, whatever size the directory tells."""
    with package.open(member) as stream:
        content = stream.read(room + 1)
    if len(content) > room:
        raise Refusal(Reason.UNSAFE_ZIP, f"unpacks to more than {MAX_BYTES} bytes or {MAX_RATIO} times its size")
    return content


def _check_xml(content: bytes) -> None:
    """Entities are dropped by one parser and fetched by the next; no document of an office program declares any."""
    if not content.lstrip(_BEFORE_MARKUP).startswith(b"<"):
        return
    markup = content.replace(b"\x00", b"").lstrip(_BEFORE_MARKUP)  # UTF-16 is searched like UTF-8
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise Refusal(Reason.UNSAFE_XML, "a document type or an entity is declared")
    declaration = markup[: markup.find(b"?>")] if markup.startswith(b"<?xml") else b""
    if (declared := _ENCODING.search(declaration)) and declared[1].lower() not in _ENCODINGS:
        raise Refusal(Reason.UNSAFE_XML, "an encoding that no office document has")
