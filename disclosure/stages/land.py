"""The first stage: what is offered becomes documents in the warehouse, or rejections with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import duckdb

from disclosure.errors import GongkaiError
from disclosure.landing.intake import Taken, decide, take
from disclosure.landing.recovery import recover
from disclosure.landing.walk import walk
from disclosure.storage.batches import MAX_BYTES, in_batches
from disclosure.storage.entries import entry_of
from disclosure.storage.landed import Sources, outcomes_since
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store
from disclosure.storage.warehouse import kept_beside, open_warehouse

if TYPE_CHECKING:  # what fetches takes a moment to load, and files need none of it
    from disclosure.landing.web.offers import WebSources

MOST_SOURCES = 4_000
"""Of a batch. New reports reach its limit of bytes first; where nothing is new, few transactions are enough."""

MOST_ADDRESSES = 50
"""Of a batch: with a second between two questions a killed run loses a minute's work."""

WORTH_A_CHECKPOINT = 500
"""New documents. Where little is new, batches share a checkpoint: each rewrites more than it adds."""


class LandCounts(NamedTuple):
    """What became of the sources: offered is the sum of the other four."""

    offered: int
    landed: int  # new content
    unchanged: int  # the source shows what it showed last
    duplicate: int  # content that another source, or this one earlier, has brought
    rejected: int


def land(
    sources: Sequence[Path],
    warehouse: Path,
    progress: Callable[[str], None] | None = None,
    web: WebSources | None = None,
) -> LandCounts:
    """Lands every file of these folders and files, and every document of these addresses. Run again, it adds no
    document and changes none.

    Raises GongkaiError for a path that is not there, a folder, list or manifest.csv that cannot be read (all before
    anything is written), and a warehouse that cannot be opened or written. Batches committed before a failure stand.
    """
    tell = progress or (lambda line: None)
    walked = walk(sources, leave_out=kept_beside(warehouse))
    if walked.named_in_vain:
        tell(
            f"land: manifest.csv names {len(walked.named_in_vain)} files that are not there: {walked.named_in_vain[0]}"
        )
    fetching = _fetching(web, tell)
    with open_warehouse(warehouse) as connection:
        try:
            landing = _Landing(connection, warehouse, tell)
            landing.take_in(map(take, walked.offered), MOST_SOURCES, len(walked.offered))
            if fetching:
                taken, offered = fetching(landing.sources)
                landing.take_in(taken, MOST_ADDRESSES, offered)
            return landing.counts()
        except OSError as error:  # of the store or the ledger: what a source does wrong is a rejection
            raise GongkaiError(
                "storage-unwritable",
                f"The store or ledger beside {warehouse} cannot be written: {error.strerror}.",
                "Free some space or correct permissions, and run again; what was committed stands.",
            ) from None


class _Landing:
    """Batches on their way into the warehouse; what a killed run left undone is done first."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, warehouse: Path, tell: Callable[[str], None]) -> None:
        self._connection = connection
        self._store, self._ledger = Store.beside(warehouse), Ledger.beside(warehouse)
        self._tell = tell
        self._run, self._number, self._unsettled = uuid4().hex, 0, 0
        self.sources = Sources(connection)
        recover(connection, self.sources, self._store, self._ledger, tell)
        self._before = self.sources.last_sighting_no

    def take_in(self, taken: Iterable[Taken], most: int, offered: int) -> None:
        """Bytes, then the ledger's line, then rows: what is in the ledger and not in the warehouse is landed again by
        the next run, so a kill in between loses nothing, and a batch is never half known.
        """
        done = 0
        for of_batch in in_batches(taken, lambda each: len(each.data), most, MAX_BYTES):
            self._number += 1
            batch_id, now = f"{self._run}-{self._number}", datetime.now(UTC).replace(tzinfo=None)
            batch, contents = decide(of_batch, self.sources, batch_id, now)
            news = self.sources.news_of(batch)
            self._store.put(contents)
            self._ledger.append({batch_id: entry_of(news)})
            self.sources.commit(news)
            self._unsettled += len(news.documents)
            if self._unsettled >= WORTH_A_CHECKPOINT:
                self._settle()
            done += len(of_batch)
            self._tell(f"land: {done} of {offered}")
        self._settle()

    def counts(self) -> LandCounts:
        """What became of all that was taken in."""
        outcomes = outcomes_since(self._connection, self._before)
        return LandCounts(sum(outcomes.values()), **outcomes)

    def _settle(self) -> None:
        self._connection.execute("checkpoint")
        self._unsettled = 0


def _fetching(
    web: WebSources | None, tell: Callable[[str], None]
) -> Callable[[Sources], tuple[Iterator[Taken], int]] | None:
    """What fetches the addresses, once it is known what they showed before; lists are read now, the web is not asked.

    None where no address is offered.
    """
    if web is None or not web.is_asked_for:
        return None
    from disclosure.landing.web.fetch import Fetcher
    from disclosure.landing.web.offers import in_turns, linked, named, named_hosts
    from disclosure.landing.web.taking import take_address

    documents, indexes = named(web)

    def fetch(sources: Sources) -> tuple[Iterator[Taken], int]:
        hosts = named_hosts(web, indexes)
        fetcher = Fetcher(web.manners, hosts | named_hosts(web, documents))
        for index in indexes:
            found = linked(index, fetcher, web, hosts)
            tell(f"land: {len(found)} links of {index.offered.source_name}")
            documents.extend(found)
        once = {asked.offered.source_uri: asked for asked in reversed(documents)}
        before = sources.fetched()
        asked = in_turns(list(once.values())[::-1])
        return (take_address(each, fetcher, before.get(each.offered.source_uri)) for each in asked), len(asked)

    return fetch
