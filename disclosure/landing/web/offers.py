"""What the web offers: addresses named singly, those of lists, and the links of index pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import httpx

from disclosure.errors import GongkaiError
from disclosure.landing.decode import decode
from disclosure.landing.files import read_file
from disclosure.landing.reasons import Refusal
from disclosure.landing.walk import Offered
from disclosure.landing.web.address import parse, redacted
from disclosure.landing.web.fetch import Fetcher, Manners, host_of
from disclosure.landing.web.index import links


class WebSources(NamedTuple):
    """What a run is asked to fetch."""

    addresses: tuple[str, ...] = ()
    lists: tuple[Path, ...] = ()  # files with an address a line; # begins a comment
    indexes: tuple[str, ...] = ()  # pages whose links are followed, one level
    pattern: str = "*"  # that a link must fit to be followed
    hosts: tuple[str, ...] = ()  # that links may lead to, besides those of the index pages
    manners: Manners = Manners()

    @property
    def is_asked_for(self) -> bool:
        """Whether there is anything to fetch."""
        return bool(self.addresses or self.lists or self.indexes)


class Asked(NamedTuple):
    """An address that is offered, and the hosts that it may lead to (None: any public one)."""

    offered: Offered
    url: httpx.URL | None  # None where it was refused already
    hosts: frozenset[str] | None = None


def named_hosts(sources: WebSources, asked: Iterable[Asked]) -> frozenset[str]:
    """The hosts that the user named himself, in addresses, lists and the list of allowed hosts."""
    return frozenset(host.lower() for host in sources.hosts) | {host_of(each.url) for each in asked if each.url}


def named(sources: WebSources) -> tuple[list[Asked], list[Asked]]:
    """The documents and the index pages that the user named, each once, in their order.

    Raises GongkaiError for a list that cannot be read. A line that is no address is offered, and rejected.
    """
    addresses = [*sources.addresses, *(line for file in sources.lists for line in _lines(file))]
    return _once(map(_asked, addresses)), _once(map(_asked, sources.indexes))


def linked(index: Asked, fetcher: Fetcher, sources: WebSources, hosts: frozenset[str]) -> list[Asked]:
    """The documents that an index page links to; or the page itself, with the reason why it could not be read."""
    if index.url is None:
        return [index]
    try:
        page = fetcher.fetch(index.url)
        found = links(page.data, page.url, sources.pattern)
    except Refusal as refusal:
        return [Asked(index.offered._replace(refusal=refusal), None)]
    return [_asked(address)._replace(hosts=hosts) for address in found]


def in_turns(asked: Sequence[Asked]) -> list[Asked]:
    """The same in an order in which hosts take turns, so that while one rests the others are asked."""
    queues: dict[str, list[Asked]] = {}
    for each in asked:
        queues.setdefault(host_of(each.url) if each.url else "", []).append(each)
    rounds = max(map(len, queues.values()), default=0)
    return [queue[number] for number in range(rounds) for queue in queues.values() if number < len(queue)]


def _once(asked: Iterable[Asked]) -> list[Asked]:
    return list({each.offered.source_uri: each for each in asked}.values())


def _asked(text: str) -> Asked:
    try:
        url = parse(text)
    except Refusal as refusal:
        shown = redacted(text)
        return Asked(Offered("", shown, shown, None, in_folder=False, refusal=refusal), None)
    return Asked(Offered("", str(url), str(url), None, in_folder=False), url)


def _lines(file: Path) -> Iterator[str]:
    try:
        text = decode(read_file(str(file))).text
    except Refusal as refusal:
        raise GongkaiError(
            "list-unusable", f"{file} cannot be read: {refusal.reason.sentence}", "It needs an address a line, as text."
        ) from None
    for line in text.splitlines():
        address = line.split(" #", 1)[0].strip()
        if address and not address.startswith("#"):
            yield address
