"""dbt as a child process: in this one it would keep the warehouse locked. Its exit code is the verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.preflight import work_folder
from disclosure.resources import dbt_project, project_root

Event = dict[str, Any]  # of dbt's log

# -m would warn that the module was there before; -P: a file in the working folder that is called like one of dbt's
# modules must not be taken for it
_START = (sys.executable, "-P", "-c")
# alone it would hold the file
_BODY = "from disclosure.orphan import end_with; end_with({parent}); from dbt.cli.main import cli; cli()"


class DbtRun(NamedTuple):
    """How dbt ended, and what it called an error, worst first; where it did not even start, Python's last words."""

    exit_code: int
    errors: list[str]


def dbt_target(warehouse: Path) -> Path:
    """Where dbt keeps compiled SQL, manifest and logs of the warehouse's builds."""
    return work_folder(warehouse) / "dbt" / warehouse.stem


def run_dbt(
    arguments: Sequence[str],
    warehouse: Path,
    target: Path,
    heed: Callable[[Event], None] = lambda event: None,
) -> DbtRun:
    """Runs dbt on the warehouse with our project, without network, and hands on what it logs as it comes.

    target: where it writes what it compiles, its results and its log.
    """
    target.mkdir(parents=True, exist_ok=True)
    errors, last_words = [], ""
    with subprocess.Popen(
        [
            *(
                *_START,
                _BODY.format(parent=os.getpid()),
                "--log-format",
                "json",
                "--log-format-file",
                "text",
                *arguments,
            ),
            *("--project-dir", str(dbt_project()), "--profiles-dir", str(project_root())),
        ],
        cwd=target,
        env=_environment(warehouse, target),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout:
                event = _event(line)
                if event is None:
                    last_words = line.strip() or last_words
                    continue
                if event["info"]["level"] == "error":
                    errors.append(event["info"]["msg"])
                heed(event)
        except BaseException:  # interrupted, or `heed` failed: dbt must not go on alone with the file
            process.terminate()
            raise
    return DbtRun(process.returncode, errors or [last_words])


def _environment(warehouse: Path, target: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    return inherited | {
        "GONGKAI_WAREHOUSE": str(warehouse.absolute()),
        "DBT_TARGET_PATH": str(target.absolute()),
        "DBT_LOG_PATH": str(target.absolute()),
        "DO_NOT_TRACK": "1",
        "PYTHONUTF8": "1",
    }


def _event(line: str) -> Event | None:
    """The log event in a line of dbt's output, or None."""
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None
