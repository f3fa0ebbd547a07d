"""The last stage: the marts of a good build become a new generation for readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

from disclosure.preflight import check_warehouse
from disclosure.publishing.folder import PublishFolder
from disclosure.publishing.generation import Snapshot, copy_marts, is_whole, snapshot, verify
from disclosure.stages.build import check_last_build


class Published(NamedTuple):
    """Where readers find the marts, and whether this run changed anything there."""

    path: Path  # the link that readers open
    generation: Path  # the file that it leads to
    is_new: bool
    tables: int
    rows: int


def publish(warehouse: Path, target: Path, progress: Callable[[str], None] | None = None) -> Published:
    """Copies the marts into a new generation under `target` and turns current.duckdb to it, whole or not at all.

    Where the current generation already holds the same, nothing is written; nor where one that was rolled back does.
    A reader that holds an older generation open keeps it. Raises GongkaiError where the last build did not end well
    (not-built), or the copy is not what was built (publish-damaged).
    """
    tell = progress or (lambda line: None)
    folder = PublishFolder(target)
    check_warehouse(warehouse, must_exist=True)
    check_last_build(warehouse)
    built = snapshot(warehouse)
    with folder.locked():
        current = folder.current()
        if current is not None and _holds(current, built):
            tell(f"publish: nothing changed since {current.name}")
            return _published(folder, current, built, is_new=False)
        refused = folder.refused(built.fingerprint)
        if refused and current is not None and is_whole(current):
            tell(f"publish: {refused} holds the same and was rolled back, so {current.name} stays")
            return _published(folder, current, snapshot(current), is_new=False)
        number = folder.next_number()
        draft = folder.draft(number)
        copy_marts(warehouse, draft, built, number)
        verify(draft, built)
        generation = folder.put_in_place(draft, number, built.fingerprint)
        tell(f"publish: {generation.name}, {len(built.tables)} tables")
        return _published(folder, generation, built, is_new=True)


def _holds(generation: Path, built: Snapshot) -> bool:
    try:
        return snapshot(generation).fingerprint == built.fingerprint
    except duckdb.Error:  # a damaged generation is replaced
        return False


def _published(folder: PublishFolder, generation: Path, content: Snapshot, is_new: bool) -> Published:
    rows = sum(table.rows for table in content.contents)
    return Published(folder.link, generation, is_new, len(content.tables), rows)
