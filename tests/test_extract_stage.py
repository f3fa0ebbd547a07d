"""The extract stage: each version reads every current document once, and one that breaks the reader is not lost."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from landing_support import ask, write

from disclosure import rows
from disclosure.errors import GongkaiError
from disclosure.stages import extract as stage
from disclosure.stages.extract import ExtractCounts, extract
from disclosure.stages.land import land
from disclosure.storage import extracted
from disclosure.storage.batches import insert
from disclosure.storage.schema import REPORT_TABLES

VERSION = "1"


def read_words(
    document_id: str, source_name: str, raw_text: str, manifest: Mapping[str, str] | None = None, version: str = VERSION
) -> rows.ExtractedReport:
    """A small reader: one figure a line that holds a number; some words make it fail as readers fail."""
    if "跌倒" in raw_text:
        raise LookupError("跌倒 is not in the dictionary")
    if "暴毙" in raw_text:
        os._exit(9)
    agency = (manifest or {}).get("agency_name") or None
    report = rows.ReportRow(
        document_id, document_id, source_name, agency, None, None, None, None, None, None, None, "narrative", 1, version
    )
    figures, start = [], 0
    for line in raw_text.splitlines(keepends=True):
        number = "".join(filter(str.isdigit, line))
        if number:
            end = start + len(line.rstrip())
            figure_id = rows.row_id(document_id, "figure", start, end, "words")
            value = Decimal(number) / (10**6 if "走样" in line else 1)
            figures.append(
                rows.FigureRow(
                    *(figure_id, document_id, None, None, None, "other", value, value, value, "件", "件", "exact"),
                    *(
                        "stated",
                        "actual",
                        "own",
                        None,
                        None,
                        start,
                        end,
                        raw_text[start:end],
                        start,
                        end,
                        "words",
                        version,
                    ),
                )
            )
        start += len(line)
    return rows.ExtractedReport(report, [], figures, [], [], [], [])


def read_words_anew(
    document_id: str, source_name: str, raw_text: str, manifest: Mapping[str, str] | None = None
) -> rows.ExtractedReport:
    return read_words(document_id, source_name, raw_text, manifest, version="2")


READER = (read_words, VERSION)
NEW_READER = (read_words_anew, "2")

STAGED = {table: f"from {table} order by all" for table in REPORT_TABLES}
QUOTES = "select quote, extractor_version from staging.ext_figure order by quote"
AGENCIES = "select agency_name from staging.ext_report"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    write(tmp_path / "raw" / "a.txt", "收到申请3件\n办结2件\n")
    write(tmp_path / "raw" / "b.txt", "接听来电50件\n")
    return tmp_path / "raw"


@pytest.fixture
def warehouse(raw: Path, tmp_path: Path) -> Path:
    land([raw], tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


def staged(warehouse: Path) -> dict[str, list[tuple]]:
    return {table: ask(warehouse, sql) for table, sql in STAGED.items()}


def test_every_document_is_read(warehouse: Path) -> None:
    counts = extract(warehouse, reader=READER)
    assert counts == ExtractCounts(
        documents=2, read=2, failed=0, worked_on=2, figures=3, rates=0, parts=0, cells=0, rejections=0
    )
    assert ask(warehouse, QUOTES) == [("办结2件", "1"), ("接听来电50件", "1"), ("收到申请3件", "1")]


def test_a_figure_is_where_its_row_says(warehouse: Path) -> None:
    extract(warehouse, reader=READER)
    misplaced = """
        select figure.quote from staging.ext_figure as figure
        inner join raw.documents as document on figure.document_id = document.document_id
        where substring(document.raw_text, figure.char_start + 1, figure.char_end - figure.char_start) <> figure.quote
    """
    assert ask(warehouse, misplaced) == []


def test_a_second_run_reads_nothing_and_changes_nothing(warehouse: Path) -> None:
    first = extract(warehouse, reader=READER)
    before = staged(warehouse)
    assert extract(warehouse, reader=READER) == first._replace(worked_on=0)
    assert staged(warehouse) == before


def test_a_new_version_reads_everything_again_and_leaves_no_old_row(warehouse: Path) -> None:
    extract(warehouse, reader=READER)
    assert extract(warehouse, reader=NEW_READER).worked_on == 2
    assert ask(warehouse, QUOTES) == [("办结2件", "2"), ("接听来电50件", "2"), ("收到申请3件", "2")]


def test_only_what_changed_is_read(raw: Path, warehouse: Path) -> None:
    extract(warehouse, reader=READER)
    write(raw / "b.txt", "接听来电51件\n")
    write(raw / "c.txt", "受理7件\n")
    land([raw], warehouse)
    counts = extract(warehouse, reader=READER)
    assert (counts.worked_on, counts.documents, counts.figures) == (2, 3, 4)


def test_a_document_that_is_current_again_needs_no_reading(raw: Path, warehouse: Path) -> None:
    extract(warehouse, reader=READER)
    for content in ("接听来电51件\n", "接听来电50件\n"):
        write(raw / "b.txt", content)
        land([raw], warehouse)
    assert extract(warehouse, reader=READER).worked_on == 0


def test_a_renamed_file_is_read_again_since_its_name_is_read_too(raw: Path, warehouse: Path) -> None:
    extract(warehouse, reader=READER)
    (raw / "b.txt").rename(raw / "d.txt")
    land([raw], warehouse)
    assert extract(warehouse, reader=READER).worked_on == 1
    assert ask(warehouse, "select title from staging.ext_report order by title") == [("a.txt",), ("d.txt",)]


def test_an_amended_manifest_is_read(raw: Path, warehouse: Path) -> None:
    (raw / "b.txt").unlink()
    seen = []
    for manifest in ("file,agency_name\na.txt,甲局\n", "file,agency_name\na.txt,乙局\n", None):
        if manifest:
            write(raw / "manifest.csv", manifest)
        else:
            (raw / "manifest.csv").unlink()
        land([raw], warehouse)
        extract(warehouse, reader=READER)
        seen += ask(warehouse, f"{AGENCIES} where title = 'a.txt'")
    assert seen == [("甲局",), ("乙局",), (None,)]


BROKEN = [
    pytest.param("见到跌倒1件", "LookupError", "跌倒 is not in the dictionary", id="the reader raises"),
    pytest.param("数字走样1件", "ArrowInvalid", "", id="a value that no column holds"),
]


@pytest.mark.parametrize(("text", "exception", "detail"), BROKEN)
def test_a_report_that_breaks_the_reader_is_kept_as_a_rejection(
    raw: Path, warehouse: Path, text: str, exception: str, detail: str
) -> None:
    broken = write(raw / "broken.txt", text)
    land([raw], warehouse)
    counts = extract(warehouse, reader=READER)
    assert (counts.documents, counts.read, counts.failed, counts.figures) == (3, 2, 1, 3)
    document_id = hashlib.sha256(broken.read_bytes()).hexdigest()
    assert ask(warehouse, "from staging.ext_rejection") == [
        (document_id, "document", f"reader_failed: {exception}", 0, 0, "", VERSION)
    ]
    (said,) = ask(warehouse, "select detail from staging.ext_reading where outcome = 'reader_failed'")[0]
    assert said.startswith(exception) and detail in said
    assert extract(warehouse, reader=READER) == counts._replace(worked_on=0)


def test_a_failure_is_forgotten_when_a_later_version_reads_the_report(raw: Path, warehouse: Path) -> None:
    write(raw / "broken.txt", "见到跌倒1件")
    land([raw], warehouse)
    extract(warehouse, reader=READER)
    write(raw / "broken.txt", "见到1件")
    land([raw], warehouse)
    counts = extract(warehouse, reader=NEW_READER)
    assert (counts.failed, counts.read, counts.rejections) == (0, 3, 0)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(40):
        write(tmp_path / "many" / f"{number}.txt", f"受理{number}件\n" if number % 10 else f"跌倒{number}件\n")
    land([tmp_path / "many"], tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


def test_several_processes_give_the_rows_of_one(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "FEWEST_FOR_A_PROCESS", 1)
    monkeypatch.setattr(stage, "_FEWEST_IN_A_JOB", 5)
    said: list[str] = []
    in_two = extract(many, workers=2, reader=READER, progress=said.append)
    rows_of_two = staged(many)
    assert said[-1] == "extract: 40 of 40" and len(said) == 8
    extract(many, workers=1, reader=NEW_READER)
    assert extract(many, workers=1, reader=READER) == in_two
    assert staged(many) == rows_of_two
    assert (in_two.read, in_two.failed) == (36, 4)


def test_a_process_that_dies_is_told_and_what_was_committed_stands(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "FEWEST_FOR_A_PROCESS", 1)
    write(tmp_path / "many" / "0.txt", "暴毙\n")
    land([tmp_path / "many"], many)
    with pytest.raises(GongkaiError) as refused:
        extract(many, workers=2, reader=READER)
    assert refused.value.code == "reader-died"
    write(tmp_path / "many" / "0.txt", "受理0件\n")
    land([tmp_path / "many"], many)
    assert extract(many, reader=READER).documents == 40


def test_a_batch_is_replaced_whole_or_not_at_all(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(warehouse, reader=READER)
    before = staged(warehouse)

    def cut(connection: object, table: str, incoming: object) -> None:
        if table == "staging.ext_reading":  # the last of them: all others were written
            raise KeyboardInterrupt
        insert(connection, table, incoming)

    with monkeypatch.context() as interrupted:
        interrupted.setattr(extracted, "insert", cut)
        with pytest.raises(KeyboardInterrupt):
            extract(warehouse, reader=NEW_READER)
    assert staged(warehouse) == before
    assert extract(warehouse, reader=NEW_READER).worked_on == 2


def test_without_a_warehouse_the_next_step_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refused:
        extract(tmp_path / "w.duckdb", reader=READER)
    assert refused.value.code == "no-warehouse"
