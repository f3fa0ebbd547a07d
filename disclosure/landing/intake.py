"""From sources to rows: each source offered gets one outcome, and what is new is read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from disclosure.landing.document import read_document
from disclosure.landing.files import read_file
from disclosure.landing.reasons import Refusal
from disclosure.landing.walk import Offered
from disclosure.landing.web.pages import check_page
from disclosure.storage.landed import LandingBatch, Sources
from disclosure.storage.raw_rows import DocumentRow, FetchRow, ManifestRow, RejectedRow, SightingRow

if TYPE_CHECKING:  # what fetches takes a moment to load, and files need none of it
    from disclosure.landing.web.fetch import Page


class Taken(NamedTuple):
    """A source with its bytes, or with the reason why there are none."""

    offered: Offered
    data: bytes
    document_id: str | None
    refusal: Refusal | None
    page: Page | None = None  # of an address: what else its server said; None where it said that nothing is new


class Intake(NamedTuple):
    """The rows of a batch, and the bytes to store before they are committed."""

    batch: LandingBatch
    contents: dict[str, bytes]


def take(offered: Offered) -> Taken:
    """Reads the source's bytes once."""
    if offered.refusal:
        return Taken(offered, b"", None, offered.refusal)
    try:
        data = read_file(offered.path)
    except Refusal as refusal:
        return Taken(offered, b"", None, refusal)
    return Taken(offered, data, hashlib.sha256(data).hexdigest(), None)


def decide(taken: Sequence[Taken], sources: Sources, batch_id: str, at: datetime) -> Intake:
    """The outcome of each source: unchanged where it shows what it showed last, duplicate where another source or an
    earlier time brought the same content, landed where the content is new, rejected where it cannot be read.
    """
    shown = sources.documents_shown(each.offered.source_uri for each in taken)
    known = sources.contents_known(each.document_id for each in taken if each.document_id)
    rows = _Rows(batch_id, at, sources.last_sighting_no)
    for each in taken:
        if each.document_id is None:
            rows.reject(each, each.refusal)
        elif each.document_id in known:
            is_unchanged = shown.get(each.offered.source_uri) == each.document_id
            rows.see(each, "unchanged" if is_unchanged else "duplicate")
        else:
            try:
                rows.land(each)
            except Refusal as refusal:
                rows.reject(each, refusal)
            else:
                known.add(each.document_id)
    return rows.intake(taken)


class _Rows:
    def __init__(self, batch_id: str, at: datetime, last_sighting_no: int) -> None:
        self._batch_id = batch_id
        self._at = at
        self._sighting_no = last_sighting_no
        self._documents: list[DocumentRow] = []
        self._sightings: list[SightingRow] = []
        self._rejected: list[RejectedRow] = []
        self._contents: dict[str, bytes] = {}
        self._fetches: list[FetchRow] = []

    def see(self, taken: Taken, outcome: str, rejection_id: str | None = None) -> None:
        self._sighting_no += 1
        source = taken.offered
        document_id = None if rejection_id else taken.document_id
        self._sightings.append(
            SightingRow(
                self._sighting_no,
                source.source_name,
                source.source_uri,
                document_id,
                outcome,
                rejection_id,
                self._at,
                self._batch_id,
            )
        )
        if document_id and (page := taken.page):
            self._fetches.append(
                FetchRow(
                    source.source_uri,
                    document_id,
                    page.url,
                    page.content_type,
                    page.etag,
                    page.last_modified,
                    self._at,
                    self._batch_id,
                )
            )

    def land(self, taken: Taken) -> None:
        source = taken.offered
        row = document_row(
            taken.data, taken.document_id, source.source_name, source.source_uri, self._at, self._batch_id
        )
        if taken.page:
            check_page(taken.data, row.media_type, row.raw_text)
        self._documents.append(row)
        self._contents[taken.document_id] = taken.data
        self.see(taken, "landed")

    def reject(self, taken: Taken, refusal: Refusal) -> None:
        source = taken.offered
        byte_size = len(taken.data) if taken.document_id else refusal.byte_size
        content = taken.document_id or byte_size
        key = f"{source.source_uri}|{refusal.reason}|{content}"
        rejection_id = hashlib.sha256(key.encode()).hexdigest()[:32]
        self._rejected.append(
            RejectedRow(
                rejection_id,
                source.source_name,
                source.source_uri,
                refusal.reason.value,
                refusal.detail,
                byte_size,
                taken.document_id,
                self._at,
                self._batch_id,
            )
        )
        self.see(taken, "rejected", rejection_id)

    def intake(self, taken: Sequence[Taken]) -> Intake:
        in_folders = [each.offered for each in taken if each.offered.in_folder]
        manifest = [
            ManifestRow(source.source_uri, source.source_name, *source.known, self._batch_id)
            for source in in_folders
            if source.known
        ]
        batch = LandingBatch(
            self._batch_id,
            self._at,
            self._documents,
            self._sightings,
            self._rejected,
            manifest,
            [source.source_uri for source in in_folders],
            self._fetches,
        )
        return Intake(batch, self._contents)


def document_row(
    data: bytes, document_id: str, source_name: str, source_uri: str, at: datetime, batch_id: str
) -> DocumentRow:
    """The row of a new document. Raises Refusal where its bytes hold none."""
    document = read_document(data, source_name)
    return DocumentRow(
        document_id,
        source_name,
        source_uri,
        document.media_type,
        document.encoding,
        document.reader_version,
        len(data),
        document.raw_text,
        at,
        batch_id,
        is_current=True,
        reader_warning=document.warning,
    )
