"""The texts that are measured: reports repeated with other digits, and of other places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure.reading import read_report
from disclosure.vocabulary import rows

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


def of_places(texts: Sequence[Text], reports: int) -> list[Text]:
    """The texts that `varied` made of so many reports, each round of them with another real place of the same kind.

    So an agency has a report or a few for a year, as agencies do, and not one of each round. Names are replaced wherever they
    stand, with those of the regions above them, by names as long. A text that names no place stays as it is.
    """
    lines = _lines_of_regions()
    alike: dict[object, list[str]] = {}
    for code, line in lines.items():
        alike.setdefault(_kind(line), []).append(code)
    homes = [read_report("", name, text).report.region_code for name, text in texts[:reports]]

    def elsewhere(number: int, text: str) -> str:
        home = homes[number % reports]
        if home not in lines:
            return text
        others = alike[_kind(lines[home])]
        other = others[(others.index(home) + number // reports) % len(others)]
        names = {
            ours: theirs
            for pair in zip(lines[home], lines[other], strict=True)
            for ours, theirs in zip(*pair, strict=True)
        }
        longest_first = sorted(names, key=len, reverse=True)
        return re.sub("|".join(longest_first), lambda match: names[match.group()], text)

    return [Text(name, elsewhere(number, text)) for number, (name, text) in enumerate(texts)]


def _lines_of_regions() -> dict[str, list[tuple[str, str]]]:
    """Of each region that there is, by code: its full and its short name, and those of the regions above it."""
    regions = {row["region_code"]: row for row in rows("region") if not row["valid_to"]}

    def upwards(code: str) -> Iterator[tuple[str, str]]:
        while code in regions:
            yield regions[code]["full_name"], regions[code]["name"]
            code = regions[code]["parent_code"]

    return {code: list(upwards(code)) for code in regions}


def _kind(line: list[tuple[str, str]]) -> object:
    """What two regions have in common where one can stand for the other: endings and lengths of their names, and how many are above."""
    return tuple((full[len(short) :], len(full), len(short)) for full, short in line[:2]), len(line)
