"""The first stage: files and folders as offered become documents in the warehouse, or rejections with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import duckdb

from disclosure.errors import GongkaiError
from disclosure.landing.intake import decide, take
from disclosure.landing.recovery import recover
from disclosure.landing.walk import Offered, walk
from disclosure.storage.batches import MAX_BYTES, in_batches
from disclosure.storage.landed import Sources, ledger_entry, outcomes_since
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store
from disclosure.storage.warehouse import kept_beside, open_warehouse

MOST_SOURCES = 4_000
"""Of a batch. New reports reach its limit of bytes first; where nothing is new, few transactions are enough."""

WORTH_A_CHECKPOINT = 500
"""New documents. Where little is new, batches share a checkpoint: each rewrites more than it adds."""


class LandCounts(NamedTuple):
    """What became of the sources: offered is the sum of the other four."""

    offered: int
    landed: int  # new content
    unchanged: int  # the source shows what it showed last
    duplicate: int  # content that another source, or this one earlier, has brought
    rejected: int


def land(sources: Sequence[Path], warehouse: Path, progress: Callable[[str], None] | None = None) -> LandCounts:
    """Lands every file of these folders and files. Run again, it adds no document and changes none.

    Raises GongkaiError for a path that is not there, a folder or manifest.csv that cannot be read (both before anything
    is written), and a warehouse that cannot be opened or written. Batches committed before a failure stand.
    """
    tell = progress or (lambda line: None)
    walked = walk(sources, leave_out=kept_beside(warehouse))
    if walked.named_in_vain:
        tell(
            f"land: manifest.csv names {len(walked.named_in_vain)} files that are not there: {walked.named_in_vain[0]}"
        )
    with open_warehouse(warehouse) as connection:
        try:
            return _land(connection, walked.offered, warehouse, tell)
        except OSError as error:  # of the store or the ledger: what a source does wrong is a rejection
            raise GongkaiError(
                "storage-unwritable",
                f"The store or ledger beside {warehouse} cannot be written: {error.strerror}.",
                "Free some space or correct permissions, and run again; what was committed stands.",
            ) from None


def _land(
    connection: duckdb.DuckDBPyConnection, offered: Sequence[Offered], warehouse: Path, tell: Callable[[str], None]
) -> LandCounts:
    store, ledger = Store.beside(warehouse), Ledger.beside(warehouse)
    sources = Sources(connection)
    recover(connection, sources, store, ledger, tell)
    before = sources.last_sighting_no
    run, done, new = uuid4().hex, 0, 0
    untold: list[str] = []
    # bytes, then rows, then checkpoint, then ledger: a kill in between loses nothing
    batches = in_batches(map(take, offered), lambda each: len(each.data), MOST_SOURCES, MAX_BYTES)
    for number, taken in enumerate(batches, start=1):
        batch, contents = decide(taken, sources, f"{run}-{number}", datetime.now(UTC).replace(tzinfo=None))
        store.put(contents)
        sources.commit(batch)
        untold.append(batch.batch_id)
        new += len(batch.documents)
        if new >= WORTH_A_CHECKPOINT:
            _settle(connection, ledger, untold)
            untold, new = [], 0
        done += len(taken)
        tell(f"land: {done} of {len(offered)}")
    _settle(connection, ledger, untold)
    return LandCounts(len(offered), **outcomes_since(connection, before))


def _settle(connection: duckdb.DuckDBPyConnection, ledger: Ledger, batch_ids: list[str]) -> None:
    connection.execute("checkpoint")
    ledger.append({batch_id: ledger_entry(connection, batch_id) for batch_id in batch_ids})
