"""What a run is asked to read, as plain values: options of the command, or parameters of a scheduled flow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # what fetches takes a moment to load, and most commands need none of it
    from disclosure.landing.web.offers import WebSources

RAW = "raw"


class SourceOptions(NamedTuple):
    """See `gongkai run --help`."""

    raw: Sequence[str] | None = None
    raw_list: Sequence[str] | None = None
    raw_index: Sequence[str] | None = None
    follow: str = "*"
    allow_host: Sequence[str] | None = None
    allow_network: Sequence[str] | None = None
    delay: float = 1.0

    def paths(self) -> tuple[Path, ...]:
        """The files, folders and patterns among the sources; raw/ where nothing at all is named."""
        if not (self.raw or self.raw_list or self.raw_index):
            return (Path(RAW),)
        return tuple(Path(source) for source in self.raw or () if not _is_address(source))

    def web(self) -> WebSources | None:
        """What is to be fetched, or None where no address is named.

        Raises GongkaiError for a list that cannot be read and a network that is none.
        """
        addresses = tuple(source for source in self.raw or () if _is_address(source))
        if not (addresses or self.raw_list or self.raw_index):
            return None
        from disclosure.landing.web.fetch import Manners
        from disclosure.landing.web.guard import Intranet, check_networks
        from disclosure.landing.web.offers import WebSources, named

        networks = tuple(self.allow_network or ())
        check_networks(networks)
        web = WebSources(
            addresses,
            tuple(map(Path, self.raw_list or ())),
            tuple(self.raw_index or ()),
            self.follow,
            tuple(self.allow_host or ()),
            Manners(delay=self.delay, intranet=Intranet(networks)),
        )
        named(web)  # a list that cannot be read is told before anything starts
        return web


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
