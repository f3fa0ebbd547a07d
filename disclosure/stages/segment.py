"""Segmentation, a stage beside extraction: documents that are current and not yet cut become terms to search by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from disclosure.search.segmentation import Segmenter, segmenter_version
from disclosure.stages.processes import run_jobs
from disclosure.storage.batches import in_batches
from disclosure.storage.segmented import Terms, Uncut, replace_terms, search_totals, texts, uncut
from disclosure.storage.warehouse import open_warehouse
from disclosure.text import clean

FEWEST_FOR_A_PROCESS = 1_000
"""Documents. Two dictionaries and the terms of many documents are memory that the stages behind want."""

_MOST_IN_A_BATCH = 300  # a document of usual length has some 500 terms


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
        run, done = uuid4().hex, 0
        batches = (texts(connection, batch) for batch in in_batches(todo, _size, _MOST_IN_A_BATCH))
        for number, cut in enumerate(run_jobs(cut_batch, batches, len(todo) >= FEWEST_FOR_A_PROCESS), start=1):
            replace_terms(connection, cut, version, f"{run}-{number}")
            done += len(cut)
            tell(f"segment: {done} of {len(todo)}")
        _segmenter.cache_clear()
        documents, terms = search_totals(connection)
    return SegmentCounts(documents, terms, done)


def cut_batch(documents: Sequence[tuple[str, str]]) -> list[Terms]:
    """The terms of documents, each given by its id and its raw text."""
    segmenter = _segmenter()
    return [Terms(document_id, segmenter.terms(clean(text).text)) for document_id, text in documents]


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def _size(document: Uncut) -> int:
    return document.byte_size
