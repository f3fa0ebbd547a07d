"""What is in a warehouse and what is left to do, without changing anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from disclosure.errors import GongkaiError
from disclosure.preflight import check_warehouse, refusal
from disclosure.publishing.folder import PublishFolder
from disclosure.publishing.generation import SETTINGS
from disclosure.stages.build import check_last_build
from disclosure.storage.ledger import Ledger


class Status(NamedTuple):
    """The state of a warehouse, of its ledger and of what is published."""

    warehouse: str
    bytes: int
    sources: int  # addresses and files that ever were offered
    documents: int
    documents_current: int
    documents_unread: int  # current, and no version of extraction has read them
    readers_failed: int
    rejected: dict[str, int]  # sources whose newest sighting was a rejection, by reason
    batches: int
    batches_lacking: int  # in the ledger and not in the warehouse: the next run lands them again
    last_landed_at: datetime | None  # UTC
    extractor_versions: list[str]
    is_built: bool
    published: str | None
    published_at: datetime | None  # UTC


def status(warehouse: Path, target: Path) -> Status:
    """The state now. Raises GongkaiError where there is no warehouse, or another program holds it (exit 75)."""
    check_warehouse(warehouse, must_exist=True)
    in_ledger = {line.batch_id for line in Ledger.beside(warehouse).lines(repair=False)}
    try:
        with duckdb.connect(str(warehouse), read_only=True, config=SETTINGS) as connection:
            return Status(
                str(warehouse),
                warehouse.stat().st_size,
                **_counts(connection, in_ledger),
                is_built=_is_built(warehouse),
                **_published(target),
            )
    except duckdb.CatalogException:
        raise GongkaiError(
            "no-warehouse", f"{warehouse} holds none of gongkai's tables.", "Make one: gongkai run --raw PATH."
        ) from None
    except duckdb.Error as error:
        raise refusal(warehouse, error) from None


def in_lines(state: Status) -> Iterator[str]:
    """The state for a person, a line a field."""
    for name, value in state._asdict().items():
        if isinstance(value, dict):
            value = ", ".join(f"{count} {what}" for what, count in value.items()) or "none"
        elif isinstance(value, list):
            value = ", ".join(value) or "none"
        yield f"{name:18} {'none' if value is None else value}"


def _counts(connection: duckdb.DuckDBPyConnection, in_ledger: set[str]) -> dict[str, object]:
    def one(sql: str) -> object:
        return connection.execute(sql).fetchall()[0][0]

    batches = {batch_id for (batch_id,) in connection.execute("select batch_id from raw.batches").fetchall()}
    rejected = connection.execute(
        """
        with newest as (select source_uri, max_by(rejection_id, sighting_no) as rejection_id from raw.sightings group by all)

        select rejected.reason, count(*)
        from newest
        inner join raw.rejected_documents as rejected on newest.rejection_id = rejected.rejection_id
        group by rejected.reason
        order by count(*) desc, rejected.reason
        """
    ).fetchall()
    return {
        "sources": one("select count(distinct source_uri) from raw.sightings"),
        "documents": one("select count(*) from raw.documents"),
        "documents_current": one("select count(*) from raw.documents where is_current"),
        "documents_unread": one(
            "select count(*) from raw.documents as document anti join staging.ext_reading using (document_id) "
            "where document.is_current"
        ),
        "readers_failed": one("select count(*) from staging.ext_reading where outcome = 'reader_failed'"),
        "rejected": dict(rejected),
        "batches": len(batches),
        "batches_lacking": len(in_ledger - batches),
        "last_landed_at": one("select max(committed_at) from raw.batches"),
        "extractor_versions": [
            version
            for (version,) in connection.execute(
                "select distinct extractor_version from staging.ext_reading order by all"
            ).fetchall()
        ],
    }


def _is_built(warehouse: Path) -> bool:
    try:
        check_last_build(warehouse)
    except GongkaiError:
        return False
    return True


def _published(target: Path) -> dict[str, object]:
    current = PublishFolder(target).current()
    if current is None:
        return {"published": None, "published_at": None}
    with duckdb.connect(str(current), read_only=True, config=SETTINGS) as connection:
        ((at,),) = connection.execute("select max(published_at) from marts.build_info").fetchall()
    return {"published": current.name, "published_at": at}
