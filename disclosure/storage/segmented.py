"""Segmentation in the database: which documents are still to be cut, and the transaction that replaces their terms."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import duckdb
import pyarrow as pa

from disclosure.storage.batches import arrow_table, insert, with_view
from disclosure.storage.current import current_rows
from disclosure.storage.landed import AT_THE_END
from disclosure.storage.schema import SEARCH_TABLES, columns
from disclosure.storage.search_rows import SegmentationRow, TermRow
from disclosure.storage.warehouse import transaction


class Uncut(NamedTuple):
    """A document to be cut into terms."""

    document_id: str
    byte_size: int


class Terms(NamedTuple):
    """A document's terms and how often each occurs."""

    document_id: str
    occurrences: Counter[str]


class SearchTotals(NamedTuple):
    """What staging holds for search of current documents."""

    documents: int
    terms: int  # rows: a term counts once a document


def uncut(connection: duckdb.DuckDBPyConnection, segmenter_version: str) -> list[Uncut]:
    """The current documents that this version has not cut, in the order of their ids."""
    found = connection.execute(
        """
        select document.document_id, document.byte_size
        from raw.documents as document
        anti join (select document_id from staging.ext_segmentation where segmenter_version = ?) as cut
            on document.document_id = cut.document_id
        where document.is_current
        order by document.document_id
        """,
        [segmenter_version],
    ).fetchall()
    return [Uncut(*row) for row in found]


def texts(connection: duckdb.DuckDBPyConnection, documents: list[Uncut]) -> list[tuple[str, str]]:
    """The ids and raw texts of these documents, in the order of their ids."""
    return with_view(
        connection,
        _ids([document.document_id for document in documents]),
        f"""
        select document.document_id, document.raw_text
        from raw.documents as document
        semi join incoming on document.document_id = incoming.document_id
        where {AT_THE_END}
        order by document.document_id
        """,
    )


def replace_terms(
    connection: duckdb.DuckDBPyConnection, documents: list[Terms], segmenter_version: str, batch_id: str
) -> None:
    """Puts the terms of these documents in the place of those they had, in one transaction, then checkpoints."""
    ids = _ids([document.document_id for document in documents])
    cut = [
        SegmentationRow(document.document_id, segmenter_version, document.occurrences.total(), batch_id)
        for document in documents
    ]
    with transaction(connection):
        if with_view(connection, ids, "select 1 from staging.ext_segmentation semi join incoming using (document_id)"):
            for table in SEARCH_TABLES:
                with_view(
                    connection,
                    ids,
                    f"delete from {table} where document_id in (select incoming.document_id from incoming)",
                )
        insert(connection, "staging.ext_segmentation", arrow_table(SegmentationRow, cut))
        insert(connection, "staging.ext_term", _term_table(documents))
    connection.execute("checkpoint")


def search_totals(connection: duckdb.DuckDBPyConnection) -> SearchTotals:
    """How many current documents are cut, and into how many terms."""
    return SearchTotals(
        *(current_rows(connection, table) for table in ("staging.ext_segmentation", "staging.ext_term"))
    )


def _term_table(documents: list[Terms]) -> pa.Table:
    """As arrow_table would make of TermRows, without making the rows: a batch has them by the hundred thousand."""
    occurrences = [document.occurrences for document in documents]
    values = (
        [document.document_id for document in documents for _ in document.occurrences],
        [term for counted in occurrences for term in counted],
        [count for counted in occurrences for count in counted.values()],
    )
    arrays = [
        pa.array(of_column, column.arrow_type) for column, of_column in zip(columns(TermRow), values, strict=True)
    ]
    return pa.Table.from_arrays(arrays, list(TermRow._fields))


def _ids(document_ids: list[str]) -> pa.Table:
    return pa.table({"document_id": pa.array(document_ids, pa.string())})
