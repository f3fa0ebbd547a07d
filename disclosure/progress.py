"""The lines that a run says while it works."""

from __future__ import annotations

import sys


def to_stderr(line: str) -> None:
    """Prints the line at once, beside the results that go to stdout."""
    print(line, file=sys.stderr, flush=True)
