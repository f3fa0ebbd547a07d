"""Marks that a page's search or its copying strew between words: 公开@@信息@@28条@@."""

from __future__ import annotations

import re

from disclosure.text.offsets import Traced

_STREWN = re.compile(r"([@^~])\1+")
_FEWEST = 10
"""How often a doubled mark must stand in a text to be none of the writer's."""


def remove_marks(traced: Traced) -> None:
    """Leaves out doubled marks where a text is strewn with them; a few stay, as they may be meant."""
    spans = [found.span() for found in _STREWN.finditer(traced.text)]
    if len(spans) >= _FEWEST:
        traced.cut(spans)
