"""What a warehouse knows after landing again: unchanged, changed, moved, copied, reverted, rejected."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from landing_support import REPORT, ask, write

from disclosure.stages.land import LandCounts, land

FIRST, SECOND = REPORT, REPORT.replace("7件", "8件")
CURRENT = "select source_name, raw_text from raw.documents where is_current order by source_name"
DOCUMENTS = "select * from raw.documents order by document_id"
BALANCE = """
    select batch_id from raw.batches as batch
    where offered <> landed + unchanged + duplicate + rejected
        or offered <> (select count(*) from raw.sightings as sighting where sighting.batch_id = batch.batch_id)
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def test_landing_again_adds_no_document_and_changes_none(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", FIRST)
    write(raw / "b.txt", SECOND)
    write(raw / "copy of a.txt", FIRST)
    write(raw / "empty.txt", b"")
    assert land([raw], warehouse) == LandCounts(offered=4, landed=2, unchanged=0, duplicate=1, rejected=1)
    documents, rejected = ask(warehouse, DOCUMENTS), ask(warehouse, "from raw.rejected_documents")
    assert land([raw], warehouse) == LandCounts(offered=4, landed=0, unchanged=3, duplicate=0, rejected=1)
    assert ask(warehouse, DOCUMENTS) == documents
    assert ask(warehouse, "from raw.rejected_documents") == rejected
    assert ask(warehouse, "select count(*) from raw.sightings") == [(8,)]
    assert ask(warehouse, BALANCE) == []


def test_a_document_is_known_by_the_hash_of_its_bytes(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", b"\xef\xbb\xbf" + FIRST.encode())
    land([raw], warehouse)
    document_id = hashlib.sha256(b"\xef\xbb\xbf" + FIRST.encode()).hexdigest()
    assert ask(warehouse, "select document_id, raw_text from raw.documents") == [(document_id, FIRST)]
    stored = warehouse.parent / "store" / document_id[:2] / document_id
    assert stored.read_bytes() == (raw / "a.txt").read_bytes()
    assert stored.stat().st_mode & 0o222 == 0


def test_a_changed_file_is_a_new_version_and_the_old_one_is_kept(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", FIRST)
    land([raw], warehouse)
    write(raw / "a.txt", SECOND)
    assert land([raw], warehouse).landed == 1
    assert ask(warehouse, CURRENT) == [("a.txt", SECOND)]
    assert ask(warehouse, "select raw_text from raw.documents where not is_current") == [(FIRST,)]


def test_content_that_comes_back_is_current_again(raw: Path, warehouse: Path) -> None:
    for content in (FIRST, SECOND, FIRST):
        write(raw / "a.txt", content)
        counts = land([raw], warehouse)
    assert counts == LandCounts(offered=1, landed=0, unchanged=0, duplicate=1, rejected=0)
    assert ask(warehouse, CURRENT) == [("a.txt", FIRST)]
    assert ask(warehouse, "select count(*) from raw.documents") == [(2,)]


def test_content_stays_current_while_any_source_shows_it(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", FIRST)
    write(raw / "b.txt", FIRST)
    land([raw], warehouse)
    write(raw / "b.txt", SECOND)
    land([raw], warehouse)
    assert ask(warehouse, CURRENT) == [("a.txt", FIRST), ("b.txt", SECOND)]
    write(raw / "a.txt", SECOND)
    land([raw], warehouse)
    assert ask(warehouse, CURRENT) == [("b.txt", SECOND)]


def test_a_renamed_file_is_the_same_document_under_its_new_name(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", FIRST)
    land([raw], warehouse)
    (raw / "a.txt").rename(raw / "b.txt")
    assert land([raw], warehouse) == LandCounts(offered=1, landed=0, unchanged=0, duplicate=1, rejected=0)
    assert ask(warehouse, CURRENT) == [("b.txt", FIRST)]


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xd8\xff\xe0"], ids=["emptied", "overwritten"])
def test_a_file_that_can_no_longer_be_read_takes_nothing_away(raw: Path, warehouse: Path, spoilt: bytes) -> None:
    write(raw / "a.txt", FIRST)
    land([raw], warehouse)
    write(raw / "a.txt", spoilt)
    assert land([raw], warehouse).rejected == 1
    assert ask(warehouse, CURRENT) == [("a.txt", FIRST)]


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path: Path, warehouse: Path) -> None:
    write(tmp_path / "north" / "2016.txt", FIRST)
    write(tmp_path / "south" / "2016.txt", SECOND)
    folders = [tmp_path / "north", tmp_path / "south"]
    assert land(folders, warehouse).landed == 2
    assert ask(warehouse, CURRENT + ", raw_text") == [("2016.txt", FIRST), ("2016.txt", SECOND)]
    assert land(folders, warehouse).unchanged == 2
    write(tmp_path / "south" / "2016.txt", FIRST)
    land(folders, warehouse)
    assert ask(warehouse, CURRENT) == [("2016.txt", FIRST)]


def test_a_file_of_an_offered_folder_given_singly_is_the_same_source(raw: Path, warehouse: Path) -> None:
    write(raw / "sub" / "a.txt", FIRST)
    land([raw], warehouse)
    assert land([raw / "sub" / "a.txt"], warehouse).unchanged == 1
    assert ask(warehouse, CURRENT) == [("a.txt", FIRST)]


def test_a_rejection_is_kept_once_for_each_reason_and_content(raw: Path, warehouse: Path) -> None:
    for content in (b"", b"\xff\xd8\xff\xe0", b"", b"\xff\xd8\xff\xe1"):
        write(raw / "a.txt", content)
        land([raw], warehouse)
    rejected = ask(warehouse, "select reason, byte_size from raw.rejected_documents order by rejected_at")
    assert rejected == [("empty", 0), ("unsupported_type", 4), ("unsupported_type", 4)]
    unexplained = "select * from raw.sightings anti join raw.rejected_documents using (rejection_id)"
    assert ask(warehouse, unexplained) == []


MANIFEST = "file,agency_name,report_year\na.txt,{},2016\n"
KNOWN = "select source_name, agency_name, region_code, report_year from raw.manifest"


def test_what_a_manifest_says_is_kept_and_follows_the_file(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", FIRST)
    write(raw / "manifest.csv", MANIFEST.format("甲局"))
    land([raw], warehouse)
    assert ask(warehouse, KNOWN) == [("a.txt", "甲局", "", "2016")]
    write(raw / "manifest.csv", MANIFEST.format("乙局"))
    land([raw], warehouse)
    assert ask(warehouse, KNOWN) == [("a.txt", "乙局", "", "2016")]
    land([raw / "a.txt"], warehouse)
    assert ask(warehouse, KNOWN) == [("a.txt", "乙局", "", "2016")]
    (raw / "manifest.csv").unlink()
    land([raw], warehouse)
    assert ask(warehouse, KNOWN) == []


def test_an_unchanged_manifest_is_not_written_again(raw: Path, warehouse: Path) -> None:
    write(raw / "a.txt", FIRST)
    write(raw / "manifest.csv", MANIFEST.format("甲局"))
    land([raw], warehouse)
    before = ask(warehouse, "from raw.manifest")
    land([raw], warehouse)
    assert ask(warehouse, "from raw.manifest") == before


CONTENTS = {"none": None, "empty": b"", "first": FIRST.encode(), "second": SECOND.encode()}
NAMES = ("a.txt", "b.txt", "c/a.txt")
folder_states = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(sorted(CONTENTS)) for name in NAMES}), min_size=1, max_size=3
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(states=folder_states)
def test_whatever_happens_to_a_folder_the_books_balance(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    """What is current is what each source showed when it could last be read; every offer has one outcome."""
    root = tmp_path_factory.mktemp("books")
    raw, warehouse = root / "raw", root / "w.duckdb"
    raw.mkdir()
    shown: dict[str, bytes] = {}
    for state in states:
        for name, kind in state.items():
            if CONTENTS[kind] is None:
                (raw / name).unlink(missing_ok=True)
            else:
                write(raw / name, CONTENTS[kind])
                shown |= {name: CONTENTS[kind]} if CONTENTS[kind] else {}
        counts = land([raw], warehouse)
        assert counts.offered == sum(kind != "none" for kind in state.values()) == sum(counts[1:])
    current = {text.encode() for (text,) in ask(warehouse, "select raw_text from raw.documents where is_current")}
    assert current == set(shown.values())
    assert ask(warehouse, BALANCE) == []
    ids = ask(warehouse, "select document_id from raw.documents")
    assert len(ids) == len(set(ids))
