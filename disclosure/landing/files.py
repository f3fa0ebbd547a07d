"""Bytes of one file, read once and whole: plain files only, no link followed, nothing larger than a report."""

from __future__ import annotations

import os
import stat

from disclosure.landing.reasons import Reason, Refusal

MAX_BYTES = 64 * 1024 * 1024
"""A report of 64 MB of text does not exist; larger files are rejected without being read."""

_CHUNK = 1024 * 1024


def read_file(path: str) -> bytes:
    """The bytes of a plain file. Raises Refusal for anything else, and where the file changed meanwhile."""
    try:
        # opening a pipe or a device may block or do something, so it is looked at first
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            raise Refusal(Reason.NOT_REGULAR, _kind(mode))
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refusal(Reason.UNREADABLE, error.strerror or "") from None
    try:
        return _read_open(descriptor)
    except OSError as error:
        raise Refusal(Reason.UNREADABLE, error.strerror or "") from None
    finally:
        os.close(descriptor)


def _read_open(descriptor: int) -> bytes:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):  # swapped between the look and the opening
        raise Refusal(Reason.NOT_REGULAR, _kind(before.st_mode))
    if before.st_size > MAX_BYTES:
        raise Refusal(Reason.TOO_LARGE, f"more than {MAX_BYTES} bytes", before.st_size)
    chunks: list[bytes] = []
    room = MAX_BYTES + 1
    while room > 0 and (chunk := os.read(descriptor, min(_CHUNK, room, before.st_size + 1))):
        chunks.append(chunk)
        room -= len(chunk)
    data = b"".join(chunks)
    after = os.fstat(descriptor)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size) or len(data) != after.st_size:
        raise Refusal(Reason.CHANGED_WHILE_READ, f"{before.st_size} bytes became {after.st_size}")
    return data


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFLNK: "link",
        stat.S_IFIFO: "pipe",
        stat.S_IFSOCK: "socket",
        stat.S_IFCHR: "device",
        stat.S_IFBLK: "device",
        stat.S_IFDIR: "folder",
    }
    return kinds.get(stat.S_IFMT(mode), "special file")
