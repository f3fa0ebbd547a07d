"""A reader in a process of its own: whatever it does, the run gets a text or a reason."""

from __future__ import annotations

import textwrap
import zlib
from pathlib import Path

import pytest
from landing_support import REPORT, ask, write
from make_documents import docx_of
from test_landing_pdf import bare_pdf, flate

from disclosure.landing import child
from disclosure.landing.child import read_in_child
from disclosure.landing.reasons import Reason, Refusal
from disclosure.stages.land import LandCounts, land


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes a reader of some lines of code and gives the name of its module."""

    def make(read: str) -> str:
        code = f"""
            import os, sys, time
            from disclosure.landing.readers.reading import Reading
            from disclosure.landing.reasons import Reason, Refusal
            VERSION = "own/1"
            def read(data):
                {read}
            """
        write(tmp_path / "own_reader.py", textwrap.dedent(code))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return "own_reader"

    return make


def test_text_warning_and_version_come_back(reader) -> None:
    assert read_in_child(reader("return Reading(data.decode() * 2, 'doubtful')"), "甲".encode()) == (
        "甲甲",
        "doubtful",
        "own/1",
    )


def test_what_a_parser_prints_does_no_harm(reader) -> None:
    chatty = "print('x' * 10**6); os.write(1, b'{}'); os.write(2, b'y' * 10**6); return Reading('text')"
    assert read_in_child(reader(chatty), b"").text == "text"


@pytest.mark.parametrize(
    ("read", "reason", "detail"),
    [
        ("raise Refusal(Reason.ENCRYPTED, 'so')", Reason.ENCRYPTED, "so"),
        ("raise ValueError(data)", Reason.DAMAGED, "ValueError"),
        ("import no_such_module", Reason.DAMAGED, "ModuleNotFoundError"),
        ("return bytearray(2**31)", Reason.LIMIT, "more than 1024 MB of memory"),
        ("return read(data)", Reason.LIMIT, "nested beyond what any report needs"),
        ("return Reading('x' * (16 * 2**20 + 1))", Reason.LIMIT, "more than 16777216 characters"),
        ("os.abort()", Reason.DAMAGED, "its parser was ended by signal 6"),
        ("os.kill(os.getpid(), 11)", Reason.DAMAGED, "its parser was ended by signal 11"),
        ("os.kill(os.getpid(), 9)", Reason.LIMIT, "ended by the system, most likely for want of memory"),
        ("os._exit(0)", Reason.DAMAGED, "no answer"),
    ],
)
def test_whatever_a_reader_does_has_a_reason(reader, read: str, reason: Reason, detail: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_in_child(reader(read), b"\x00" * 10**6)
    assert (refused.value.reason, refused.value.detail) == (reason, detail)


def test_a_reader_that_computes_too_long_is_ended(reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    with pytest.raises(Refusal, match="limit: more than 1 s of processor time"):
        read_in_child(reader("while True: pass"), b"")


def test_a_reader_that_waits_too_long_is_ended(reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "WALL_SECONDS", 1)
    with pytest.raises(Refusal, match="limit: more than 1 s"):
        read_in_child(reader("time.sleep(60)"), b"")


def test_a_file_in_the_working_folder_is_not_taken_for_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "docx.py", "raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert read_in_child("disclosure.landing.readers.docx", docx_of(["年报"])).text == "年报"


def test_a_document_beyond_the_limits_stops_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 1)
    write(tmp_path / "raw" / "hog.pdf", bare_pdf(b"", stream=flate(zlib.compress(b"q Q " * 3_000_000, 9), 1)))
    write(tmp_path / "raw" / "report.txt", REPORT)
    assert land([tmp_path / "raw"], tmp_path / "w.duckdb") == LandCounts(2, 1, 0, 0, 1)
    assert ask(tmp_path / "w.duckdb", "select reason, detail from raw.rejected_documents") == [
        ("limit", "more than 1 s of processor time")
    ]
