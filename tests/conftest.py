"""What tests of several parts share: the sample reports run once, and the real reports where they are at hand."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_support import ROOT, SECRET, Sample, gongkai, made_once, places

from disclosure.search.segmentation import Segmenter

LONGEST_FIRST = (
    "test_schedules.py",
    "test_flows.py",
    "test_fault_kills_at_random.py",
    "test_build_of_what_changed.py",
    "test_build_incremental.py",
    "test_build_stage.py",
    "test_upkeep.py",
    "test_cli_run.py",
    "test_fault_disk.py",
    "test_setup.py",
    "test_orphans.py",
)
"""Files whose runs take a minute or so: begun first, so that none is left to one worker while the others rest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in this order, the others behind them as they were."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session", autouse=True)
def without_own_prefect_settings() -> Iterator[None]:
    """Whoever runs the tests may have a Prefect of their own; the command would respect its settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PREFECT_")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    def run(folder: Path) -> None:
        options = ("--warehouse", folder / "gongkai.duckdb", "--publish", folder / "published")
        secrets = {"GONGKAI_TEST_PASSWORD": SECRET, "AWS_SECRET_ACCESS_KEY": SECRET}
        ran = gongkai("run", "--no-prefect", "--raw", ROOT / "raw", *options, **secrets)
        assert ran.returncode == 0, ran.stderr
        (folder / "printed.json").write_text(json.dumps([ran.stdout, ran.stderr]), encoding="utf-8")

    folder = made_once(tmp_path_factory, "sample", run)
    printed = json.loads((folder / "printed.json").read_text(encoding="utf-8"))
    return Sample(folder / "gongkai.duckdb", folder / "published" / "current.duckdb", *printed)


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    """Made once: two dictionaries are read."""
    return Segmenter()


@pytest.fixture(scope="session")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two sample reports."""

    def copy(folder: Path) -> None:
        (folder / "reports").mkdir()
        for name in ("longyan_12345_202207.txt", "maanshan_chengguan_2015.txt"):
            shutil.copy(ROOT / "raw" / name, folder / "reports")

    return made_once(tmp_path_factory, "two", copy) / "reports"


@pytest.fixture(scope="session")
def plain_run(two_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run of the two reports without Prefect made: a folder with w.duckdb and out/. For reading only."""

    def run(folder: Path) -> None:
        ran = gongkai("run", "--no-prefect", "--raw", two_reports, *places(folder))
        assert ran.returncode == 0, ran.stderr

    return made_once(tmp_path_factory, "plain", run)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the checkout; what reads it is skipped elsewhere."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real reports (../shared) are not on this machine")
    return folder
