"""Documents from addresses: what lands, what is refused with which reason, and that the books balance each time."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from landing_support import REPORT, ask, write
from web_support import LOOPBACK, PAGE, Said, Server, land_web, serving

from disclosure.cli import main
from disclosure.landing.reasons import Reason
from disclosure.landing.web import wire
from disclosure.landing.web.fetch import Manners
from disclosure.stages.land import LandCounts, land

BALANCE = "select * from raw.batches where offered <> landed + unchanged + duplicate + rejected"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/2016.html": Said(PAGE), "/robots.txt": Said("", 404)}) as running:
        yield running


def rejected(warehouse: Path) -> dict[str, str]:
    """The reason of each address, by the last part of it."""
    found = ask(warehouse, "select source_name, reason from raw.rejected_documents")
    return {name.rpartition("/")[2]: reason for name, reason in found}


def test_a_page_lands_under_its_address(server: Server, warehouse: Path) -> None:
    assert land_web(warehouse, f"{server.url}/2016.html#top") == LandCounts(1, 1, 0, 0, 0)
    rows = ask(warehouse, "select source_name, source_uri, media_type, is_current from raw.documents")
    assert rows == [(f"{server.url}/2016.html", f"{server.url}/2016.html", "text/html", True)]
    (document_id,) = ask(warehouse, "select document_id from raw.documents")[0]
    assert (warehouse.parent / "store" / document_id[:2] / document_id).read_bytes() == PAGE.encode()


def test_the_same_content_from_a_file_and_an_address_is_one_document(
    server: Server, warehouse: Path, tmp_path: Path
) -> None:
    land([write(tmp_path / "saved.html", PAGE)], warehouse)
    assert land_web(warehouse, f"{server.url}/2016.html").duplicate == 1
    assert ask(warehouse, "select count(*) from raw.documents") == [(1,)]


def test_what_an_etag_says_is_unchanged_is_not_sent_again(server: Server, warehouse: Path) -> None:
    tagged = (("ETag", '"v1"'), ("Last-Modified", "Fri, 01 Jan 2016 00:00:00 GMT"))
    server.says["/2016.html"] = [Said(PAGE, headers=tagged), Said(b"", 304)]
    land_web(warehouse, f"{server.url}/2016.html")
    assert land_web(warehouse, f"{server.url}/2016.html") == LandCounts(1, 0, 1, 0, 0)
    asked = server.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"v1"', "Fri, 01 Jan 2016 00:00:00 GMT")


def test_a_page_that_changed_is_a_new_version(server: Server, warehouse: Path) -> None:
    second = PAGE.replace("7件", "8件")
    server.says["/2016.html"] = [Said(PAGE, headers=(("ETag", '"v1"'),)), Said(second, headers=(("ETag", '"v2"'),))]
    land_web(warehouse, f"{server.url}/2016.html")
    assert land_web(warehouse, f"{server.url}/2016.html").landed == 1
    assert ask(warehouse, "select etag from raw.fetches") == [('"v2"',)]
    assert ask(warehouse, "select count(*) from raw.documents where is_current") == [(1,)]


def test_a_page_seen_again_without_an_etag_changes_no_row(server: Server, warehouse: Path) -> None:
    land_web(warehouse, f"{server.url}/2016.html")
    before = ask(warehouse, "from raw.fetches"), ask(warehouse, "from raw.documents")
    assert land_web(warehouse, f"{server.url}/2016.html").unchanged == 1
    assert (ask(warehouse, "from raw.fetches"), ask(warehouse, "from raw.documents")) == before


def test_what_was_fetched_is_landed_again_from_the_store(server: Server, warehouse: Path) -> None:
    land_web(warehouse, f"{server.url}/2016.html", f"{server.url}/gone.html")
    tables = ("documents", "sightings", "rejected_documents", "fetches", "batches")
    before = {table: ask(warehouse, f"from raw.{table} order by all") for table in tables}
    warehouse.unlink()
    land_web(warehouse)
    assert {table: ask(warehouse, f"from raw.{table} order by all") for table in tables} == before


def test_a_list_of_addresses_is_read_line_by_line(server: Server, warehouse: Path, tmp_path: Path) -> None:
    listed = write(
        tmp_path / "addresses.txt",
        f"# reports of 2016\n\n{server.url}/2016.html  # a comment\r\n{server.url}/2016.html\nftp://127.0.0.1/a.txt\n",
    )
    assert land_web(warehouse, lists=(listed,)) == LandCounts(2, 1, 0, 0, 1)
    assert rejected(warehouse) == {"a.txt": "address_refused"}


def test_the_command_takes_files_addresses_lists_and_index_pages_together(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {f"/{year}.html": Said(PAGE.replace("2016", str(year))) for year in range(2017, 2020)}
    server.says |= pages | {"/": Said('<html><a href="2018.html">a</a><a href="about.html">b</a></html>')}
    report = write(tmp_path / "report.txt", REPORT)
    listed = write(tmp_path / "list.txt", f"{server.url}/2019.html\n")
    sources = ["--raw", str(report), "--raw", f"{server.url}/2017.html", "--raw-list", str(listed)]
    index = [
        "--raw-index",
        f"{server.url}/",
        "--follow",
        "*/20??.html",
        "--delay",
        "0",
        "--allow-network",
        "127.0.0.0/8",
    ]
    assert main(["land", *sources, *index, "--allow-host", "127.0.0.1", "--warehouse", str(tmp_path / "w.duckdb")]) == 0
    assert capsys.readouterr().out.split()[:4] == ["offered", "4", "landed", "4"]


INDEX = """<html><body><a href="2016.html">2016</a> <a href='/reports/2017.html#a'>2017</a> <a href="2016.html#b">again</a>
<a href="javascript:go()">script</a> <a href="mailto:a@b.cn">mail</a> <a href="http://127.0.0.2:{port}/other.html">other</a>
<a href="#top">top</a> <a>none</a></body></html>"""


def test_the_links_of_an_index_page_are_followed_one_level_and_to_known_hosts(server: Server, warehouse: Path) -> None:
    server.says |= {
        "/": Said(INDEX.format(port=server.url.rpartition(":")[2])),
        "/2016.html": Said(PAGE + '<a href="/deeper.html">more</a>'),
        "/reports/2017.html": Said(PAGE.replace("2016", "2017")),
    }
    assert land_web(warehouse, indexes=(f"{server.url}/",)) == LandCounts(3, 2, 0, 0, 1)
    assert rejected(warehouse) == {"other.html": "host_not_allowed"}
    assert server.paths() == ["/", "/2016.html", "/reports/2017.html"]


def test_links_may_lead_to_a_host_that_is_allowed(server: Server, warehouse: Path) -> None:
    with serving({"/a.html": Said(PAGE)}, host="127.0.0.2") as other:
        server.says["/"] = Said(f'<html><a href="{other.url}/a.html">a</a></html>')
        assert land_web(warehouse, indexes=(f"{server.url}/",), hosts=("127.0.0.2",)).landed == 1


def test_only_links_that_fit_the_pattern_are_offered(server: Server, warehouse: Path) -> None:
    server.says |= {"/": Said('<html><a href="/about.html">a</a><a href="/2016.html">b</a></html>')}
    assert land_web(warehouse, indexes=(f"{server.url}/",), pattern="*/20*.html") == LandCounts(1, 1, 0, 0, 0)


def test_an_allowed_host_cannot_send_an_index_on_to_another(server: Server, warehouse: Path) -> None:
    with serving({"/a.html": Said(PAGE)}, host="127.0.0.2") as other:
        server.says |= {
            "/": Said('<html><a href="/away">a</a></html>'),
            "/away": Said(b"", 302, (("Location", f"{other.url}/a.html"),)),
        }
        land_web(warehouse, indexes=(f"{server.url}/",))
        assert other.asked == []
    assert rejected(warehouse) == {"away": "host_not_allowed"}


@pytest.mark.parametrize("body", [PAGE, "no page", b"%PDF-1.4", b""], ids=["no links", "text", "PDF", "empty"])
def test_an_index_page_that_lists_nothing_is_no_failure(server: Server, warehouse: Path, body: str | bytes) -> None:
    server.says["/"] = Said(body)
    counts = land_web(warehouse, indexes=(f"{server.url}/",))
    assert counts.offered == counts.rejected == (0 if body == PAGE else 1)


def test_an_index_page_that_is_not_there_is_rejected(server: Server, warehouse: Path) -> None:
    assert land_web(warehouse, indexes=(f"{server.url}/gone/",)) == LandCounts(1, 0, 0, 0, 1)
    assert ask(warehouse, "select reason, detail from raw.rejected_documents") == [("http_status", "404")]


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


def test_a_server_that_is_busy_is_asked_again(server: Server, warehouse: Path) -> None:
    server.says["/2016.html"] = [Said("busy", 503, (("Retry-After", "1"),)), Said(PAGE)]
    assert land_web(warehouse, f"{server.url}/2016.html").landed == 1
    first, second = (each.at for each in server.asked if each.path == "/2016.html")
    assert second - first >= 1


def test_a_known_page_that_cannot_be_had_today_stays(server: Server, warehouse: Path) -> None:
    land_web(warehouse, f"{server.url}/2016.html")
    server.says["/2016.html"] = Said("busy", 503, (("Retry-After", "0"),))
    assert land_web(warehouse, f"{server.url}/2016.html").rejected == 1
    assert ask(warehouse, "select is_current from raw.documents") == [(True,)]


def test_redirects_are_followed_by_hand_and_the_address_stays_the_one_asked_for(
    server: Server, warehouse: Path
) -> None:
    server.says |= {f"/{n}": Said(b"", 302, (("Location", f"/{n + 1}"),)) for n in range(5)} | {"/5": Said(PAGE)}
    assert land_web(warehouse, f"{server.url}/0").landed == 1
    assert ask(warehouse, "select source_uri, final_uri from raw.fetches") == [(f"{server.url}/0", f"{server.url}/5")]
    server.says |= {"/5": Said(b"", 302, (("Location", "/6"),)), "/6": Said(PAGE)}
    land_web(warehouse, f"{server.url}/0")
    assert rejected(warehouse) == {"0": "redirects"}


def test_questions_to_one_host_keep_their_distance(server: Server, warehouse: Path) -> None:
    manners = Manners(delay=0.3, intranet=LOOPBACK)
    land_web(warehouse, *(f"{server.url}/{number}" for number in range(3)), manners=manners)
    times = [each.at for each in server.asked]
    assert len(times) == 4  # robots.txt and three pages
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.29


def test_a_longer_distance_that_robots_txt_asks_for_is_kept(server: Server, warehouse: Path) -> None:
    server.says["/robots.txt"] = Said("User-agent: *\nCrawl-delay: 0.5\n")
    land_web(warehouse, f"{server.url}/1", f"{server.url}/2")
    *_, first, second = (each.at for each in server.asked)
    assert second - first >= 0.49


def test_hosts_take_turns(server: Server, warehouse: Path) -> None:
    with serving({}, host="127.0.0.2") as other:
        here, there = server.url, other.url
        land_web(warehouse, f"{here}/1", f"{here}/2", f"{there}/1", f"{there}/2")
        order = sorted((each.at, each.path, one.url) for one in (server, other) for each in one.asked)
    assert [url for _, path, url in order if path != "/robots.txt"] == [here, there, here, there]


def test_a_host_that_does_not_answer_is_given_up(warehouse: Path) -> None:
    with serving({}) as gone:
        dead = gone.url
    counts = land_web(warehouse, *(f"{dead}/{number}" for number in range(6)))
    assert counts == LandCounts(6, 0, 0, 0, 6)
    details = [
        detail for (detail,) in ask(warehouse, "select detail from raw.rejected_documents where reason = 'unreachable'")
    ]
    assert len(details) == 6
    assert sum("was not asked again" in detail for detail in details) == 3


def test_what_robots_txt_closes_is_not_asked_for(server: Server, warehouse: Path) -> None:
    server.says["/robots.txt"] = Said("User-agent: *\nDisallow: /*.html$\n")
    assert land_web(warehouse, f"{server.url}/2016.html").rejected == 1
    assert rejected(warehouse) == {"2016.html": "robots"}
    assert server.paths() == []


def test_a_robots_txt_that_cannot_be_had_closes_the_host(server: Server, warehouse: Path) -> None:
    server.says["/robots.txt"] = Said("trouble", 500)
    land_web(warehouse, f"{server.url}/2016.html")
    assert rejected(warehouse) == {"2016.html": "robots"}


def test_credentials_are_refused_and_stand_nowhere(server: Server, warehouse: Path) -> None:
    land_web(warehouse, server.url.replace("//", "//name:hunter2@") + "/2016.html")
    assert ask(warehouse, "select source_uri, reason from raw.rejected_documents") == [
        (server.url.replace("//", "//***@") + "/2016.html", "address_refused")
    ]
    assert server.asked == []
    kept = [path for path in warehouse.parent.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"hunter2" in path.read_bytes() for path in kept)


def test_no_proxy_and_no_password_of_the_environment_is_used(
    server: Server, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", str(write(tmp_path / "netrc", "machine 127.0.0.1 login a password hunter2\n")))
    assert land_web(warehouse, f"{server.url}/2016.html").landed == 1
    assert "authorization" not in server.asked[-1].headers
    assert "cookie" not in server.asked[-1].headers


def test_text_in_a_page_has_its_offsets_as_in_a_file(server: Server, warehouse: Path) -> None:
    server.says["/a.txt"] = Said(REPORT.encode("gb18030"), headers=(("Content-Type", "text/plain; charset=utf-8"),))
    land_web(warehouse, f"{server.url}/a.txt")
    assert ask(warehouse, "select raw_text, encoding from raw.documents") == [(REPORT, "gb18030")]
