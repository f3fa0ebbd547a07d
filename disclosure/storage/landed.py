"""Landing batches in the database: what the warehouse knows of sources and contents, and the transaction that adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from disclosure.storage.batches import arrow_table, insert, with_view
from disclosure.storage.ledger import Entry
from disclosure.storage.raw_rows import BatchRow, DocumentRow, ManifestRow, RejectedRow, SightingRow
from disclosure.storage.warehouse import transaction

OUTCOMES = ("landed", "unchanged", "duplicate", "rejected")


class LandingBatch(NamedTuple):
    """All rows of one batch of landing. Manifest rows replace what was known of `manifest_uris`."""

    batch_id: str
    at: datetime  # UTC
    offered: int
    documents: list[DocumentRow]
    sightings: list[SightingRow]
    rejected: list[RejectedRow]
    manifest: list[ManifestRow]
    manifest_uris: list[str]


class Sources:
    """What each source showed last. Kept for a run in a temporary table, derived from raw.sightings alone."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute(
            """
            create or replace temporary table newest as
            select
                source_uri,
                arg_max(source_name, sighting_no) as source_name,
                arg_max(document_id, sighting_no) as document_id,
                max(sighting_no) as sighting_no
            from raw.sightings
            where document_id is not null
            group by source_uri
            """
        )
        last = connection.execute("select coalesce(max(sighting_no), 0) from raw.sightings").fetchall()
        self.last_sighting_no: int = last[0][0]

    def documents_shown(self, source_uris: Iterable[str]) -> dict[str, str]:
        """The document that each of the sources showed last, where it ever showed one."""
        asked = pa.table({"source_uri": pa.array(list(source_uris), pa.string())})
        sql = "select newest.source_uri, newest.document_id from newest semi join incoming using (source_uri)"
        return dict(with_view(self._connection, asked, sql))

    def contents_known(self, document_ids: Iterable[str]) -> set[str]:
        """Those of the contents that the warehouse has."""
        asked = pa.table({"document_id": pa.array(list(document_ids), pa.string())})
        sql = "select documents.document_id from raw.documents as documents semi join incoming using (document_id)"
        return {document_id for (document_id,) in with_view(self._connection, asked, sql)}

    def commit(self, batch: LandingBatch) -> None:
        """Writes the batch in one transaction, and makes current what its sources show now.

        A document is current while the newest readable sighting of any source shows it: a file that cannot be read
        today takes nothing away. Its name is that of the newest such sighting.
        """
        connection = self._connection
        sightings = arrow_table(SightingRow, batch.sightings)
        with transaction(connection):
            insert(connection, "raw.documents", arrow_table(DocumentRow, batch.documents))
            insert(connection, "raw.sightings", sightings)
            self._reject(batch.rejected)
            self._note_manifest(batch)
            self._see(sightings)
            insert(connection, "raw.batches", arrow_table(BatchRow, [_balance(batch)]))
        self.last_sighting_no = max((self.last_sighting_no, *(sighting.sighting_no for sighting in batch.sightings)))

    def _reject(self, rejected: list[RejectedRow]) -> None:
        """A source rejected again, for the same reason and with the same content, has its row already."""
        with_view(
            self._connection,
            arrow_table(RejectedRow, rejected),
            """
            insert into raw.rejected_documents
            select * from incoming anti join raw.rejected_documents using (rejection_id)
            """,
        )

    def _note_manifest(self, batch: LandingBatch) -> None:
        uris = pa.table({"source_uri": pa.array(batch.manifest_uris, pa.string())})
        before = with_view(
            self._connection,
            uris,
            "select manifest.* from raw.manifest as manifest semi join incoming using (source_uri)",
        )
        known = {ManifestRow(*row)[:-1] for row in before}
        if known == {row[:-1] for row in batch.manifest}:  # batch_id aside: nothing new is said, so nothing is written
            return
        with_view(
            self._connection,
            uris,
            "delete from raw.manifest as manifest using incoming where manifest.source_uri = incoming.source_uri",
        )
        insert(self._connection, "raw.manifest", arrow_table(ManifestRow, batch.manifest))

    def _see(self, sightings: pa.Table) -> None:
        connection = self._connection
        readable = sightings.filter(sightings["document_id"].is_valid()).select(
            ["source_uri", "source_name", "document_id", "sighting_no"]
        )
        with_view(
            connection,
            readable,
            """
            create or replace temporary table touched as
            select incoming.document_id from incoming
            union
            select newest.document_id from newest semi join incoming using (source_uri)
            """,
        )
        with_view(
            connection, readable, "delete from newest using incoming where newest.source_uri = incoming.source_uri"
        )
        with_view(connection, readable, "insert into newest select * from incoming")
        connection.execute(
            """
            with
            shown as (
                select
                    touched.document_id,
                    arg_max(newest.source_name, newest.sighting_no) as source_name,
                    arg_max(newest.source_uri, newest.sighting_no) as source_uri
                from touched
                left join newest on touched.document_id = newest.document_id
                group by touched.document_id
            )

            update raw.documents as document
            set
                is_current = shown.source_uri is not null,
                source_name = coalesce(shown.source_name, document.source_name),
                source_uri = coalesce(shown.source_uri, document.source_uri)
            from shown
            where
                document.document_id = shown.document_id
                and (
                    document.is_current is distinct from (shown.source_uri is not null)
                    or document.source_uri <> shown.source_uri
                    or document.source_name <> shown.source_name
                )
            """
        ).fetchall()


def _balance(batch: LandingBatch) -> BatchRow:
    outcomes = Counter(sighting.outcome for sighting in batch.sightings)
    return BatchRow(batch.batch_id, batch.at, batch.offered, *(outcomes[outcome] for outcome in OUTCOMES))


def committed_batches(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of all batches in the database, oldest first."""
    return [
        batch_id for (batch_id,) in connection.execute("select batch_id from raw.batches order by rowid").fetchall()
    ]


def outcomes_since(connection: duckdb.DuckDBPyConnection, sighting_no: int) -> dict[str, int]:
    """How many of the sightings after this one had each outcome."""
    sql = "select outcome, count(*) from raw.sightings where sighting_no > ? group by outcome"
    return dict.fromkeys(OUTCOMES, 0) | dict(connection.execute(sql, [sighting_no]).fetchall())


def ledger_entry(connection: duckdb.DuckDBPyConnection, batch_id: str) -> Entry:
    """What the ledger keeps of a batch: all that is needed, with the stored bytes, to land it again.

    Sightings of unchanged sources are left out: they say nothing that earlier ones do not, and would soon be the most.
    """

    def rows(table: str, condition: str = "true") -> list[dict[str, Any]]:
        result = connection.execute(f"select * from {table} where batch_id = ? and {condition}", [batch_id])
        names = [column[0] for column in result.description]
        return [dict(zip(names, _plain(row), strict=True)) for row in result.fetchall()]

    return {
        "committed_at": rows("raw.batches")[0]["committed_at"],
        "sightings": rows("raw.sightings", "outcome <> 'unchanged'"),
        "rejected": rows("raw.rejected_documents"),
        "manifest": rows("raw.manifest"),
    }


def _plain(row: tuple[Any, ...]) -> list[Any]:
    return [value.isoformat() if isinstance(value, datetime) else value for value in row]
