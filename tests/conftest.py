"""What tests of several parts share: the sample reports run once, and the real reports where they are at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from command_support import gongkai, places

from disclosure.search.segmentation import Segmenter

ROOT = Path(__file__).parents[1]


class Sample(NamedTuple):
    """What `gongkai run --no-prefect` made of raw/. It is for reading: a test that changes something takes a copy."""

    warehouse: Path
    published: Path
    summary: str


@pytest.fixture(scope="session", autouse=True)
def without_own_prefect_settings() -> Iterator[None]:
    """Whoever runs the tests may have a Prefect of their own; the command would respect its settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PREFECT_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    warehouse, target = folder / "gongkai.duckdb", folder / "published"
    ran = gongkai("run", "--no-prefect", "--raw", ROOT / "raw", "--warehouse", warehouse, "--publish", target)
    assert ran.returncode == 0, ran.stderr
    return Sample(warehouse, target / "current.duckdb", ran.stdout)


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    """Made once: two dictionaries are read."""
    return Segmenter()


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
