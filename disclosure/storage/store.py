"""The bytes of every landed document, named by their hash, never changed and never deleted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from disclosure.errors import GongkaiError

FOLDER = "store"

_SYNCED_AT_ONCE = 8
"""Files synced by as many threads share the disk's commits: 0.1 s for a thousand, one after another 0.4 to 3 s."""


class Store:
    """A folder of read-only files, store/ab/abcdef…; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._drafts = folder / "drafts"

    @classmethod
    def beside(cls, warehouse: Path) -> Store:
        """The store of a warehouse, in the same folder."""
        return cls(warehouse.parent / FOLDER)

    def path(self, document_id: str) -> Path:
        """Where the bytes of a document lie."""
        return self.folder / document_id[:2] / document_id

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Keeps the bytes of each document; on return they survive a power cut."""
        new = {document_id: data for document_id, data in contents.items() if not self.path(document_id).exists()}
        if not new:
            return
        self._drafts.mkdir(parents=True, exist_ok=True)
        for document_id, data in new.items():
            self._draft(document_id).unlink(missing_ok=True)  # of a run that was killed
            self._draft(document_id).write_bytes(data)
        _sync(map(self._draft, new))
        folders = {self.folder}
        for document_id in new:
            draft, target = self._draft(document_id), self.path(document_id)
            draft.chmod(0o444)
            target.parent.mkdir(exist_ok=True)
            draft.rename(target)
            folders.add(target.parent)
        _sync(folders)

    def get(self, document_id: str) -> bytes:
        """The bytes of a document. Raises GongkaiError where they are missing or no longer what they were."""
        try:
            data = self.path(document_id).read_bytes()
        except OSError as error:
            raise _damaged(document_id, error.strerror or "unreadable") from None
        if hashlib.sha256(data).hexdigest() != document_id:
            raise _damaged(document_id, "its content has changed")
        return data

    def _draft(self, document_id: str) -> Path:
        return self._drafts / document_id


def _sync(paths: Iterable[Path]) -> None:
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as threads:
        for _ in threads.map(_sync_one, paths):  # raises what a thread raised
            pass


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _damaged(document_id: str, what: str) -> GongkaiError:
    return GongkaiError(
        "store-damaged",
        f"The warehouse lacks document {document_id}, and its bytes in store/ are of no use: {what}.",
        "Restore store/ from a copy; or move the ledger beside the warehouse away and offer the reports again.",
    )
