"""At the start of a run the warehouse and the ledger are held against each other, and each gets what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import duckdb

from disclosure.errors import GongkaiError
from disclosure.landing.intake import document_row
from disclosure.landing.reasons import Refusal
from disclosure.storage.entries import batch_of, entry_in_warehouse
from disclosure.storage.landed import Sources, committed_batches
from disclosure.storage.ledger import Ledger
from disclosure.storage.raw_rows import DocumentRow, SightingRow
from disclosure.storage.store import Store


class Recovered(NamedTuple):
    """What the warehouse had lost and has again."""

    batches: int
    documents: int


def recover(
    connection: duckdb.DuckDBPyConnection, sources: Sources, store: Store, ledger: Ledger, tell: Callable[[str], None]
) -> Recovered:
    """Lands again, from the stored bytes, every batch that the ledger knows and the warehouse lacks (a cut or deleted
    file, a run killed between the two); and tells a ledger that was lost what the warehouse has.
    """
    committed = committed_batches(connection)
    in_warehouse, in_ledger = set(committed), set()
    batches = documents = 0

    def read_again(sighting: SightingRow, at: datetime) -> DocumentRow:
        return _document(sighting, store, at)

    for line in ledger.lines():
        in_ledger.add(line.batch_id)
        if line.batch_id in in_warehouse:
            continue
        batch = batch_of(line.batch_id, ledger.entry(line), read_again, sources.documents_shown)
        sources.commit(batch)
        in_warehouse.add(line.batch_id)
        batches += 1
        documents += len(batch.documents)
    if batches:
        connection.execute("checkpoint")
        tell(f"land: the warehouse lacked {documents} documents of {batches} batches; landed again from store/")
    untold = [batch_id for batch_id in committed if batch_id not in in_ledger]
    ledger.append({batch_id: entry_in_warehouse(connection, batch_id) for batch_id in untold})
    return Recovered(batches, documents)


def _document(sighting: SightingRow, store: Store, at: datetime) -> DocumentRow:
    data = store.get(sighting.document_id)
    try:
        return document_row(
            data, sighting.document_id, sighting.source_name, sighting.source_uri, at, sighting.batch_id
        )
    except Refusal as refusal:
        raise GongkaiError(
            "store-unreadable",
            f"The warehouse lacks {sighting.source_name}, and this version cannot read it: {refusal.reason.sentence}",
            "Run the version of gongkai that landed it, or move the ledger beside the warehouse away.",
        ) from None
