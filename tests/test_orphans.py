"""kill -9 of a run takes its children with it: none goes on alone with the warehouse."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest
from command_support import GONGKAI, places
from landing_support import REPORT, write

WAIT = 30.0


def children(process: int) -> list[int]:
    """The processes below this one (Linux)."""
    found = [process]
    for each in found:
        for thread in Path(f"/proc/{each}/task").glob("*/children"):
            found += map(int, thread.read_text().split())
    return found[1:]


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for children in /proc")
@pytest.mark.parametrize(
    ("said", "reports"), [("build: starting dbt", 1), ("extract: 100 of", 500)], ids=["dbt", "readers"]
)
def test_no_child_outlives_a_killed_run(tmp_path: Path, said: str, reports: int) -> None:
    for number in range(reports):
        write(tmp_path / "raw" / f"{number}.txt", f"{REPORT}{number}\n")
    command = [GONGKAI, "run", "--no-prefect", "--workers", "2", "--raw", tmp_path / "raw", *places(tmp_path)]
    with subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True) as run:
        assert any(line.startswith(said) for line in run.stderr)
        time.sleep(0.5)  # a child that was just started needs a moment to begin to watch
        below = children(run.pid)
        assert below
        os.kill(run.pid, signal.SIGKILL)
    end = time.monotonic() + WAIT
    while any(map(is_running, below)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(is_running, below))
    duckdb.connect(str(tmp_path / "w.duckdb")).close()
