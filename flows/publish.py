"""Publishing as a flow: the marts of a good build become a new generation for readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prefect import flow

from disclosure.stages import publish as stage
from flows.stage import as_task


@flow(name="publish", validate_parameters=False)
def publish(warehouse: Path, target: Path, progress: Callable[[str], None] | None = None) -> stage.Published:
    """See disclosure.stages.publish.publish."""
    return as_task(stage.publish)(warehouse, target, progress=progress)
