"""A whole run as one flow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prefect import flow

from disclosure.landing.web.offers import WebSources
from disclosure.refresh import Refreshed, Run, Stages
from disclosure.refresh import refresh as run_stages
from flows.artifacts import leave_summary
from flows.build import build
from flows.extract import extract
from flows.land import land
from flows.publish import publish
from flows.segment import segment


@flow(name="refresh", validate_parameters=False)
def refresh(
    sources: tuple[Path, ...],
    warehouse: Path,
    publish_to: Path,
    workers: int = 1,
    strict: bool = False,
    web: WebSources | None = None,
    progress: Callable[[str], None] | None = None,
) -> Refreshed:
    """Lands the sources, reads and segments what is new, builds the marts, publishes them, and keeps the counts as an artifact."""
    run = Run(sources, warehouse, publish_to, workers, strict, web)
    refreshed = run_stages(run, Stages(land, extract, segment, build, publish), progress)
    leave_summary(refreshed)
    return refreshed
