"""What a reader of bytes gives."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """The raw_text of a document, and what its reader doubts about it: None where it doubts nothing."""

    text: str
    warning: str | None = None
