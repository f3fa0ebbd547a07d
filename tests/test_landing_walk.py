"""What is offered, under which name, and what a manifest says of it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from landing_support import REPORT, ask, write

from disclosure.errors import GongkaiError
from disclosure.landing.manifest import Known, read_manifest
from disclosure.landing.names import source_name
from disclosure.landing.walk import walk
from disclosure.stages.land import land


def names(*sources: Path) -> list[str]:
    return [offered.source_name for offered in walk(sources).offered]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "甲.txt", "A.txt"):
        write(tmp_path / name, REPORT)
    assert names(tmp_path) == ["A.txt", "a/b/c.txt", "a/z.txt", "b.txt", "甲.txt"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["a.txt", "b[1].txt"]),
        ("20??/*.html", ["2022/a.html", "2023/a.html"]),
        ("**/*.html", ["2022/a.html", "2023/a.html", "2023/deep/a.html"]),
        ("2023", ["a.html", "deep/a.html"]),
        ("202[3-9]/*", ["2023/a.html", "a.html"]),
        ("b[1].txt", ["b[1].txt"]),
    ],
)
def test_a_pattern_stands_for_what_fits_it(tmp_path: Path, pattern: str, found: list[str]) -> None:
    """A file is known by its path below the pattern's folder; a folder that fits is walked like one that is given."""
    for name in ("a.txt", "b[1].txt", "2022/a.html", "2023/a.html", "2023/deep/a.html", "2023/b.pdf"):
        write(tmp_path / name, REPORT)
    (tmp_path / "2023" / "b.pdf").unlink()
    assert names(tmp_path / pattern) == found


def test_a_file_that_fits_a_pattern_is_the_source_that_it_is_in_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "2023" / "a.txt", REPORT)
    land([tmp_path / "raw"], tmp_path / "w.duckdb")
    assert land([tmp_path / "raw" / "**" / "*.txt"], tmp_path / "w.duckdb").unchanged == 1
    assert ask(tmp_path / "w.duckdb", "select source_name from raw.documents") == [("2023/a.txt",)]


def test_a_file_given_singly_is_known_by_its_own_name(tmp_path: Path) -> None:
    assert names(write(tmp_path / "a" / "b.txt", REPORT)) == ["b.txt"]


def test_dot_names_and_manifests_are_not_offered(tmp_path: Path) -> None:
    for name in (".a.txt", ".b/c.txt", "d/.e", "d/f.txt"):
        write(tmp_path / name, REPORT)
    write(tmp_path / "d" / "manifest.csv", "file\nf.txt\n")
    assert names(tmp_path) == ["d/f.txt"]


def test_a_file_that_is_reached_twice_is_offered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = write(tmp_path / "a" / "b.txt", REPORT)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    assert names(tmp_path, Path("a"), Path("."), report, tmp_path / "link") == ["a/b.txt", "link"]


def test_a_folder_given_as_a_link_is_followed_and_a_file_is_not(tmp_path: Path) -> None:
    write(tmp_path / "2016" / "a.txt", REPORT)
    (tmp_path / "latest").symlink_to(tmp_path / "2016")
    (tmp_path / "alias.txt").symlink_to(tmp_path / "2016" / "a.txt")
    assert names(tmp_path / "latest", tmp_path / "alias.txt") == ["a.txt", "alias.txt"]


@pytest.fixture
def deep_root(tmp_path: Path) -> Iterator[Path]:
    """A folder that may be nested deeper than pytest can clear away."""
    yield tmp_path
    subprocess.run(["rm", "-rf", str(tmp_path)], check=True)


def test_folders_nested_deeper_than_pythons_stack_are_walked(deep_root: Path) -> None:
    depth = 1_500
    here = os.open(deep_root, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("a.txt", os.O_CREAT, dir_fd=here))
    os.close(here)
    assert names(deep_root) == ["d/" * depth + "a.txt"]


