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
from disclosure.storage.batches import in_batches
from disclosure.storage.landed import Sources, ledger_entry, outcomes_since
from disclosure.storage.ledger import Ledger
from disclosure.storage.store import Store
from disclosure.storage.warehouse import kept_beside, open_warehouse


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
    run, done = uuid4().hex, 0
    for number, taken in enumerate(in_batches(map(take, offered), size=lambda each: len(each.data)), start=1):
        batch, contents = decide(taken, sources, f"{run}-{number}", datetime.now(UTC).replace(tzinfo=None))
        store.put(contents)  # bytes, then rows, then checkpoint, then ledger: a kill in between loses nothing
        sources.commit(batch)
        if any(sighting.outcome != "unchanged" for sighting in batch.sightings):
            connection.execute("checkpoint")
        ledger.append(batch.batch_id, ledger_entry(connection, batch.batch_id))
        done += len(taken)
        tell(f"land: {done} of {len(offered)}")
    return LandCounts(len(offered), **outcomes_since(connection, before))
