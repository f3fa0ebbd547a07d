"""At the start of a run the warehouse and the ledger are held against each other, and each gets what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import duckdb

from disclosure.errors import GongkaiError
from disclosure.landing.intake import document_row
from disclosure.landing.reasons import Refusal
from disclosure.storage.landed import LandingBatch, Sources, committed_batches, ledger_entry
from disclosure.storage.ledger import Entry, Ledger
from disclosure.storage.raw_rows import DocumentRow, ManifestRow, RejectedRow, SightingRow
from disclosure.storage.store import Store


def recover(
    connection: duckdb.DuckDBPyConnection, sources: Sources, store: Store, ledger: Ledger, tell: Callable[[str], None]
) -> None:
    """Lands again, from the stored bytes, every batch that the ledger knows and the warehouse lost (a cut or deleted
    file); and tells the ledger of a batch whose run was killed just before it could.
    """
    committed = committed_batches(connection)
    in_warehouse, in_ledger = set(committed), set()
    for line in ledger.lines():
        in_ledger.add(line.batch_id)
        if line.batch_id not in in_warehouse:
            batch = _again(line.batch_id, ledger.entry(line), store)
            sources.commit(batch)
            connection.execute("checkpoint")
            tell(f"land: the warehouse had lost {len(batch.documents)} documents; landed again from store/")
    untold = [batch_id for batch_id in committed if batch_id not in in_ledger]
    ledger.append({batch_id: ledger_entry(connection, batch_id) for batch_id in untold})


def _again(batch_id: str, entry: Entry, store: Store) -> LandingBatch:
    at = datetime.fromisoformat(entry["committed_at"])
    sightings = [SightingRow(**{**row, "seen_at": at}) for row in entry["sightings"]]
    documents = [_document(sighting, store, at) for sighting in sightings if sighting.outcome == "landed"]
    rejected = [RejectedRow(**{**row, "rejected_at": at}) for row in entry["rejected"]]
    manifest = [ManifestRow(**row) for row in entry["manifest"]]
    uris = [row.source_uri for row in manifest]
    return LandingBatch(batch_id, at, len(sightings), documents, sightings, rejected, manifest, uris)


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
