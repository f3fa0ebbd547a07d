"""How fast this machine is at the moment, for the tests that bound the time of a pattern."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

_PLAIN = re.compile(r"[^,。;\d]{0,10}的(?=\d|$)")
_TEXT = "的" * 100_000
_SECONDS = 0.04
"""What this linear pattern takes of the text on a machine for which the bounds of the tests are made."""


def cpu_seconds(action: Callable[..., object], *arguments: object) -> float:
    """The processor time of an action, in seconds."""
    start = time.process_time()
    action(*arguments)
    return time.process_time() - start


def slowness() -> float:
    """How many times slower this machine is now than the one that the bounds are made for; never less than one.

    A machine shared with others may be three times slower from one hour to the next; a quadratic pattern is slower by hundreds.
    """
    return max(1.0, cpu_seconds(lambda text: sum(1 for _ in _PLAIN.finditer(text)), _TEXT) / _SECONDS)
