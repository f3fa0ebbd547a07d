"""One wording for words that say the same and are as long."""

from __future__ import annotations

import re

from disclosure.text.offsets import Traced

_AMONG = re.compile(r"(?<=[,。;:()\n])当中(?!的)")


def one_wording(traced: Traced) -> None:
    """Writes 其中 for the 当中 that opens a clause (受理96件,当中网上71件): each rule about parts then needs one word."""
    if "当中" in traced.text:
        traced.text = _AMONG.sub("其中", traced.text)
