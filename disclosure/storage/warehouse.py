"""The warehouse file: opened by one writer at a time, with nothing open that a run does not need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from disclosure.errors import GongkaiError
from disclosure.preflight import check_warehouse, refusal
from disclosure.storage import ledger, store
from disclosure.storage.schema import ensure_tables

MEMORY_LIMIT = "304MB"
"""Of DuckDB. Batches are small; what remains of the 1.2 GB of a run belongs to the readers' processes."""

SETTINGS = {
    "memory_limit": MEMORY_LIMIT,
    "threads": "2",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
}


@contextmanager
def open_warehouse(path: Path, must_exist: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for writing, the tables of raw and staging in place; files outside are out of its reach.

    Raises GongkaiError where the name is one of a schema (warehouse-name), another process holds the file
    (warehouse-locked, exit 75: try again later), or the file is none of DuckDB's (warehouse-unusable).
    """
    check_warehouse(path, must_exist)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    with _opened(path) as connection:
        ensure_tables(connection)
        yield connection


def _make(path: Path) -> None:
    """A new warehouse, there whole or not at all: one that was cut off while it was made could never be opened again."""
    draft = path.with_name(f".making-{path.name}")
    for left_over in (draft, wal_of(draft), wal_of(path)):  # a log without its file is of no use, and in the way
        left_over.unlink(missing_ok=True)
    with _opened(draft) as connection:
        ensure_tables(connection)
    try:
        draft.rename(path)
    except OSError as error:
        raise GongkaiError(
            "storage-unwritable",
            f"{path} could not be made: {error.strerror}.",
            "Make room or mend the disk, and run again.",
        ) from error


def wal_of(path: Path) -> Path:
    """The write-ahead log of a database file."""
    return path.with_name(f"{path.name}.wal")


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        connection = duckdb.connect(str(path), config=SETTINGS)
    except duckdb.Error as error:
        raise refusal(path, error) from None
    try:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is written inside, or nothing of it."""
    connection.execute("begin transaction")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def kept_beside(path: Path) -> frozenset[str]:
    """What the warehouse keeps beside itself, as absolute paths: never offered, even inside a folder that is."""
    folder = path.parent.resolve()
    names = (path.name, f"{path.name}.wal", f"{path.name}.tmp", store.FOLDER, ledger.file_name(path))
    return frozenset(str(folder / name) for name in names)