def test_a_path_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "a.txt", REPORT)
    with pytest.raises(GongkaiError, match="no file or folder"):
        land([tmp_path / "raw", tmp_path / "typo"], tmp_path / "w" / "w.duckdb")
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("年报.txt".encode(), "年报.txt"),
        (b"a'b\"c\n;--.txt", "a'b\"c\n;--.txt"),
        ("年报.txt".encode("gbk"), "%C4%EA%B1%A8.txt"),
        (b"50%.txt", "50%.txt"),
        (b"a%20b.txt", "a%20b.txt"),
        (b"%C4.txt", "%25C4.txt"),
        (b"%25C4.txt", "%2525C4.txt"),
        (b"\xc4%.txt", "%C4%.txt"),
    ],
)
def test_names_are_text_and_what_is_none_is_escaped(name: bytes, shown: str) -> None:
    assert source_name(name) == shown


@given(st.lists(st.sampled_from([b"%", b"2", b"5", b"F", b"f", b"\xff", b"\xc4", "年".encode()]), max_size=12))
def test_no_name_is_lost(parts: list[bytes]) -> None:
    name = b"".join(parts)
    shown = source_name(name).encode()
    assert re.sub(rb"%(25|[89A-F][0-9A-F])", lambda escape: bytes.fromhex(escape[1].decode()), shown) == name


def test_a_name_that_is_no_utf8_lands(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    with open(os.path.join(os.fsencode(folder), "年报.txt".encode("gbk")), "w") as file:
        file.write(REPORT)
    land([folder], tmp_path / "w.duckdb")
    assert ask(tmp_path / "w.duckdb", "select source_name from raw.documents") == [("%C4%EA%B1%A8.txt",)]


MANIFEST = "file,agency_name,region_code,report_year,period_start,period_end\n"


def test_the_nearest_manifest_speaks_of_a_file(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "sub/c.txt"):
        write(tmp_path / name, REPORT)
    write(tmp_path / "manifest.csv", MANIFEST + "a.txt,甲局,,,,\nsub/b.txt,乙局,,,,\nsub/c.txt,丙局,,,,\n")
    write(tmp_path / "sub" / "manifest.csv", MANIFEST + "b.txt,丁局,,,,\n")
    agencies = {each.source_name: each.known.agency_name for each in walk([tmp_path]).offered if each.known}
    assert agencies == {"a.txt": "甲局", "sub/b.txt": "丁局", "sub/c.txt": "丙局"}


def test_a_manifest_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    saved = (MANIFEST + '年报.txt,"某某市, 交通局",110100,2016,2016-01-01,2016-12-31\r\n').encode("gbk")
    known = read_manifest(write(tmp_path / "manifest.csv", saved))
    assert known == {"年报.txt": Known("某某市, 交通局", "110100", "2016", "2016-01-01", "2016-12-31")}


def test_files_that_a_manifest_names_in_vain_are_told(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "a.txt", REPORT)
    write(tmp_path / "raw" / "manifest.csv", "file\na.txt\nb.txt\n")
    said: list[str] = []
    land([tmp_path / "raw"], tmp_path / "w.duckdb", said.append)
    assert said[0] == "land: manifest.csv names 1 files that are not there: b.txt"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("name\na.txt\n", "has no column file"),
        (MANIFEST + ",甲局,,,,\n", "names no file in line 2"),
        (MANIFEST + "a.txt,,,,,\na.txt,,,,,\n", "names a.txt twice, again in line 3"),
        (MANIFEST + "a.txt,,1101,,,\n", "'1101' for region_code in line 2"),
        (MANIFEST + "a.txt,,,16,,\n", "'16' for report_year in line 2"),
        (MANIFEST + "a.txt,,,,2016/1/1,\n", "'2016/1/1' for period_start in line 2"),
        (MANIFEST + "a.txt,,,,,2016-02-30\n", "'2016-02-30' for period_end in line 2"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_manifest_that_cannot_be_trusted_lands_nothing(tmp_path: Path, content: str | bytes, complaint: str) -> None:
    write(tmp_path / "raw" / "a.txt", REPORT)
    write(tmp_path / "raw" / "manifest.csv", content)
    with pytest.raises(GongkaiError, match=re.escape(complaint)):
        land([tmp_path / "raw"], tmp_path / "w.duckdb")
    assert not (tmp_path / "w.duckdb").exists()
