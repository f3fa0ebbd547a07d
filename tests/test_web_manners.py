"""How servers are asked: seldom, in turns, where robots.txt lets us, and without anything of the environment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from landing_support import ask, write
from web_support import LOOPBACK, PAGE, Said, Server, land_web, rejected, serving

from disclosure.landing.web import fetch
from disclosure.landing.web.fetch import Manners
from disclosure.stages.land import LandCounts


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/2016.html": Said(PAGE), "/robots.txt": Said("", 404)}) as running:
        yield running


@pytest.fixture
def asked_at(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When each question was put, by a clock that nothing but waiting moves."""
    now, times, ask_it = 0.0, [], fetch.ask

    def wait(seconds: float) -> None:
        nonlocal now
        now += seconds

    def put(*arguments: object) -> fetch.Answer:
        times.append(now)
        return ask_it(*arguments)

    monkeypatch.setattr(fetch, "time", SimpleNamespace(monotonic=lambda: now, sleep=wait))
    monkeypatch.setattr(fetch, "ask", put)
    return times


def test_a_server_that_is_busy_is_asked_again(server: Server, warehouse: Path, asked_at: list[float]) -> None:
    server.says["/2016.html"] = [Said("busy", 503, (("Retry-After", "1"),)), Said(PAGE)]
    assert land_web(warehouse, f"{server.url}/2016.html").landed == 1
    _robots, first, second = asked_at
    assert second - first == 1


def test_questions_to_one_host_keep_their_distance(server: Server, warehouse: Path, asked_at: list[float]) -> None:
    manners = Manners(delay=0.25, intranet=LOOPBACK)
    land_web(warehouse, *(f"{server.url}/{number}" for number in range(3)), manners=manners)
    assert asked_at == [0, 0.25, 0.5, 0.75]  # robots.txt and three pages


def test_a_longer_distance_that_robots_txt_asks_for_is_kept(
    server: Server, warehouse: Path, asked_at: list[float]
) -> None:
    server.says["/robots.txt"] = Said("User-agent: *\nCrawl-delay: 0.5\n")
    land_web(warehouse, f"{server.url}/1", f"{server.url}/2")
    *_, first, second = asked_at
    assert second - first == 0.5


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
