"""A line of a text, and whether it is a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """A line, a stretch of one or several, as it stands in the text, and its clean offset."""

    text: str
    start: int


LONGEST_LABEL_LINE = 90
"""A longer line without tabs or pipes is prose; blanks do not count."""


def is_prose(line: str) -> bool:
    """Whether a line without tabs and pipes is a sentence rather than labels or cells."""
    return line.endswith(("。", ";")) or len(line) - line.count(" ") > LONGEST_LABEL_LINE
