"""Batches of documents to batches of rows. A report that breaks the reader stands alone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pyarrow as pa

from disclosure.rows import ExtractedReport, RejectionRow
from disclosure.storage.batches import arrow_table
from disclosure.storage.extracted import READ, READER_FAILED, Input
from disclosure.storage.raw_rows import ReadingRow
from disclosure.storage.schema import REPORT_TABLES

Reader = Callable[..., ExtractedReport]  # as disclosure.reading.read_report

_LONGEST_DETAIL = 300


class Job(NamedTuple):
    """A batch on its way to a reader; `read` must be a function of a module, so that a process can import it."""

    batch_id: str
    inputs: list[Input]
    read: Reader
    extractor_version: str


class Result(NamedTuple):
    """The rows of a batch by table, and what became of each document."""

    tables: dict[str, pa.Table]
    readings: list[ReadingRow]


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves out the search for cycles while reports are read: reading leaves none, and the search took 5 % of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_batch(job: Job) -> Result:
    """Reads each document; one whose reading raises, or gives a value that no column holds, becomes a rejection."""
    reports: list[tuple[Input, ExtractedReport]] = []
    failed: list[tuple[Input, Exception]] = []
    with uncollected():
        for document in job.inputs:
            try:
                report = job.read(document.document_id, document.source_name, document.raw_text, document.manifest)
            except Exception as error:  # whatever it is, it must neither end the run nor vanish
                failed.append((document, error))
            else:
                reports.append((document, report))
    tables = _tables_of_all([report for _, report in reports])
    if tables is None:
        reports, misfits = _without_misfits(reports)
        failed += misfits
        tables = _tables([report for _, report in reports])
    rejections = [_rejection(document, error, job.extractor_version) for document, error in failed]
    tables["staging.ext_rejection"] = pa.concat_tables(
        [tables["staging.ext_rejection"], arrow_table(RejectionRow, rejections)]
    )
    readings = [_reading(document, job, READ) for document, _ in reports]
    readings += [_reading(document, job, READER_FAILED, error) for document, error in failed]
    return Result(tables, readings)


def _tables(reports: Sequence[ExtractedReport]) -> dict[str, pa.Table]:
    rows: dict[str, list] = {table: [] for table in REPORT_TABLES}
    for report in reports:
        for table, of_report in zip(REPORT_TABLES, ([report.report], *report[1:]), strict=True):
            rows[table] += of_report
    return {table: arrow_table(row_type, rows[table]) for table, row_type in REPORT_TABLES.items()}


def _tables_of_all(reports: Sequence[ExtractedReport]) -> dict[str, pa.Table] | None:
    """The tables, or None where some value of some report fits no column."""
    try:
        return _tables(reports)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return None


def _without_misfits(
    reports: list[tuple[Input, ExtractedReport]],
) -> tuple[list[tuple[Input, ExtractedReport]], list[tuple[Input, Exception]]]:
    fitting, misfits = [], []
    for document, report in reports:
        try:
            _tables([report])
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            misfits.append((document, error))
        else:
            fitting.append((document, report))
    return fitting, misfits


def _rejection(document: Input, error: Exception, extractor_version: str) -> RejectionRow:
    reason = f"{READER_FAILED}: {type(error).__name__}"
    return RejectionRow(document.document_id, "document", reason, 0, 0, "", extractor_version)


def _reading(document: Input, job: Job, outcome: str, error: Exception | None = None) -> ReadingRow:
    detail = f"{type(error).__name__}: {error}"[:_LONGEST_DETAIL] if error else None
    return ReadingRow(document.document_id, document.input_key, job.extractor_version, outcome, detail, job.batch_id)
