"""Documents from addresses: what lands, what is refused with which reason, and that the books balance each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from landing_support import REPORT, ask, write
from web_support import PAGE, Said, Server, land_web, rejected, serving

from disclosure.cli import main
from disclosure.stages.land import LandCounts, land


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/2016.html": Said(PAGE), "/robots.txt": Said("", 404)}) as running:
        yield running


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


def test_text_in_a_page_has_its_offsets_as_in_a_file(server: Server, warehouse: Path) -> None:
    server.says["/a.txt"] = Said(REPORT.encode("gb18030"), headers=(("Content-Type", "text/plain; charset=utf-8"),))
    land_web(warehouse, f"{server.url}/a.txt")
    assert ask(warehouse, "select raw_text, encoding from raw.documents") == [(REPORT, "gb18030")]
