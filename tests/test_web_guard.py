"""Which machines are asked: public ones, and those of a network that the user allows; never another, at no hop."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from landing_support import ask
from web_support import LOOPBACK, PAGE, Said, Server, land_web, serving, web

from disclosure.errors import GongkaiError
from disclosure.landing.reasons import Reason, Refusal
from disclosure.landing.web import fetch, guard, robots, wire
from disclosure.landing.web.address import parse, redacted
from disclosure.landing.web.fetch import Manners
from disclosure.landing.web.guard import Guard, Intranet, check_networks, is_public

NONE = Manners(delay=0.0, seconds=5.0)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/a.html": Said(PAGE)}) as running:
        yield running


LEADING_HOME = [
    "http://127.0.0.1:{port}/a.html",
    "http://localhost:{port}/a.html",
    "http://2130706433:{port}/a.html",
    "http://0x7f000001:{port}/a.html",
    "http://0x7f.1:{port}/a.html",
    "http://017700000001:{port}/a.html",
    "http://127.1:{port}/a.html",
    "http://0:{port}/a.html",
    "http://0.0.0.0:{port}/a.html",
    "http://[::1]:{port}/a.html",
    "http://[::]:{port}/a.html",
    "http://[::ffff:127.0.0.1]:{port}/a.html",
    "http://[::ffff:7f00:1]:{port}/a.html",
    "http://[64:ff9b::7f00:1]:{port}/a.html",
    "http://[2002:7f00:1::]:{port}/a.html",
    "http://１２７.0.0.1:{port}/a.html",
    "http://127.0.0.1.:{port}/a.html",
    "http://127.0.0.1:{port}@example.com/a.html",
    "http://example.com@127.0.0.1:{port}/a.html",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[fe80::1]/",
    "http://[ff02::1]/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/a",
    "gopher://127.0.0.1:70/",
    "data:text/plain,a",
    "//127.0.0.1/a.html",
    "http:///a.html",
    "http://[::1/a.html",
    "http://a\x00b/",
    "http://" + "a" * 3000 + "/",
]


@pytest.mark.parametrize("address", LEADING_HOME)
def test_no_spelling_leads_to_a_machine_that_is_not_public(server: Server, tmp_path: Path, address: str) -> None:
    warehouse = tmp_path / "w.duckdb"
    port = server.url.rpartition(":")[2]
    counts = land_web(warehouse, address.format(port=port), manners=NONE)
    assert (counts.offered, counts.rejected) == (1, 1)
    assert server.asked == []
    ((reason,),) = ask(warehouse, "select reason from raw.rejected_documents")
    assert reason in ("address_refused", "unreachable")  # unreachable: the system has no address for such a name


@pytest.mark.parametrize("address", [url for url in LEADING_HOME if "{port}" in url and "@" not in url])
def test_no_redirect_leads_there(tmp_path: Path, address: str) -> None:
    """The first server lies in an allowed network; what it leads to does not."""
    with serving({"/a.html": Said(PAGE)}, host="127.0.0.1") as hidden, serving({}, host="127.0.0.2") as first:
        first.says["/"] = Said(b"", 302, (("Location", address.format(port=hidden.url.rpartition(":")[2])),))
        manners = NONE._replace(intranet=Intranet(("127.0.0.2/32",)))
        assert land_web(tmp_path / "w.duckdb", f"{first.url}/", manners=manners).rejected == 1
        assert hidden.asked == []


def test_a_page_cannot_lead_into_a_network_that_is_allowed_for_hosts_the_user_names(tmp_path: Path) -> None:
    with serving({"/secret": Said(PAGE)}, host="127.0.0.1") as inner, serving({}, host="127.0.0.2") as outer:
        outer.says["/"] = Said(b"", 302, (("Location", f"{inner.url}/secret"),))
        assert land_web(tmp_path / "w.duckdb", f"{outer.url}/").rejected == 1
        assert inner.asked == []
        assert land_web(tmp_path / "w.duckdb", f"{outer.url}/", hosts=("127.0.0.1",)).landed == 1


def test_a_name_that_changes_its_address_is_asked_once(server: Server) -> None:
    """Rebinding: the first answer is checked and connected to, and there is no second."""
    answers = iter([["127.0.0.1"], ["127.0.0.9"]])
    named = Guard(LOOPBACK, frozenset({"reports.example"}), lambda host, port: next(answers))
    url = parse(f"http://reports.example:{server.url.rpartition(':')[2]}/a.html")
    assert wire.ask(url, {}, named, 5.0).status == 200
    assert server.asked[0].headers["host"].startswith("reports.example")


@pytest.mark.parametrize(
    ("addresses", "port", "reason"),
    [
        (["93.184.215.14"], 80, None),
        (["93.184.215.14", "127.0.0.1"], 80, Reason.ADDRESS_REFUSED),
        (["93.184.215.14"], 22, Reason.ADDRESS_REFUSED),
        (["2606:2800:21f:cb07:6820:80da:af6b:8b2c"], 443, None),
        (["64:ff9b::5db8:d70e"], 443, Reason.ADDRESS_REFUSED),
        (["64:ff9b:1::a00:1"], 443, Reason.ADDRESS_REFUSED),
        (["::ffff:10.0.0.1"], 443, Reason.ADDRESS_REFUSED),
        (["fe80::1%eth0"], 443, Reason.ADDRESS_REFUSED),
        ([], 443, Reason.UNREACHABLE),
    ],
)
def test_every_address_of_a_host_must_be_public(addresses: list[str], port: int, reason: Reason | None) -> None:
    guarded = Guard(Intranet(), frozenset(), lambda host, port: addresses)
    if reason is None:
        assert guarded.address("example.org", port) == addresses[0]
        return
    with pytest.raises(Refusal) as refused:
        guarded.address("example.org", port)
    assert refused.value.reason is reason


@given(st.ip_addresses())
def test_what_is_public_is_global(address: object) -> None:
    assert not is_public(address) or address.is_global


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "127.0.0.1", "100.64.0.1", "192.0.2.1", "::1", "2001:db8::1", "fc00::1"]
)
def test_reserved_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("network", ["10.0.0.1/8", "ten", "10.0.0.0/99", ""])
def test_a_network_that_is_none_is_told(network: str) -> None:
    with pytest.raises(GongkaiError) as refused:
        check_networks([network])
    assert refused.value.code == "network-unknown"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTP://Example.ORG/a b.html#c", "http://example.org/a%20b.html"),
        ("https://例子.中国/年报.html", "https://xn--fsqu00a.xn--fiqs8s/%E5%B9%B4%E6%8A%A5.html"),
        ("https://example.org:443/a?b=1&c=年", "https://example.org/a?b=1&c=%E5%B9%B4"),
        ("  http://example.org  ", "http://example.org"),
    ],
)
def test_an_address_has_one_spelling(written: str, kept: str) -> None:
    assert str(parse(written)) == kept


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("http://a:b@example.org/x", "http://***@example.org/x"),
        ("http://a@b:c@example.org/x", "http://***@example.org/x"),
        ("http://example.org/x@y", "http://example.org/x@y"),
    ],
)
def test_names_and_passwords_are_not_shown(written: str, shown: str) -> None:
    assert redacted(written) == shown


ROBOTS = """
User-agent: *
Disallow: /private/
Allow: /private/reports/
Disallow: /*.pdf$
Disallow: /*?*session=

User-agent: gongkai
User-agent: other
Disallow: /gongkai/
Crawl-delay: 7
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("someone", "/", True),
        ("someone", "/private/a", False),
        ("someone", "/private/reports/a", True),
        ("someone", "/a/b.pdf", False),
        ("someone", "/a/b.pdf?x", True),
        ("someone", "/a?x=1&session=2", False),
        ("someone", "/gongkai/", True),
        ("gongkai", "/gongkai/a", False),
        ("gongkai", "/private/a", True),
    ],
)
def test_robots_txt_is_read_as_the_rfc_says(agent: str, path: str, allowed: bool) -> None:
    assert robots.read(ROBOTS, agent).allows(path) is allowed
    assert robots.read(ROBOTS, "gongkai").delay == 7


@pytest.mark.parametrize("text", ["", "<html>404</html>", "Disallow: /", "User-agent: *\nDisallow:\n", "\ufeff#"])
def test_a_robots_txt_that_forbids_nothing_allows_everything(text: str) -> None:
    assert robots.read(text, "gongkai").allows("/a")


def test_no_pattern_of_robots_txt_holds_up_a_run() -> None:
    pattern = "/" + "*a" * 900
    assert not robots.read(f"User-agent: *\nDisallow: {pattern}$\n", "gongkai").allows("/" + "a" * 2000)
    assert robots.read(f"User-agent: *\nDisallow: {pattern}b$\n", "gongkai").allows("/" + "a" * 2000)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of our own for the name reports.example, with its key."""
    file = tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    named = ["-subj", "/CN=reports.example", "-addext", "subjectAltName=DNS:reports.example"]
    files = ["-keyout", "certificate.pem", "-out", "public.pem"]
    made = subprocess.run([*command, *named, *files], cwd=tmp_path, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("openssl is not on this machine")
    file.write_bytes(file.read_bytes() + (tmp_path / "public.pem").read_bytes())
    return file


@pytest.mark.parametrize(("name", "is_believed"), [("reports.example", True), ("other.example", False)])
def test_a_certificate_is_held_against_the_name_and_not_the_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_believed: bool
) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("public.pem")))
    wire._tls.cache_clear()
    listener = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener.socket = context.wrap_socket(listener.socket, server_side=True)
    Thread(target=listener.serve_forever, daemon=True).start()
    allowed = Guard(LOOPBACK, frozenset({name}), lambda host, port: ["127.0.0.1"])
    url = parse(f"https://{name}:{listener.server_port}/")
    try:
        if is_believed:
            assert wire.ask(url, {}, allowed, 5.0).status == 200
        else:
            with pytest.raises(Refusal) as refused:
                wire.ask(url, {}, allowed, 5.0)
            assert refused.value.reason is Reason.UNREACHABLE
    finally:
        listener.shutdown()
        wire._tls.cache_clear()


def test_nothing_is_asked_while_lists_are_read(server: Server) -> None:
    from disclosure.landing.web.offers import named

    named(web(f"{server.url}/a.html", indexes=(f"{server.url}/",)))
    assert server.asked == []


def test_the_real_resolver_gives_addresses() -> None:
    assert guard.resolve("127.0.0.1", 80) == ["127.0.0.1"]
    assert fetch.MOST_REDIRECTS == 5
