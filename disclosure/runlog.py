"""The log of a run: one JSON object a line, beside the warehouse, with what was done and how it ended and no secret."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from disclosure.errors import GongkaiError, of_input_or_output
from disclosure.hook import Hooks
from disclosure.preflight import work_folder

FILE = "runs.jsonl"
LARGEST = 8 * 1024 * 1024
"""Bytes. A log that has grown so large becomes runs.jsonl.1, and the one before it is forgotten."""

_CREDENTIALS = re.compile(r"(?<=://)[^/?#\s@]{1,500}@")
_SECRET_VALUES = re.compile(
    r"\b((?:[a-z_]{0,30}(?:token|password|passwd|secret|api_?key|signature))[\"']?\s{0,3}[=:]\s{0,3}[\"']?)[^\s\"'&,;]{1,500}",
    re.I,
)


class RunLog:
    """What is said while one run lasts, passed on to the user and kept."""

    def __init__(self, warehouse: Path, what: str, tell: Callable[[str], None]) -> None:
        self._file = work_folder(warehouse) / FILE
        self._tell = tell
        self._begun = time.monotonic()
        self._common = {"run": f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}", "what": what}
        self._write(event="started", warehouse=warehouse.name)

    def __call__(self, line: str) -> None:
        """A line of progress, as the stages say them."""
        self._tell(line)
        stage, _, said = line.partition(": ")
        self._write(event="progress", stage=stage, said=said)

    def succeeded(self, **counts: object) -> dict[str, Any]:
        """The run ended well; what it counted. Gives the record that was written."""
        return self._write(event="ended", status="success", seconds=self._seconds(), **counts)

    def failed(self, error: GongkaiError) -> dict[str, Any]:
        """The run ended with this failure. Gives the record that was written."""
        told = {"code": error.code, "sentence": error.sentence, "next_step": error.next_step}
        return self._write(event="ended", status="failure", seconds=self._seconds(), exit_code=error.exit_code, **told)

    def _seconds(self) -> float:
        return round(time.monotonic() - self._begun, 1)

    def _write(self, **what: object) -> dict[str, Any]:
        record = {"at": datetime.now(UTC).isoformat(timespec="seconds")} | self._common | what
        line = redacted(json.dumps(record, ensure_ascii=False, default=str))
        try:
            self._file.parent.mkdir(exist_ok=True)
            if self._file.exists() and self._file.stat().st_size > LARGEST:
                self._file.replace(self._file.with_name(f"{FILE}.1"))
            with self._file.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(line + "\n")
        except OSError:  # no such folder yet, a full disk: the run tells it, and a log must not be another failure
            pass
        return json.loads(line)


@contextmanager
def told(warehouse: Path, what: str, hooks: Hooks, tell: Callable[[str], None]) -> Iterator[RunLog]:
    """Keeps the log of what is done inside, and tells the user's command how it ended. What is raised comes out again."""
    log = RunLog(warehouse, what, tell)
    try:
        yield log
    except BaseException as error:
        hooks.tell(log.failed(_in_words(error)), tell)
        raise
    hooks.tell(log.succeeded(), tell)


def _in_words(error: BaseException) -> GongkaiError:
    if isinstance(error, GongkaiError):
        return error
    if isinstance(error, OSError):
        return of_input_or_output(error)
    if isinstance(error, (KeyboardInterrupt, SystemExit)) or isinstance(
        error.__cause__, (KeyboardInterrupt, SystemExit)
    ):
        return GongkaiError("stopped", "The run was stopped by a signal.", "Run the same command again to go on.")
    return GongkaiError("unexpected", f"{type(error).__name__}: {error}.", "Report it with the log of the run.")


def redacted(text: str) -> str:
    """The text with *** for names and passwords in addresses, and for values that are called token, password and so on."""
    return _SECRET_VALUES.sub(r"\1***", _CREDENTIALS.sub("***@", text))
