"""The second stage: documents that are current and not yet read by this version become rows of staging."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from disclosure.stages.processes import run_jobs
from disclosure.stages.reading_jobs import Job, Reader, read_batch
from disclosure.storage.batches import MAX_BYTES, in_batches
from disclosure.storage.extracted import READ, READER_FAILED, current_totals, inputs, pending, replace_rows
from disclosure.storage.warehouse import open_warehouse

FEWEST_FOR_A_PROCESS = 200
"""Documents. To start a process takes as long as reading about so many."""

_FEWEST_IN_A_JOB = 100
_MOST_IN_A_JOB = 300  # rows of a job are in memory several times over: in its reader, on their way, and here
_JOBS_FOR_EACH_WORKER = 4  # so that the last one does not leave the others idle


class ExtractCounts(NamedTuple):
    """documents = read + failed. The rows are those that staging holds of current documents, old and new."""

    documents: int  # current ones
    read: int
    failed: int  # the reader raised: see staging.ext_rejection, kind document
    worked_on: int  # read or failed in this run; the others were read before
    figures: int
    rates: int
    parts: int
    cells: int
    rejections: int  # numbers and tables that were refused, with their reasons


def extract(
    warehouse: Path,
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
    reader: tuple[Reader, str] | None = None,
) -> ExtractCounts:
    """Reads what is new: contents, names and manifest lines that changed; everything after a change of rules or words.

    `reader` is a reading function and its version, else those of disclosure.reading. Run again, it reads nothing.
    Raises GongkaiError where there is no warehouse, it cannot be opened, or a worker dies; batches committed before
    that stand.
    """
    tell = progress or (lambda line: None)
    read, version = reader or _reader()
    with open_warehouse(warehouse, must_exist=True) as connection:
        todo = pending(connection, version)
        workers = max(1, min(workers, len(todo) // FEWEST_FOR_A_PROCESS))
        batches = in_batches(todo, lambda each: each.byte_size, _most_in_a_job(len(todo), workers), MAX_BYTES)
        run, done = uuid4().hex, 0
        jobs = (
            Job(f"{run}-{number}", inputs(connection, batch), read, version)
            for number, batch in enumerate(batches, start=1)
        )
        for result in run_jobs(read_batch, jobs, workers if workers > 1 else 0):
            replace_rows(connection, result.tables, result.readings)
            done += len(result.readings)
            tell(f"extract: {done} of {len(todo)}")
        totals = current_totals(connection)
    return ExtractCounts(
        documents=totals[READ] + totals[READER_FAILED],
        read=totals[READ],
        failed=totals[READER_FAILED],
        worked_on=done,
        figures=totals["staging.ext_figure"],
        rates=totals["staging.ext_rate"],
        parts=totals["staging.ext_part"],
        cells=totals["staging.ext_cell"],
        rejections=totals["staging.ext_rejection"],
    )


def _reader() -> tuple[Reader, str]:
    from disclosure.reading import (
        extractor_version,
        read_report,
    )  # loads the dictionaries: not where only types are asked

    return read_report, extractor_version()


def _most_in_a_job(documents: int, workers: int) -> int:
    if workers == 1:
        return _MOST_IN_A_JOB
    return min(_MOST_IN_A_JOB, max(_FEWEST_IN_A_JOB, documents // (workers * _JOBS_FOR_EACH_WORKER)))
