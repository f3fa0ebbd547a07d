"""What is checked before anything is started, so that a wrong path never leaves half a run behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from disclosure.errors import GongkaiError
from disclosure.landing.patterns import fixed_part, matching

SCHEMAS = (
    "raw",
    "staging",
    "marts",
    "audit",
)  # DuckDB calls a file's catalog after it: a file raw.duckdb hides schema raw
HELD_BY_ANOTHER = 75  # sysexits.h EX_TEMPFAIL: try again later


def work_folder(warehouse: Path) -> Path:
    """Where what a run leaves behind besides the warehouse lies: the lock, Prefect's home, dbt's target and logs."""
    return warehouse.parent / ".gongkai"


def check_sources(sources: Sequence[Path]) -> None:
    """Raises GongkaiError unless every source is a file or folder that can be read, or a pattern that fits some."""
    for source in sources:
        if fixed_part(source) is None:
            _check_source(source)
        elif not matching(source):
            raise GongkaiError("source-missing", f"No file or folder fits {source}.", "Check the pattern.")


def _check_source(source: Path) -> None:
    if not os.path.lexists(source):  # a link that leads nowhere is offered, and rejected with a reason
        raise GongkaiError("source-missing", f"There is no file or folder {source}.", "Check the path.")
    needed = os.R_OK | os.X_OK if source.is_dir() else os.R_OK
    if not os.access(source, needed):
        raise GongkaiError(
            "source-unreadable",
            f"{source} may not be read by this user.",
            "Change its permissions, or name another.",
        )


def check_warehouse(warehouse: Path, must_exist: bool = False) -> None:
    """Raises GongkaiError unless the warehouse can be opened for writing, or made where it may be new."""
    catalog = warehouse.name.lstrip(".").split(".")[0].lower()
    if catalog in SCHEMAS:
        raise GongkaiError(
            "warehouse-name",
            f"A warehouse cannot be called {warehouse.name}: DuckDB would take it for its schema {catalog}.",
            "Choose another name, such as gongkai.duckdb.",
        )
    if warehouse.is_dir():
        raise GongkaiError(
            "warehouse-folder", f"{warehouse} is a folder.", f"Name a file in it: {warehouse / 'gongkai.duckdb'}."
        )
    if must_exist and not warehouse.exists():
        raise GongkaiError("no-warehouse", f"There is no warehouse {warehouse}.", "Make one: gongkai run --raw PATH.")
    _check_folder(warehouse.parent, "warehouse-folder")
    if warehouse.exists():
        try:
            duckdb.connect(str(warehouse)).close()
        except duckdb.Error as error:
            raise refusal(warehouse, error) from None


def check_publish(target: Path) -> None:
    """Raises GongkaiError unless generations can be written to the folder."""
    if target.exists() and not target.is_dir():
        raise GongkaiError("publish-folder", f"{target} is no folder.", "Name a folder with --publish.")
    _check_folder(target, "publish-folder")


def refusal(warehouse: Path, error: duckdb.Error) -> GongkaiError:
    """DuckDB's refusal of a file in words: held by another process, not to be written, or none of its files."""
    first_line = str(error).splitlines()[0].rstrip(".")
    if "Could not set lock" in first_line:
        return GongkaiError(
            "warehouse-locked",
            f"{warehouse} is open in another program.",
            "Close it there; what is published can be open at any time.",
            exit_code=HELD_BY_ANOTHER,
        )
    if "Could not write" in first_line:  # the message names the file: the warehouse, its log, or one to be published
        return GongkaiError(
            "storage-unwritable",
            f"DuckDB says: {first_line}.",
            "Free some space or correct permissions, and run again; what was committed stands.",
        )
    return GongkaiError(
        "warehouse-unusable",
        f"{warehouse} cannot be used: {first_line}.",
        "Check the disk. gongkai rebuild makes it anew from store/ and the ledger; or name another with --warehouse.",
    )


@contextmanager
def sole_run(warehouse: Path) -> Iterator[None]:
    """Keeps a second run off the same warehouse for as long as this one lasts; a killed run holds nothing.

    Where DuckDB cannot read or write the file meanwhile (another program, a full disk), that is told in words.
    """
    folder = work_folder(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{warehouse.name}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GongkaiError(
                "warehouse-locked",
                f"Another gongkai is working on {warehouse}.",
                "Wait for it to end, or give another --warehouse.",
                exit_code=HELD_BY_ANOTHER,
            ) from None
        try:
            yield
        except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
            raise refusal(warehouse, error) from None


def _check_folder(folder: Path, code: str) -> None:
    """The nearest folder that exists must be one, and let us write."""
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not nearest.is_dir():
        raise GongkaiError(code, f"{nearest} is a file, so {folder} cannot be made.", "Choose another place.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise GongkaiError(
            code, f"This user may not write to {nearest}.", "Change its permissions, or choose another place."
        )
