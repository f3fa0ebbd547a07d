"""Characters that a text layer gives twice, since the page prints them twice to make them bold: 收收到到1122件件."""

from __future__ import annotations

import re

from disclosure.text.offsets import Traced

_SIGNS = (",,", "。。", "、、", "::")
_RUN = re.compile(r"(?:([^\s.·…-])\1){4,400}")
_HAN_PAIRS = re.compile(r"([\u4e00-\u9fff])\1")
_FEWEST = 6
"""How many characters of a run must be Chinese: 平平安安 and 1111 are no such layer."""


def single_doubled(traced: Traced) -> None:
    """Leaves out the second of each pair in a run of pairs, where the text has a doubled mark somewhere."""
    text = traced.text
    if not any(sign in text for sign in _SIGNS):
        return
    traced.cut(
        (at, at + 1)
        for run in _RUN.finditer(text)
        if len(_HAN_PAIRS.findall(run.group())) >= _FEWEST
        for at in range(run.start() + 1, run.end(), 2)
    )
