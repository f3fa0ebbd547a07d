"""The published file opened as a reader does: read-only, and nothing outside it in reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from disclosure.errors import GongkaiError
from disclosure.publishing.folder import PublishFolder
from disclosure.publishing.generation import SETTINGS


@contextmanager
def open_published(target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the generation that is current when it is opened, whatever is published meanwhile.

    Raises GongkaiError where nothing is published (not-published) or the file cannot be read (published-unusable).
    """
    current = PublishFolder(target).link
    if not current.exists():
        raise GongkaiError(
            "not-published", f"Nothing is published in {target}.", "Run gongkai run, or name a folder with --publish."
        )
    try:
        connection = duckdb.connect(str(current), read_only=True, config=SETTINGS)
    except duckdb.Error as error:
        said = str(error).splitlines()[0].rstrip(".")
        raise GongkaiError(
            "published-unusable",
            f"{current} cannot be read: {said}.",
            "Run gongkai rollback, or gongkai publish to make it anew.",
        ) from None
    try:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()
