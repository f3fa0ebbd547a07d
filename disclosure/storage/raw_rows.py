"""The rows of schema raw: one class a table, one field a column, in the table's order. Times are UTC."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class DocumentRow(NamedTuple):
    """raw.documents: one content. source_name and source_uri are of the newest sighting that shows it."""

    document_id: str  # sha-256 of the bytes, hex
    source_name: str
    source_uri: str
    media_type: str
    encoding: str
    reader_version: str
    byte_size: int
    raw_text: str
    landed_at: datetime
    batch_id: str
    is_current: bool  # whether the newest readable sighting of any source shows it
    reader_warning: str | None = None  # what the reader doubts about raw_text, of a PDF mostly


class SightingRow(NamedTuple):
    """raw.sightings: one source offered once. A source is an address (source_uri); names may repeat."""

    sighting_no: int  # rises by one, so that "newest" needs no clock
    source_name: str
    source_uri: str
    document_id: str | None
    outcome: str  # landed, unchanged, duplicate, rejected
    rejection_id: str | None
    seen_at: datetime
    batch_id: str


class RejectedRow(NamedTuple):
    """raw.rejected_documents: one source with one content rejected for one reason, however often it is offered."""

    rejection_id: str
    source_name: str
    source_uri: str
    reason: str
    detail: str
    byte_size: int | None
    content_sha256: str | None  # None where the bytes were not read
    rejected_at: datetime  # the first time
    batch_id: str


class ManifestRow(NamedTuple):
    """raw.manifest: what a manifest.csv says of a source, each as written and "" where it says nothing."""

    source_uri: str
    source_name: str
    agency_name: str
    region_code: str
    report_year: str
    period_start: str
    period_end: str
    batch_id: str


class FetchRow(NamedTuple):
    """raw.fetches: an address and what its server said of the document when it sent it last."""

    source_uri: str
    document_id: str
    final_uri: str  # after redirects
    content_type: str | None
    etag: str | None
    last_modified: str | None  # as the server writes it
    fetched_at: datetime
    batch_id: str


class BatchRow(NamedTuple):
    """raw.batches: one committed batch of landing, and its balance: offered is the sum of the other four."""

    batch_id: str
    committed_at: datetime
    offered: int
    landed: int
    unchanged: int
    duplicate: int
    rejected: int


class ReadingRow(NamedTuple):
    """staging.ext_reading: that a document was read, from what, and whether it could be."""

    document_id: str
    input_key: str  # a hash of what is read besides the text: name and manifest
    extractor_version: str
    outcome: str  # read, reader_failed
    detail: str | None  # what the reader said when it failed
    batch_id: str
