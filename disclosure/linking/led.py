"""Proposals that an office led on and took part in, told bare behind how many there were (建议34件,主办11件,会办23件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from disclosure.linking.draft import Draft, PartList

_PROPOSALS = ("建议", "提案", "议案")
_LED = re.compile(r"[,、]?(?:由[^,。;\d]{1,6})?(?:主办|独办|单办|牵头办理)(?:件|的)?")
_TOOK_PART = re.compile(
    r"[,、]?(?:由[^,。;\d]{1,6})?(?:独办|单办|分办|会办|协办|参办|合办|协助办理|配合办理)(?:件|的)?"
)
_TOLD_APART = re.compile(r",?其中|[(]")
"""What opens a list behind the last of them, which is of that one."""
_MOST = 4


def led_and_joined(text: str, drafts: Sequence[Draft]) -> list[PartList]:
    """A list for each count of proposals with what an office led on and took part in right behind it; none where these are
    more than it, and no list is held to be complete."""
    lists = []
    for position, head in enumerate(drafts[:-2]):
        if not head.words.rstrip("共有").endswith(_PROPOSALS):
            continue
        first, *others = drafts[position + 1 : position + 1 + _MOST]
        if not _LED.fullmatch(text, head.end, first.start):
            continue
        follow = takewhile(
            lambda pair: _TOOK_PART.fullmatch(text, pair[0].end, pair[1].start), pairwise([first, *others])
        )
        joined = [draft for _, draft in follow]
        parts = [first, *joined]
        if (
            joined
            and not _TOLD_APART.match(text, parts[-1].end)
            and {p.unit for p in parts} == {head.unit}
            and sum(p.low for p in parts) <= head.high
        ):
            lists.append(PartList([head], parts, cue="(", total=head))
            for part in parts:
                part.total = head
    return lists
