"""What the tests of this folder know of the warehouse that was built for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from disclosure.stages.build import BuildResult


class Built(NamedTuple):
    """A built warehouse, what the stage returned and said, and dbt's manifest of it."""

    path: Path
    result: BuildResult
    said: list[str]
    manifest: dict[str, Any]
