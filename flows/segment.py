"""Segmentation as a flow: texts become terms to search by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prefect import flow

from disclosure.stages import segment as stage
from flows.stage import as_task


@flow(name="segment", validate_parameters=False)
def segment(warehouse: Path, progress: Callable[[str], None] | None = None) -> stage.SegmentCounts:
    """See disclosure.stages.segment.segment."""
    return as_task(stage.segment)(warehouse, progress=progress)
