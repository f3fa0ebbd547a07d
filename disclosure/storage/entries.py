"""What the ledger keeps of a batch: with the stored bytes all that is needed to land it again, row for row."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import duckdb

from disclosure.storage.landed import LandingBatch
from disclosure.storage.ledger import Entry
from disclosure.storage.raw_rows import DocumentRow, FetchRow, ManifestRow, RejectedRow, SightingRow

UNCHANGED = "unchanged"

Row = TypeVar("Row")


def entry_of(news: LandingBatch) -> Entry:
    """The entry of a batch, ready for JSON. Texts are left out: the bytes give them again."""
    changed = [sighting for sighting in news.sightings if sighting.outcome != UNCHANGED]
    return {
        "committed_at": news.at.isoformat(),
        "sightings": [_plain(row) for row in changed],
        "rejected": [_plain(row) for row in news.rejected],
        "manifest": [_plain(row) for row in news.manifest],
        "manifest_uris": news.manifest_uris,
        "fetches": [_plain(row) for row in news.fetches],
        UNCHANGED: _pack([row for row in news.sightings if row.outcome == UNCHANGED]),
    }


def batch_of(
    batch_id: str,
    entry: Entry,
    document: Callable[[SightingRow, datetime], DocumentRow],
    shown: Callable[[list[str]], dict[str, str]],
) -> LandingBatch:
    """The batch that an entry speaks of. `document` reads stored bytes anew; `shown` says what sources showed before."""
    at = datetime.fromisoformat(entry["committed_at"])
    changed = [SightingRow(**{**row, "seen_at": at}) for row in entry["sightings"]]
    sightings = sorted([*changed, *_unpack(entry.get(UNCHANGED), batch_id, at, shown)])
    manifest = [ManifestRow(**row) for row in entry["manifest"]]
    return LandingBatch(
        batch_id,
        at,
        [document(sighting, at) for sighting in changed if sighting.outcome == "landed"],
        sightings,
        [RejectedRow(**{**row, "rejected_at": at}) for row in entry["rejected"]],
        manifest,
        entry.get("manifest_uris", [row.source_uri for row in manifest]),
        [FetchRow(**{**row, "fetched_at": at}) for row in entry.get("fetches", [])],
    )


def entry_in_warehouse(connection: duckdb.DuckDBPyConnection, batch_id: str) -> Entry:
    """The entry of a batch that the warehouse has and a lost ledger has not."""

    def rows(table: str, row_type: Callable[..., Row]) -> list[Row]:
        found = connection.execute(f"select * from {table} where batch_id = ? order by all", [batch_id]).fetchall()
        return [row_type(*row) for row in found]

    manifest = rows("raw.manifest", ManifestRow)
    at = connection.execute("select committed_at from raw.batches where batch_id = ?", [batch_id]).fetchall()[0][0]
    return entry_of(
        LandingBatch(
            batch_id,
            at,
            [],
            rows("raw.sightings", SightingRow),
            rows("raw.rejected_documents", RejectedRow),
            manifest,
            [row.source_uri for row in manifest],
            rows("raw.fetches", FetchRow),
        )
    )


def _plain(row: Any) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row._asdict().items()}


def _pack(sightings: list[SightingRow]) -> str | None:
    """Sources that show what they showed before, packed: they are the most by far, and their document is known."""
    if not sightings:
        return None
    said = [(row.sighting_no, row.source_name, row.source_uri) for row in sightings]
    return base64.b64encode(zlib.compress(json.dumps(said, ensure_ascii=False).encode())).decode()


def _unpack(
    packed: str | None, batch_id: str, at: datetime, shown: Callable[[list[str]], dict[str, str]]
) -> list[SightingRow]:
    if packed is None:
        return []
    said = json.loads(zlib.decompress(base64.b64decode(packed)))
    documents = shown([uri for _, _, uri in said])
    return [
        SightingRow(number, name, uri, documents.get(uri), UNCHANGED, None, at, batch_id) for number, name, uri in said
    ]
