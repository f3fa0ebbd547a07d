"""The stage that cuts documents into terms: only what is new, the same rows however often, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from landing_support import REPORT, ask, write

from disclosure.errors import GongkaiError
from disclosure.search.segmentation import Segmenter
from disclosure.stages import segment as stage
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.segment import SegmentCounts, segment

SECOND = REPORT.replace("交通", "水务")
TERMS = "select document_id, term, occurrences from staging.ext_term order by all"


@pytest.fixture(autouse=True)
def one_segmenter(segmenter: Segmenter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "Segmenter", lambda: segmenter)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Two documents, landed."""
    write(tmp_path / "raw" / "a.txt", REPORT)
    write(tmp_path / "raw" / "b.txt", SECOND)
    land([tmp_path / "raw"], tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


def test_every_current_document_is_cut(warehouse: Path) -> None:
    said: list[str] = []
    counts = segment(warehouse, said.append)

    assert (counts.documents, counts.worked_on) == (2, 2)
    assert said == ["segment: 2 of 2"]
    assert ask(warehouse, "select count(*) from staging.ext_term where term = '申请'") == [(2,)]


def test_a_document_is_as_long_as_its_terms_are_many(warehouse: Path) -> None:
    segment(warehouse)

    assert ask(warehouse, "select document_id, sum(occurrences) from staging.ext_term group by 1 order by 1") == ask(
        warehouse, "select document_id, term_total from staging.ext_segmentation order by 1"
    )


def test_many_are_cut_in_a_process_of_their_own_as_few_are_here(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land([warehouse.parent / "raw"], tmp_path / "many.duckdb")
    segment(warehouse)
    monkeypatch.setattr(stage, "FEWEST_FOR_A_PROCESS", 2)
    monkeypatch.setattr(stage, "Segmenter", None)  # the dictionaries are read there

    assert segment(tmp_path / "many.duckdb").worked_on == 2
    assert ask(tmp_path / "many.duckdb", TERMS) == ask(warehouse, TERMS)


def test_a_second_time_nothing_is_cut(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = segment(warehouse)
    before = ask(warehouse, TERMS)
    monkeypatch.setattr(stage, "Segmenter", None)  # not even a dictionary is read

    assert segment(warehouse) == first._replace(worked_on=0)
    assert ask(warehouse, TERMS) == before


def test_only_a_changed_document_is_cut_again(warehouse: Path) -> None:
    segment(warehouse)
    write(warehouse.parent / "raw" / "a.txt", REPORT.replace("7件", "8件"))
    land([warehouse.parent / "raw"], warehouse)

    assert segment(warehouse).worked_on == 1


def test_terms_of_a_document_that_is_no_longer_current_do_not_count(warehouse: Path) -> None:
    before = segment(warehouse)
    write(warehouse.parent / "raw" / "a.txt", "又是一份报告。")
    land([warehouse.parent / "raw"], warehouse)
    after = segment(warehouse)

    assert (after.documents, after.worked_on) == (2, 1)
    assert after.terms < before.terms


def test_another_version_of_the_segmenter_cuts_all_anew(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segment(warehouse)
    before = ask(warehouse, TERMS)
    monkeypatch.setattr(stage, "segmenter_version", lambda: "next")

    assert segment(warehouse).worked_on == 2
    assert ask(warehouse, TERMS) == before
    assert ask(warehouse, "select distinct segmenter_version from staging.ext_segmentation") == [("next",)]


def test_reading_documents_anew_leaves_their_terms(warehouse: Path) -> None:
    segment(warehouse)
    extract(warehouse)

    assert segment(warehouse).worked_on == 0


def test_a_batch_that_fails_leaves_those_before_it(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_at_the_second(connection: object, batch: list) -> list:
        if fails.pop(0):
            raise OSError("disk")
        return texts(connection, batch)

    texts, fails = stage.texts, [False, True]
    monkeypatch.setattr(stage, "texts", fail_at_the_second)
    monkeypatch.setattr(stage, "in_batches", lambda items, size, most: [[item] for item in items])
    with pytest.raises(OSError, match="disk"):
        segment(warehouse)

    assert ask(warehouse, "select count(*) from staging.ext_segmentation") == [(1,)]
    monkeypatch.setattr(stage, "texts", texts)
    assert segment(warehouse).worked_on == 1


def test_an_empty_warehouse_has_nothing_to_cut(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    land([tmp_path / "raw"], tmp_path / "w.duckdb")

    assert segment(tmp_path / "w.duckdb") == SegmentCounts(0, 0, 0)


def test_a_warehouse_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refusal:
        segment(tmp_path / "none.duckdb")
    assert refusal.value.code == "no-warehouse"
