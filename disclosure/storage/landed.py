"""Landing batches in the database: what the warehouse knows of sources and contents, and the transaction that adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from disclosure.storage.batches import arrow_table, insert, with_view
from disclosure.storage.raw_rows import BatchRow, DocumentRow, FetchRow, ManifestRow, RejectedRow, SightingRow
from disclosure.storage.warehouse import transaction

AT_THE_END = """
    document.rowid >= (
        select min(landed.rowid) from raw.documents as landed semi join incoming on landed.document_id = incoming.document_id
    )
"""
"""True of the documents of the view `incoming`, and told by the place in the table: new ones come at its end, so the texts
before the first of them need not be unpacked."""

OUTCOMES = ("landed", "unchanged", "duplicate", "rejected")


class LandingBatch(NamedTuple):
    """All rows of one batch of landing. Manifest rows replace what was known of `manifest_uris`, fetches what was known
    of their addresses.
    """

    batch_id: str
    at: datetime  # UTC
    documents: list[DocumentRow]
    sightings: list[SightingRow]
    rejected: list[RejectedRow]
    manifest: list[ManifestRow]
    manifest_uris: list[str]
    fetches: list[FetchRow]


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
        asked = _uris(list(source_uris))
        sql = "select newest.source_uri, newest.document_id from newest semi join incoming using (source_uri)"
        return dict(with_view(self._connection, asked, sql))

    def contents_known(self, document_ids: Iterable[str]) -> set[str]:
        """Those of the contents that the warehouse has."""
        asked = pa.table({"document_id": pa.array(list(document_ids), pa.string())})
        sql = "select documents.document_id from raw.documents as documents semi join incoming using (document_id)"
        return {document_id for (document_id,) in with_view(self._connection, asked, sql)}

    def fetched(self) -> dict[str, FetchRow]:
        """What each address answered when it showed last what it shows now, as far as that is kept."""
        found = self._connection.execute(
            "select fetches.* from raw.fetches as fetches semi join newest using (source_uri, document_id)"
        ).fetchall()
        return {row.source_uri: row for row in map(FetchRow._make, found)}

    def news_of(self, batch: LandingBatch) -> LandingBatch:
        """The batch without the rows that would say again what is known; sightings stay, each was one."""
        return batch._replace(
            rejected=self._unknown_rejections(batch.rejected),
            fetches=self._changed_fetches(batch.fetches),
            **self._changed_manifest(batch),
        )

    def commit(self, news: LandingBatch) -> None:
        """Writes the batch in one transaction, and makes current what its sources show now.

        A document is current while the newest readable sighting of any source shows it: a file that cannot be read
        today takes nothing away. Its name is that of the newest such sighting.
        """
        connection = self._connection
        sightings = arrow_table(SightingRow, news.sightings)
        with transaction(connection):
            insert(connection, "raw.documents", arrow_table(DocumentRow, news.documents))
            insert(connection, "raw.sightings", sightings)
            insert(connection, "raw.rejected_documents", arrow_table(RejectedRow, news.rejected))
            self._forget("raw.manifest", news.manifest_uris)
            insert(connection, "raw.manifest", arrow_table(ManifestRow, news.manifest))
            self._forget("raw.fetches", [fetch.source_uri for fetch in news.fetches])
            insert(connection, "raw.fetches", arrow_table(FetchRow, news.fetches))
            self._see(sightings)
            insert(connection, "raw.batches", arrow_table(BatchRow, [_balance(news)]))
        self.last_sighting_no = max((self.last_sighting_no, *(sighting.sighting_no for sighting in news.sightings)))

    def _unknown_rejections(self, rejected: list[RejectedRow]) -> list[RejectedRow]:
        """A source rejected again, for the same reason and with the same content, has its row already."""
        known = with_view(
            self._connection,
            pa.table({"rejection_id": pa.array([row.rejection_id for row in rejected], pa.string())}),
            "select rejected.rejection_id from raw.rejected_documents as rejected semi join incoming using (rejection_id)",
        )
        return [row for row in rejected if (row.rejection_id,) not in set(known)]

    def _changed_manifest(self, batch: LandingBatch) -> dict[str, list]:
        before = [ManifestRow(*row) for row in self._rows_of("raw.manifest", batch.manifest_uris)]
        if {row[:-1] for row in before} == {row[:-1] for row in batch.manifest}:  # batch_id aside
            return {"manifest": [], "manifest_uris": []}
        told = {row.source_uri for row in (*before, *batch.manifest)}
        return {"manifest": batch.manifest, "manifest_uris": [uri for uri in batch.manifest_uris if uri in told]}

    def _changed_fetches(self, fetches: list[FetchRow]) -> list[FetchRow]:
        before = {row[:-2] for row in self._rows_of("raw.fetches", [fetch.source_uri for fetch in fetches])}
        return [fetch for fetch in fetches if fetch[:-2] not in before]  # time and batch aside

    def _rows_of(self, table: str, source_uris: list[str]) -> list[tuple]:
        return with_view(
            self._connection,
            _uris(source_uris),
            f"select found.* from {table} as found semi join incoming using (source_uri)",
        )

    def _forget(self, table: str, source_uris: list[str]) -> None:
        with_view(
            self._connection,
            _uris(source_uris),
            f"delete from {table} where source_uri in (select incoming.source_uri from incoming)",
        )

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
    return BatchRow(batch.batch_id, batch.at, len(batch.sightings), *(outcomes[outcome] for outcome in OUTCOMES))


def committed_batches(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of all batches in the database, oldest first."""
    return [
        batch_id for (batch_id,) in connection.execute("select batch_id from raw.batches order by rowid").fetchall()
    ]


def outcomes_since(connection: duckdb.DuckDBPyConnection, sighting_no: int) -> dict[str, int]:
    """How many of the sightings after this one had each outcome."""
    sql = "select outcome, count(*) from raw.sightings where sighting_no > ? group by outcome"
    return dict.fromkeys(OUTCOMES, 0) | dict(connection.execute(sql, [sighting_no]).fetchall())


def _uris(source_uris: list[str]) -> pa.Table:
    return pa.table({"source_uri": pa.array(source_uris, pa.string())})
