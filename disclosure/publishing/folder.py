"""The folder that readers look into: numbered generation files, and current.duckdb, which is one of them.

current.duckdb is a hard link. DuckDB from 1.5 on follows a symbolic one and calls the catalog after the file it finds, so
that every name that a BI tool has stored with its catalog would be wrong after the next generation.
"""

from __future__ import annotations

import fcntl
import filecmp
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import GongkaiError

LINK = "current.duckdb"
KEPT = 3
READ_ONLY = 0o444  # a generation never changes; who opens it for writing is told so at once
REFUSED = "rolled-back.txt"  # names of the generations that were rolled back, one a line
_FINGERPRINT = 12  # characters of it that a generation's name bears
_GENERATION = re.compile(rf"gongkai-(\d{{6}})-([0-9a-f]{{{_FINGERPRINT}}})\.duckdb")


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
        """The generation that readers get, or None. In a folder that was copied, the one that has the same bytes."""
        if not self.link.exists():
            return None
        newest_first = self.kept()[::-1]
        linked = (generation for generation in newest_first if generation.samefile(self.link))
        equal = (generation for generation in newest_first if filecmp.cmp(generation, self.link, shallow=False))
        return next(linked, None) or next(equal, None)

    def kept(self) -> list[Path]:
        """The generations that are there, oldest first."""
        found = self.generations.iterdir() if self.generations.is_dir() else ()
        return sorted((path for path in found if _GENERATION.fullmatch(path.name)), key=number_of)

    def next_number(self) -> int:
        """One more than the highest number in the folder."""
        return max(map(number_of, self.kept()), default=0) + 1

    def draft(self, number: int) -> Path:
        """Where the next generation is written; on the same file system as its last place, and of no use to readers."""
        return self.generations / f".new-{number:06d}.duckdb"

    def put_in_place(self, draft: Path, number: int, fingerprint: str) -> Path:
        """Names the finished draft, turns the link to it, and removes all but the newest generations.

        Each step is on disk before the next, so that after a crash the link leads to a whole file.
        """
        generation = self.generations / f"gongkai-{number:06d}-{fingerprint[:_FINGERPRINT]}.duckdb"
        draft.chmod(READ_ONLY)
        _sync(draft)
        draft.rename(generation)
        _sync(self.generations)
        self.turn_to(generation)
        for old in self.kept()[:-KEPT]:
            old.unlink()
        (self.generations / REFUSED).unlink(missing_ok=True)
        return generation

    def turn_to(self, generation: Path) -> None:
        """Makes the generation the one that readers get, by one rename."""
        turned = self.generations / ".new-link"
        turned.hardlink_to(generation)
        turned.replace(self.link)
        _sync(self.link.parent)

    def refuse(self, generations: list[Path]) -> None:
        """Writes down which generations were rolled back; forgets those that were before."""
        written = self.generations / ".new-refused"
        written.write_text("".join(f"{generation.name}\n" for generation in generations), encoding="utf-8")
        _sync(written)
        written.rename(self.generations / REFUSED)
        _sync(self.generations)

    def refused(self, fingerprint: str) -> str | None:
        """The name of the generation of this content, if it was rolled back."""
        file = self.generations / REFUSED
        names = file.read_text(encoding="utf-8").split() if file.exists() else []
        return next((name for name in names if name.endswith(f"-{fingerprint[:_FINGERPRINT]}.duckdb")), None)

    def _remove_drafts(self) -> None:
        for draft in self.generations.glob(".new-*"):
            draft.unlink()


def number_of(generation: Path) -> int:
    """The number that a generation's name bears."""
    return int(_GENERATION.fullmatch(generation.name)[1])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
