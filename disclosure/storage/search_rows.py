"""The rows that cutting a document into terms yields: one class a staging table, one field a column, in its order."""

from __future__ import annotations

from typing import NamedTuple


class SegmentationRow(NamedTuple):
    """staging.ext_segmentation: that a document was cut into terms, and by which version of the segmenter."""

    document_id: str
    segmenter_version: str
    term_total: int  # the document's length in terms: the sum of its occurrences
    batch_id: str


class TermRow(NamedTuple):
    """staging.ext_term: a term of a document, and how often it occurs there."""

    document_id: str
    term: str
    occurrences: int
