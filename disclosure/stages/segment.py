"""Segmentation, a stage beside extraction: documents that are current and not yet cut become terms to search by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from disclosure.search.segmentation import Segmenter, segmenter_version
from disclosure.storage.batches import in_batches
from disclosure.storage.segmented import Terms, replace_terms, search_totals, texts, uncut
from disclosure.storage.warehouse import open_warehouse
from disclosure.text import clean


class SegmentCounts(NamedTuple):
    """What staging holds of current documents, old and new, and what this run added to it."""

    documents: int
    terms: int  # a term counts once a document
    worked_on: int  # documents cut in this run; the others were cut before


def segment(warehouse: Path, progress: Callable[[str], None] | None = None) -> SegmentCounts:
    """Cuts what is new into terms: contents that this version of the segmenter has not seen. Run again, it cuts nothing.

    Raises GongkaiError where there is no warehouse or it cannot be opened; batches committed before that stand.
    """
    tell = progress or (lambda line: None)
    version = segmenter_version()
    with open_warehouse(warehouse, must_exist=True) as connection:
        todo = uncut(connection, version)
        segmenter = Segmenter() if todo else None
        run, done = uuid4().hex, 0
        for number, batch in enumerate(in_batches(todo, lambda document: document.byte_size), start=1):
            cut = [
                Terms(document_id, segmenter.terms(clean(text).text)) for document_id, text in texts(connection, batch)
            ]
            replace_terms(connection, cut, version, f"{run}-{number}")
            done += len(cut)
            tell(f"segment: {done} of {len(todo)}")
        documents, terms = search_totals(connection)
    return SegmentCounts(documents, terms, done)
