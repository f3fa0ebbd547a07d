"""Landing as a flow: bytes become documents, or rejections with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from prefect import flow

from disclosure.landing.web.offers import WebSources
from disclosure.stages import land as stage
from flows.stage import as_task


@flow(name="land", validate_parameters=False)
def land(
    sources: Sequence[Path],
    warehouse: Path,
    progress: Callable[[str], None] | None = None,
    web: WebSources | None = None,
) -> stage.LandCounts:
    """See disclosure.stages.land.land."""
    return as_task(stage.land)(sources, warehouse, progress=progress, web=web)
