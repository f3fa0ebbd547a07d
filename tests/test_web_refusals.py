"""Answers that are no document, each with its reason, and packed ones that are."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from landing_support import ask
from web_support import LOOPBACK, PAGE, Said, Server, land_web, rejected, serving

from disclosure.landing.reasons import Reason
from disclosure.landing.web import wire
from disclosure.landing.web.fetch import Manners
from disclosure.stages.land import LandCounts

BALANCE = "select * from raw.batches where offered <> landed + unchanged + duplicate + rejected"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/2016.html": Said(PAGE), "/robots.txt": Said("", 404)}) as running:
        yield running


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.1)


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + PAGE.encode()[:100])


def cut_chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nhalf a chunk")


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01SSH-2.0 hello\r\n\r\n")


GZIP, DEFLATE = (("Content-Encoding", "gzip"),), (("Content-Encoding", "deflate"),)
BOMB = gzip.compress(bytes(70 * 1024 * 1024))
ODD = PAGE.encode()

REFUSED: dict[str, tuple[Said, Reason]] = {
    "missing": (Said("gone", 404), Reason.HTTP_STATUS),
    "forbidden": (Said("no", 403), Reason.HTTP_STATUS),
    "always busy": (Said("busy", 503, (("Retry-After", "0"),)), Reason.HTTP_STATUS),
    "304 unasked": (Said(b"", 304), Reason.HTTP_STATUS),
    "loop": (Said(b"", 302, (("Location", "/loop"),)), Reason.REDIRECTS),
    "nowhere": (Said(b"", 302), Reason.REDIRECTS),
    "file": (Said(b"", 302, (("Location", "file:///etc/passwd"),)), Reason.ADDRESS_REFUSED),
    "drip": (Said(drip), Reason.TIMEOUT),
    "drip of headers": (Said(drip_headers), Reason.TIMEOUT),
    "cut": (Said(cut), Reason.CUT_OFF),
    "cut chunks": (Said(cut_chunks), Reason.CUT_OFF),
    "no http": (Said(no_http), Reason.CUT_OFF),
    "bomb": (Said(BOMB, headers=GZIP), Reason.TOO_LARGE),
    "cut gzip": (Said(gzip.compress(ODD)[:-20], headers=GZIP), Reason.CUT_OFF),
    "no gzip": (Said(ODD, headers=GZIP), Reason.CUT_OFF),
    "brotli": (Said(ODD, headers=(("Content-Encoding", "br"),)), Reason.CUT_OFF),
    "soft": (Said("<html><h1>抱歉，您访问的页面不存在</h1></html>"), Reason.SOFT_404),
    "english": (Said("<html><title>404 Not Found</title><body>nginx</body></html>"), Reason.SOFT_404),
    "front": (Said(b"", 302, (("Location", "/"),)), Reason.SOFT_404),
    "login": (Said('<html><form>用户<input name="p" type="password"></form></html>'), Reason.LOGIN_PAGE),
    "login in words": (Said("<html><p>请先登录后再访问本栏目</p></html>"), Reason.LOGIN_PAGE),
    "person": (Said("<html><body>请开启JavaScript并刷新该页</body></html>"), Reason.ACCESS_CHECK),
    "empty": (Said(b""), Reason.EMPTY),
    "picture": (Said(b"\xff\xd8\xff\xe0" + bytes(100)), Reason.UNSUPPORTED_TYPE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_rejected_with_its_reason(server: Server, warehouse: Path, name: str) -> None:
    said, reason = REFUSED[name]
    path = "/" + name.replace(" ", "-")
    server.says |= {path: said, "/loop": REFUSED["loop"][0], "/": Said(PAGE)}
    manners = Manners(delay=0.0, seconds=1.0 if "drip" in name else 20.0, intranet=LOOPBACK)
    begun = time.monotonic()
    assert land_web(warehouse, server.url + path, manners=manners) == LandCounts(1, 0, 0, 0, 1)
    assert time.monotonic() - begun < 20
    assert list(rejected(warehouse).values()) == [reason.value]
    assert ask(warehouse, BALANCE) == []


PACKED = {
    "gzip": (gzip.compress(ODD), GZIP),
    "gzip in two members": (gzip.compress(ODD[:99]) + gzip.compress(ODD[99:]), GZIP),
    "zlib": (zlib.compress(ODD), DEFLATE),
    "bare deflate": (zlib.compress(ODD)[2:-4], DEFLATE),
    "identity": (ODD, (("Content-Encoding", "identity"),)),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_page_is_unpacked(server: Server, warehouse: Path, name: str) -> None:
    body, headers = PACKED[name]
    server.says["/2016.html"] = Said(body, headers=headers)
    assert land_web(warehouse, f"{server.url}/2016.html").landed == 1
    assert ask(warehouse, "select byte_size from raw.documents") == [(len(ODD),)]


def test_a_page_larger_than_any_report_is_not_read_to_its_end(
    server: Server, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire.ask, "__defaults__", (10_000,))
    server.says["/2016.html"] = Said(b"x" * 20_000)
    land_web(warehouse, f"{server.url}/2016.html")
    assert rejected(warehouse) == {"2016.html": "too_large"}
