"""What tests of several parts share: the sample reports run once, and the folder of real reports, where there is one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from command_support import gongkai, places

ROOT = Path(__file__).parents[1]


class Sample(NamedTuple):
    """What `gongkai run --no-prefect` made of raw/. It is for reading: a test that changes something takes a copy."""

    warehouse: Path
    published: Path
    summary: str


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    warehouse, target = folder / "gongkai.duckdb", folder / "published"
    ran = gongkai("run", "--no-prefect", "--raw", ROOT / "raw", "--warehouse", warehouse, "--publish", target)
    assert ran.returncode == 0, ran.stderr
    return Sample(warehouse, target / "current.duckdb", ran.stdout)


@pytest.fixture(scope="session")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two sample reports."""
    folder = tmp_path_factory.mktemp("two") / "reports"
    folder.mkdir()
    for name in ("longyan_12345_202207.txt", "maanshan_chengguan_2015.txt"):
        shutil.copy(ROOT / "raw" / name, folder)
    return folder


@pytest.fixture(scope="session")
def plain_run(two_reports: Path) -> Path:
    """What a run of the two reports without Prefect made: a folder with w.duckdb and out/. For reading only."""
    folder = two_reports.parent / "plain"
    ran = gongkai("run", "--no-prefect", "--raw", two_reports, *places(folder))
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout; what reads it is skipped elsewhere."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real reports (../shared) are not on this machine")
    return folder
