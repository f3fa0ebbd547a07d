"""Extraction in the database: which documents are still to be read, and the transaction that replaces their rows."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import pyarrow as pa

from disclosure.storage.batches import arrow_table, insert, with_view
from disclosure.storage.current import current_rows
from disclosure.storage.landed import AT_THE_END
from disclosure.storage.raw_rows import ManifestRow, ReadingRow
from disclosure.storage.schema import REPORT_TABLES, STAGING_TABLES
from disclosure.storage.warehouse import transaction

READ, READER_FAILED = "read", "reader_failed"

_KNOWN = ManifestRow._fields[2:-1]  # agency_name … period_end: what a manifest can say

# What is read besides the text is part of the input: a renamed file or an amended manifest is read again
_INPUTS = f"""
    select
        document.document_id,
        document.source_name,
        document.byte_size,
        sha256(concat_ws(chr(31), document.source_name, {", ".join(f"coalesce(manifest.{c}, '')" for c in _KNOWN)}))
            as input_key,
        manifest.source_uri is not null as in_manifest,
        {", ".join(f"manifest.{column}" for column in _KNOWN)}
    from raw.documents as document
    left join raw.manifest as manifest on document.source_uri = manifest.source_uri
    where document.is_current
"""


class Pending(NamedTuple):
    """A document to be read."""

    document_id: str
    byte_size: int


class Input(NamedTuple):
    """All that reading a document takes."""

    document_id: str
    source_name: str
    raw_text: str
    manifest: dict[str, str] | None
    input_key: str


def pending(connection: duckdb.DuckDBPyConnection, extractor_version: str) -> list[Pending]:
    """The current documents that this version has not read as they are now, in the order of their ids."""
    found = connection.execute(
        f"""
        with inputs as ({_INPUTS})

        select inputs.document_id, inputs.byte_size
        from inputs
        anti join (select * from staging.ext_reading where extractor_version = ?) as reading
            on inputs.document_id = reading.document_id and inputs.input_key = reading.input_key
        order by inputs.document_id
        """,
        [extractor_version],
    ).fetchall()
    return [Pending(*row) for row in found]


def inputs(connection: duckdb.DuckDBPyConnection, documents: list[Pending]) -> list[Input]:
    """The texts of these documents, in their order, with what the manifest says of them."""
    found = with_view(
        connection,
        _ids([document.document_id for document in documents]),
        f"""
        with inputs as ({_INPUTS} and document.document_id in (select incoming.document_id from incoming))

        select inputs.document_id, inputs.source_name, document.raw_text, inputs.input_key, inputs.in_manifest,
            {", ".join(f"inputs.{column}" for column in _KNOWN)}
        from inputs
        inner join raw.documents as document on inputs.document_id = document.document_id
        where {AT_THE_END}
        order by inputs.document_id
        """,
    )
    return [
        Input(document_id, source_name, raw_text, dict(zip(_KNOWN, known, strict=True)) if in_manifest else None, key)
        for document_id, source_name, raw_text, key, in_manifest, *known in found
    ]


def replace_rows(
    connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], readings: list[ReadingRow]
) -> None:
    """Puts the rows of these documents in the place of those they had, in one transaction, then checkpoints.

    No ledger line is written: what a lost transaction held is found pending again and read again.
    """
    ids = _ids([reading.document_id for reading in readings])
    tables = tables | {"staging.ext_reading": arrow_table(ReadingRow, readings)}
    with transaction(connection):
        if with_view(
            connection, ids, "select 1 from staging.ext_reading semi join incoming using (document_id) limit 1"
        ):
            for table in STAGING_TABLES:
                with_view(
                    connection,
                    ids,
                    f"delete from {table} where document_id in (select incoming.document_id from incoming)",
                )
        for table, rows in tables.items():
            insert(connection, table, rows)
    connection.execute("checkpoint")


def current_totals(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What staging holds of current documents: rows by table, and the documents by what became of them."""
    totals = {table: current_rows(connection, table) for table in REPORT_TABLES}
    by_outcome = connection.execute(
        """
        select outcome, count(*)
        from staging.ext_reading
        where document_id in (select document_id from raw.documents where is_current)
        group by outcome
        """
    ).fetchall()
    return totals | {READ: 0, READER_FAILED: 0} | dict(by_outcome)


def _ids(document_ids: list[str]) -> pa.Table:
    return pa.table({"document_id": pa.array(document_ids, pa.string())})
