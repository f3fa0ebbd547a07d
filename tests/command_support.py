"""The command as a user runs it, and questions to what it made."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

ROOT = Path(__file__).parents[1]
OF_ONE_RUN = ("landed_at", "batch_id", "seen_at", "rejected_at", "committed_at", "published_at")
GONGKAI = str(Path(sys.executable).with_name("gongkai"))


SECRET = "canary-hunter2"
"""What stands in the environment of the run of the samples, and must stand nowhere else."""


class Sample(NamedTuple):
    """What `gongkai run --no-prefect` made of raw/. It is for reading: a test that changes something takes a copy."""

    warehouse: Path
    published: Path
    summary: str
    said: str  # on the way there


def gongkai(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own, with these variables too, and waits for its end."""
    command = [GONGKAI, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False)


def ask(file: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that the query gives."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def places(folder: Path) -> tuple[str | Path, ...]:
    """The options that put warehouse and published files into the folder."""
    return ("--warehouse", folder / "w.duckdb", "--publish", folder / "out")


def rows_of(folder: Path) -> dict[str, dict[str, list[tuple[Any, ...]]]]:
    """All that a run made in these places, but for times and batches. The views of dbt show what the last build had to do."""
    return {
        "raw": all_rows(folder / "w.duckdb", "raw"),
        "staging": all_rows(folder / "w.duckdb", "staging", "ext_"),
        "built": all_rows(folder / "w.duckdb", "marts"),
        "marts": all_rows(folder / "out" / "current.duckdb", "marts"),
    }


def processes_at_home(home: Path) -> list[int]:
    """The processes whose PREFECT_HOME is this folder (Linux)."""
    wanted = f"PREFECT_HOME={home}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0") and process.name != str(os.getpid()):
                found.append(int(process.name))
        except OSError:  # ended meanwhile, or another user's
            continue
    return found


def all_rows(file: Path, schema: str, prefix: str = "") -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table and view of the schema whose name begins so, but for times and batches."""
    columns = ask(
        file,
        f"select table_name, list(column_name order by column_index) from duckdb_columns() "
        f"where schema_name = '{schema}' and starts_with(table_name, '{prefix}') group by table_name order by table_name",
    )
    return {
        table: ask(
            file, f"select {', '.join(c for c in names if c not in OF_ONE_RUN)} from {schema}.{table} order by all"
        )
        for table, names in columns
    }


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is made by the first process of these tests that asks for it, and is the same for all of them."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    made = folder / ".made"
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
