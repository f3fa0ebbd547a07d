"""A folder of everything that goes wrong: the good files land, each other one is rejected for the right reason."""

from __future__ import annotations

import os
import random
import socket
from pathlib import Path

import pytest
from landing_support import REPORT, ask, write

from disclosure.landing import files
from disclosure.landing.reasons import Reason
from disclosure.stages.land import LandCounts, land

MISDECLARED = f'<html><head><meta charset="utf-8"><title>年报</title></head><body><p>{REPORT}</p></body></html>'
ODD_NAME = "年报 'a\"b\n;--*?[x]{y}.txt"

GOOD: dict[str, bytes] = {
    "declared utf-8.html": MISDECLARED.encode("gb18030"),
    ODD_NAME: REPORT.encode(),
    "sub/folder/report.md": f"# 年报\n{REPORT}".encode(),
    "no ending": f"{REPORT}甲".encode("utf-16"),
    "page named.txt": f"<!DOCTYPE html><p>{REPORT}</p>".encode(),
    "bracket.txt": f"[2016]\n{REPORT}".encode(),
}
BAD: dict[str, tuple[bytes, Reason, str]] = {
    "empty.txt": (b"", Reason.EMPTY, "0 bytes"),
    "empty.html": (b"", Reason.EMPTY, "0 bytes"),
    "blank.txt": (" \n\u3000\u00a0\t\r\n".encode(), Reason.EMPTY, "no visible character"),
    "mark alone.txt": (b"\xef\xbb\xbf", Reason.EMPTY, "no visible character"),
    "no text.html": (b"<html><script>load()</script></html>", Reason.EMPTY, "no visible character"),
    "photo.txt": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200), Reason.UNSUPPORTED_TYPE, "JPEG image"),
    "scan.md": (b"\x89PNG\r\n\x1a\n" + bytes(50), Reason.UNSUPPORTED_TYPE, "PNG image"),
    "moving.html": (b"GIF89a" + bytes(50), Reason.UNSUPPORTED_TYPE, "GIF image"),
    "word.txt": (b"PK\x03\x04" + bytes(50), Reason.UNSUPPORTED_TYPE, "ZIP archive or office document"),
    "old word.txt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), Reason.UNSUPPORTED_TYPE, "OLE office document"),
    "print.html": (b"%PDF-1.7\n" + bytes(50), Reason.DAMAGED, "PDFSyntaxError"),
    "data.txt": ('{"收到": 7}'.encode(), Reason.UNSUPPORTED_TYPE, "JSON"),
    "lines.txt": ('{"收到": 7}\n{"收到": 8}\n'.encode(), Reason.UNSUPPORTED_TYPE, "JSON"),
    "feed.html": ("<?xml version='1.0'?><rss><t>年报</t></rss>".encode(), Reason.UNSUPPORTED_TYPE, "XML"),
    "noise.txt": (random.Random(2016).randbytes(4096), Reason.UNDECODABLE, "none of UTF-8"),
    "nul.txt": (f"{REPORT}\x00".encode(), Reason.UNDECODABLE, "none of UTF-8"),
    "deep.html": (b"<div>" * 5000, Reason.PARSER_LIMIT, "more than 512 elements"),
}


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LandCounts]:
    """The hostile folder, landed into a warehouse that lies within it."""
    folder = tmp_path_factory.mktemp("offered")
    for name, content in GOOD.items():
        write(folder / name, content)
    for name, (content, _, _) in BAD.items():
        write(folder / name, content)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket.txt"))
    os.truncate(write(folder / "huge.txt", b"x"), files.MAX_BYTES + 1)
    write(folder / ".hidden.txt", REPORT)
    write(folder / ".git" / "config.txt", REPORT)
    write(folder / "manifest.csv", "file,agency_name\nsub/folder/report.md,某某市交通局\n")
    warehouse = folder / "warehouse.duckdb"
    return warehouse, land([folder], warehouse)


LINKS_AND_PIPES = {
    "passwd.txt": "link",
    "loop": "link",
    "nowhere.txt": "link",
    "pipe.txt": "pipe",
    "socket.txt": "socket",
}


