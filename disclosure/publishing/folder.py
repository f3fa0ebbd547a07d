"""The folder that readers look into: numbered generation files, and a link to the one that counts."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import GongkaiError

LINK = "current.duckdb"
KEPT = 3
READ_ONLY = 0o444  # a generation never changes; who opens it for writing is told so at once
_GENERATION = re.compile(r"gongkai-(\d{6})-[0-9a-f]{12}\.duckdb")


class PublishFolder:
    """A folder of generations. Every change of it happens while `locked()`."""

    def __init__(self, target: Path) -> None:
        self.link = target / LINK
        self.generations = target / "generations"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps a second publisher out. What is half written, by this one or by one that was killed, is removed."""
        self.generations.mkdir(parents=True, exist_ok=True)
        with (self.generations / ".lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise GongkaiError(
                    "publish-locked",
                    f"Another gongkai is publishing to {self.link.parent}.",
                    "Wait for it to end and run gongkai publish again.",
                    exit_code=75,
                ) from None
            self._remove_drafts()
            try:
                yield
            finally:
                self._remove_drafts()

    def current(self) -> Path | None:
        """The generation that readers get, or None."""
        return self.link.resolve() if self.link.exists() else None

    def next_number(self) -> int:
        """One more than the highest number in the folder."""
        return max((_number(path) for path in self._generations()), default=0) + 1

    def draft(self, number: int) -> Path:
        """Where the next generation is written; on the same file system as its last place, and of no use to readers."""
        return self.generations / f".new-{number:06d}.duckdb"

    def put_in_place(self, draft: Path, number: int, fingerprint: str) -> Path:
        """Names the finished draft, turns the link to it, and removes all but the newest generations.

        Each step is on disk before the next, so that after a crash the link leads to a whole file.
        """
        generation = self.generations / f"gongkai-{number:06d}-{fingerprint[:12]}.duckdb"
        draft.chmod(READ_ONLY)
        _sync(draft)
        draft.rename(generation)
        _sync(self.generations)
        turned = self.generations / ".new-link"
        turned.symlink_to(generation.relative_to(self.link.parent))
        turned.replace(self.link)
        _sync(self.link.parent)
        for old in sorted(self._generations(), key=_number)[:-KEPT]:
            old.unlink()
        return generation

    def _remove_drafts(self) -> None:
        for draft in self.generations.glob(".new-*"):
            draft.unlink()

    def _generations(self) -> list[Path]:
        return [path for path in self.generations.iterdir() if _GENERATION.fullmatch(path.name)]


def _number(generation: Path) -> int:
    return int(generation.name.split("-")[1])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
