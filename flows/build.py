"""Building as a flow: dbt makes the marts and tests them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prefect import flow

from disclosure.stages import build as stage
from flows.stage import as_task


@flow(name="build", validate_parameters=False)
def build(
    warehouse: Path, strict: bool = False, progress: Callable[[str], None] | None = None, only_changed: bool = False
) -> stage.BuildResult:
    """See disclosure.stages.build.build."""
    return as_task(stage.build)(warehouse, strict, progress=progress, only_changed=only_changed)
