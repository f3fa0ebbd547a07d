"""The texts that are measured: reports repeated with other digits."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

_SEED = 20100101
_DIGIT_RUN = re.compile(r"\d{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Text(NamedTuple):
    """A report as landing would give it to extraction."""

    name: str
    text: str


def varied(reports: Sequence[tuple[str, str]], count: int) -> list[Text]:
    """So many reports: the given (name, text) over and over, each time with other digits of the same length.

    Years and single digits stay. The same call gives the same texts, so that two runs measure the same work.
    """
    source = random.Random(_SEED)

    def other_digits(match: re.Match[str]) -> str:
        run = match.group()
        return run if _YEAR.fullmatch(run) else str(source.randrange(10 ** (len(run) - 1), 10 ** len(run)))

    return [
        Text(f"{number:05d}_{name}", _DIGIT_RUN.sub(other_digits, text))
        for number in range(count)
        for name, text in (reports[number % len(reports)],)
    ]
