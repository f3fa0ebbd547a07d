"""What was committed, outside the database: one synced line a batch. DuckDB loses the tail of its file in silence."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.errors import GongkaiError

Entry = dict[str, Any]

_BATCH_ID = re.compile(rb'\{"batch_id":"([^"\\]{1,200})"')


class Line(NamedTuple):
    """One line: its batch, and the entry where it is asked for (years of nightly runs are not parsed at each start)."""

    number: int
    batch_id: str
    text: bytes


class Ledger:
    """An append-only file of JSON lines, each beginning with its batch_id."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, warehouse: Path) -> Ledger:
        """The ledger of a warehouse, named after it, in the same folder."""
        return cls(warehouse.with_name(file_name(warehouse)))

    def append(self, entries: Mapping[str, Entry]) -> None:
        """Adds what each batch did; on return it survives a power cut."""
        if not entries:
            return
        is_new = not self.path.exists()
        with self.path.open("ab") as file:
            for batch_id, entry in entries.items():
                line = json.dumps({"batch_id": batch_id} | entry, ensure_ascii=False, separators=(",", ":"))
                file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync_folder(self.path.parent)

    def lines(self, repair: bool = True) -> Iterator[Line]:
        """All lines, oldest first. A last one that was cut off while being written is removed: nobody was told of it.

        Without `repair` the file stays as it is, and such a line is passed over. Raises GongkaiError where a line is none
        of this ledger's.
        """
        if not self.path.exists():
            return
        whole = 0
        with self.path.open("r+b" if repair else "rb") as file:
            for number, text in enumerate(file, start=1):
                if not text.endswith(b"\n"):
                    if repair:
                        file.truncate(whole)
                        os.fsync(file.fileno())
                    return
                whole += len(text)
                found = _BATCH_ID.match(text)
                if not found:
                    raise self._damaged(number)
                yield Line(number, found[1].decode(), text)

    def entry(self, line: Line) -> Entry:
        """What the line says. Raises GongkaiError where it cannot be read."""
        try:
            return json.loads(line.text)
        except ValueError:
            raise self._damaged(line.number) from None

    def _damaged(self, number: int) -> GongkaiError:
        return GongkaiError(
            "ledger-damaged",
            f"Line {number} of {self.path} cannot be read.",
            "Restore the file from a copy, or move it away to trust the warehouse alone.",
        )


def file_name(warehouse: Path) -> str:
    """The name of a warehouse's ledger."""
    return f"{warehouse.name}.ledger.jsonl"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
