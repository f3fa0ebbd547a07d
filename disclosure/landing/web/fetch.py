"""One document from one address, as a good guest asks for it: slowly, with robots.txt, and not again what it has."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import httpx

from disclosure import __version__
from disclosure.landing.decode import decode
from disclosure.landing.reasons import Reason, Refusal
from disclosure.landing.web import robots
from disclosure.landing.web.address import parse
from disclosure.landing.web.guard import Guard, Intranet
from disclosure.landing.web.wire import Answer, ask

AGENT = "gongkai"
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html, text/plain, application/pdf, */*;q=0.5",
    "Accept-Language": "zh-CN, zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})  # what a server may answer otherwise a moment later
_PASSING_REASONS = frozenset({Reason.UNREACHABLE, Reason.TIMEOUT, Reason.CUT_OFF})
_FRONT_PAGES = frozenset({"/", "/index.html", "/index.htm", "/index.jsp", "/index.shtml"})
_ROBOTS_BYTES = 500 * 1024

MOST_REDIRECTS = 5
TRIES = 3
GIVEN_UP_AFTER = 3  # documents of one host that failed in a row: the others of this run are not asked for
LONGEST_DELAY = 30.0  # seconds that a Crawl-delay or Retry-After is obeyed


class Manners(NamedTuple):
    """How servers are asked."""

    delay: float = 1.0  # seconds between two questions to one host
    seconds: float = 120.0  # for one answer, from the connection to its last byte
    intranet: Intranet = Intranet()


class Known(NamedTuple):
    """What the server said of a document when it gave it last: asked with these, it need not give it again."""

    etag: str | None = None
    last_modified: str | None = None


UNKNOWN = Known()


class Page(NamedTuple):
    """What an address led to. Without data where it still shows what is known."""

    url: str  # the last one, after redirects
    data: bytes
    is_unchanged: bool
    content_type: str | None
    etag: str | None
    last_modified: str | None


class Fetcher:
    """Asks for documents one after the other; remembers for a run what each host allows and when it was asked last."""

    def __init__(self, manners: Manners, named: frozenset[str]) -> None:
        self._manners = manners
        self._guard = Guard(manners.intranet, named)
        self._robots: dict[str, robots.Robots] = {}
        self._next: dict[str, float] = {}
        self._failed: Counter[str] = Counter()

    def fetch(self, url: httpx.URL, hosts: frozenset[str] | None = None, known: Known = UNKNOWN) -> Page:
        """What the address leads to. With `hosts`, every redirect must stay on one of them. Raises Refusal."""
        first = host_of(url)
        if self._failed[first] >= GIVEN_UP_AFTER:
            raise Refusal(Reason.UNREACHABLE, f"{first} failed {GIVEN_UP_AFTER} times in a row and was not asked again")
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            if hosts is not None and host_of(url) not in hosts:
                raise Refusal(Reason.HOST_NOT_ALLOWED, host_of(url))
            with self._counted(first):
                if not self._robots_of(url).allows(url.raw_path.decode("ascii")):
                    raise Refusal(Reason.ROBOTS, f"robots.txt of {host_of(url)}")
                answer = self._ask_patiently(url, known)
            if answer.status not in _REDIRECTS:
                return _page(asked, url, answer)
            url = _target(url, answer)
        raise Refusal(Reason.REDIRECTS, f"more than {MOST_REDIRECTS}")

    @contextmanager
    def _counted(self, host: str) -> Iterator[None]:
        """Counts the documents of a host that failed in a row, for want of any answer."""
        try:
            yield
        except Refusal as refusal:
            if refusal.reason in _PASSING_REASONS:
                self._failed[host] += 1
            raise
        self._failed[host] = 0

    def _ask_patiently(self, url: httpx.URL, known: Known) -> Answer:
        """Asks again where that may help: twice, each time after a longer pause, or the one that the server names."""
        conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        headers = _HEADERS | {name: value for name, value in conditions.items() if value}
        for attempt in range(TRIES):
            is_last = attempt == TRIES - 1
            self._wait_for_turn(url)
            try:
                answer = ask(url, headers, self._guard, self._manners.seconds)
            except Refusal as refusal:
                if is_last or refusal.reason not in _PASSING_REASONS:
                    raise
                self._postpone(url, self._manners.delay * 2 ** (attempt + 1))
                continue
            if is_last or answer.status not in _PASSING:
                return answer
            self._postpone(url, _named_pause(answer) or self._manners.delay * 2 ** (attempt + 1))
        raise AssertionError("the last try returns or raises")

    def _robots_of(self, url: httpx.URL) -> robots.Robots:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(httpx.URL(f"{origin}/robots.txt"))
        return self._robots[origin]

    def _read_robots(self, url: httpx.URL) -> robots.Robots:
        """RFC 9309: none of it (4xx) allows everything, a server in trouble (5xx, no answer) nothing."""
        for _ in range(MOST_REDIRECTS + 1):
            self._wait_for_turn(url)
            try:
                answer = ask(url, _HEADERS, self._guard, self._manners.seconds, _ROBOTS_BYTES)
            except Refusal as refusal:
                if refusal.reason in (Reason.ADDRESS_REFUSED, *_PASSING_REASONS):
                    raise  # the document could not be had either, for this reason
                return robots.NOTHING
            if answer.status == 200:
                return _rules(answer.body)
            if answer.status not in _REDIRECTS:
                return robots.NOTHING if answer.status >= 500 or answer.status == 429 else robots.ALL
            url = _target(url, answer)
        return robots.ALL

    def _wait_for_turn(self, url: httpx.URL) -> None:
        host = host_of(url)
        now = time.monotonic()
        turn = max(now, self._next.get(host, now))
        time.sleep(turn - now)
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        asked_for = self._robots.get(origin, robots.ALL).delay
        self._next[host] = turn + max(self._manners.delay, min(asked_for, LONGEST_DELAY))

    def _postpone(self, url: httpx.URL, seconds: float) -> None:
        self._next[host_of(url)] = time.monotonic() + min(seconds, LONGEST_DELAY)


def host_of(url: httpx.URL) -> str:
    """The host in the form that is compared and resolved: ASCII, lower case."""
    return url.raw_host.decode("ascii").lower()


def _rules(body: bytes) -> robots.Robots:
    try:
        return robots.read(decode(body).text, AGENT)
    except Refusal:  # no text: nothing in it can be meant for us
        return robots.ALL


def _target(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Where a redirect leads. Raises Refusal where that is no address."""
    location = answer.headers.get("location", "")
    if not location:
        raise Refusal(Reason.REDIRECTS, "to nowhere")
    try:
        joined = url.join(location)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refusal(Reason.REDIRECTS, f"to no address: {error}") from None
    return parse(str(joined))


def _page(asked: httpx.URL, url: httpx.URL, answer: Answer) -> Page:
    if answer.status == 304:
        return Page(str(url), b"", True, None, None, None)
    if answer.status != 200:
        raise Refusal(Reason.HTTP_STATUS, str(answer.status))
    if asked != url and url.path in _FRONT_PAGES and asked.path not in _FRONT_PAGES:
        raise Refusal(Reason.SOFT_404, "leads to the front page")
    told = answer.headers.get
    return Page(str(url), answer.body, False, told("content-type"), told("etag"), told("last-modified"))


def _named_pause(answer: Answer) -> float | None:
    seconds = answer.headers.get("retry-after", "")
    return float(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 9 else None
