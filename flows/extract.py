"""Extraction as a flow: text becomes figures, rates, statements and tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prefect import flow

from disclosure.stages import extract as stage
from flows.stage import as_task


@flow(name="extract", validate_parameters=False)
def extract(warehouse: Path, workers: int = 1, progress: Callable[[str], None] | None = None) -> stage.ExtractCounts:
    """See disclosure.stages.extract.extract."""
    return as_task(stage.extract)(warehouse, workers, progress=progress)
