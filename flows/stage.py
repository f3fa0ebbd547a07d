"""A stage of the library as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.states import State

TRIES_AFTER_THE_FIRST = 2
SECONDS_BETWEEN_TRIES = 2


def as_task(stage: Callable[..., Any]) -> Task[..., Any]:
    """The stage, tried again where a disk or a network share fails, and only then.

    Nothing is cached: a stage knows by itself what is left to do, and gives the same result when it is run twice.
    """
    return task(
        stage,
        name=stage.__name__,
        cache_policy=NO_CACHE,
        retries=TRIES_AFTER_THE_FIRST,
        retry_delay_seconds=SECONDS_BETWEEN_TRIES,
        retry_condition_fn=_failed_input_or_output,
    )


def _failed_input_or_output(task: Task[..., Any], task_run: object, state: State) -> bool:
    return isinstance(state.result(raise_on_failure=False), OSError)
