"""A whole run: the five stages in their order, each timed. The same order with and without an orchestrator."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure.stages.build import BuildResult, build
from disclosure.stages.extract import ExtractCounts, extract
from disclosure.stages.land import LandCounts, land
from disclosure.stages.publish import Published, publish
from disclosure.stages.segment import SegmentCounts, segment

if TYPE_CHECKING:
    from disclosure.landing.web.offers import WebSources


class Run(NamedTuple):
    """What a run is asked to do."""

    sources: tuple[Path, ...]
    warehouse: Path
    publish_to: Path
    workers: int = 1
    strict: bool = False
    web: WebSources | None = None


class Stages(NamedTuple):
    """The five stages as callables: the plain functions, or the same wrapped by an orchestrator."""

    land: Callable[..., LandCounts]
    extract: Callable[..., ExtractCounts]
    segment: Callable[..., SegmentCounts]
    build: Callable[..., BuildResult]
    publish: Callable[..., Published]


class Refreshed(NamedTuple):
    """What each stage of a run returned, and how many seconds each took."""

    landed: LandCounts
    extracted: ExtractCounts
    segmented: SegmentCounts
    built: BuildResult
    published: Published
    seconds: dict[str, float]


PLAIN = Stages(land, extract, segment, build, publish)


def refresh(run: Run, stages: Stages = PLAIN, progress: Callable[[str], None] | None = None) -> Refreshed:
    """Lands the sources, reads and segments what is new, builds the marts, and publishes them. A stage that fails ends the run."""
    seconds: dict[str, float] = {}

    def timed(name: str, stage: Callable[..., Any], *arguments: object, **named: object) -> Any:
        started = time.monotonic()
        result = stage(*arguments, progress=progress, **named)
        seconds[name] = time.monotonic() - started
        return result

    landed = timed("land", stages.land, run.sources, run.warehouse, web=run.web)
    extracted = timed("extract", stages.extract, run.warehouse, run.workers)
    segmented = timed("segment", stages.segment, run.warehouse)
    built = timed("build", stages.build, run.warehouse, run.strict, only_changed=True)
    published = timed("publish", stages.publish, run.warehouse, run.publish_to)
    return Refreshed(landed, extracted, segmented, built, published, seconds)
