"""Marks that a page's search or its copying strew between words (公开@@信息@@28条@@), and question marks for blanks that were lost."""

from __future__ import annotations

import re

from disclosure.text.offsets import Traced

_STREWN = re.compile(r"([@^~])\1+")
_FOR_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])(?<![么吗呢少何几])\?(?=\d[\d,.]{0,9}[条件份篇人次个项])")
"""A question mark that stands for a blank in another encoding (公开信息?14条)."""
_FEWEST = 10
"""How often a doubled mark must stand in a text to be none of the writer's."""


def remove_marks(traced: Traced) -> None:
    """Leaves out doubled marks where a text is strewn with them, since a few may be meant, and question marks before counts."""
    if "?" in traced.text:
        traced.cut([found.span() for found in _FOR_BLANK.finditer(traced.text)])
    spans = [found.span() for found in _STREWN.finditer(traced.text)]
    if len(spans) >= _FEWEST:
        traced.cut(spans)