def test_everything_offered_is_accounted_for(landed: tuple[Path, LandCounts]) -> None:
    rejected = len(BAD) + len(LINKS_AND_PIPES) + 1
    assert landed[1] == LandCounts(len(GOOD) + rejected, len(GOOD), 0, 0, rejected)


def test_the_good_files_land(landed: tuple[Path, LandCounts]) -> None:
    assert {name for (name,) in ask(landed[0], "select source_name from raw.documents")} == set(GOOD)


@pytest.mark.parametrize(
    ("name", "reason", "detail"),
    [(name, reason, detail) for name, (_, reason, detail) in BAD.items()]
    + [(name, Reason.NOT_REGULAR, kind) for name, kind in LINKS_AND_PIPES.items()]
    + [("huge.txt", Reason.TOO_LARGE, f"more than {files.MAX_BYTES} bytes")],
)
def test_the_others_are_rejected_for_the_right_reason(
    landed: tuple[Path, LandCounts], name: str, reason: Reason, detail: str
) -> None:
    rejected = dict(
        (source_name, (why, what))
        for source_name, why, what in ask(landed[0], "select source_name, reason, detail from raw.rejected_documents")
    )
    assert rejected[name][0] == reason.value
    assert rejected[name][1].startswith(detail)


def test_gb18030_declared_as_utf8_is_read_right(landed: tuple[Path, LandCounts]) -> None:
    rows = ask(landed[0], "select encoding, media_type, raw_text from raw.documents where source_name like 'declared%'")
    assert rows == [("gb18030", "text/html", "年报\n" + "".join(REPORT.split("\n")))]


def test_content_and_not_the_name_says_what_a_file_is(landed: tuple[Path, LandCounts]) -> None:
    types = dict(ask(landed[0], "select source_name, media_type from raw.documents"))
    assert types == {
        "declared utf-8.html": "text/html",
        ODD_NAME: "text/plain",
        "sub/folder/report.md": "text/markdown",
        "no ending": "text/plain",
        "page named.txt": "text/html",
        "bracket.txt": "text/plain",
    }


def test_text_is_kept_as_it_is_written(landed: tuple[Path, LandCounts]) -> None:
    (row,) = ask(landed[0], "select raw_text, byte_size from raw.documents where encoding = 'utf-16-le'")
    assert row == (f"{REPORT}甲", len(GOOD["no ending"]))


def test_a_file_that_changes_while_it_is_read_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = write(tmp_path / "raw" / "a.txt", REPORT)
    read_chunk = os.read

    def read_and_meddle(descriptor: int, size: int) -> bytes:
        chunk = read_chunk(descriptor, size)
        if chunk:
            report.write_text(REPORT + "又一行")
        return chunk

    monkeypatch.setattr(files.os, "read", read_and_meddle)
    land([tmp_path / "raw"], tmp_path / "w.duckdb")
    assert ask(tmp_path / "w.duckdb", "select reason from raw.rejected_documents") == [("changed_while_read",)]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_may_not_be_read_is_rejected_and_the_rest_lands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    write(tmp_path / "raw" / "closed" / "a.txt", REPORT)
    write(tmp_path / "raw" / "open.txt", REPORT)
    denied = "closed/" if kind == "folder" else "closed/a.txt"
    real = {"folder": os.scandir, "file": os.open}[kind]

    def refuse(path: str, *arguments: int) -> object:
        if str(path).endswith(denied.rstrip("/")):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    monkeypatch.setattr(os, real.__name__, refuse)  # the tests may run as root, who may read everything
    counts = land([tmp_path / "raw"], tmp_path / "w.duckdb")
    monkeypatch.undo()
    assert counts == LandCounts(offered=2, landed=1, unchanged=0, duplicate=0, rejected=1)
    assert ask(tmp_path / "w.duckdb", "select source_name, reason from raw.rejected_documents") == [
        (denied, "unreadable")
    ]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert reason.sentence.endswith(".")
