"""Ratios of two times taken in turn, so that whatever else the machine does falls on both."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple


class Measured(NamedTuple):
    """How many times as long as `reference` something takes: the median of the rounds, and all of them."""

    name: str
    reference: str
    ratio: float
    rounds: list[float]
    seconds: float  # of the thing itself, median
    target: str


def cpu_seconds(work: Callable[[], object]) -> float:
    """The time this process computes for a piece of work, whatever else runs on the machine."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def wall_seconds(work: Callable[[], object]) -> float:
    """The time a piece of work takes by the clock, with the processes it starts."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def compare(
    name: str, reference: str, seconds: list[float], reference_seconds: list[float], target: str = ""
) -> Measured:
    """What the seconds of each round say; the two lists are of the same rounds, in order."""
    rounds = [ours / theirs for ours, theirs in zip(seconds, reference_seconds, strict=True)]
    return Measured(name, reference, median(rounds), rounds, median(seconds), target)
