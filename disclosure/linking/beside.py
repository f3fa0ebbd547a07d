"""The counts of a sentence that stand nearest to a place in it: a run of thousands is not gone through for each of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from disclosure.linking.draft import Draft

_BEFORE, _BEHIND = 40, 20
"""How many counts are looked at on each side; a sentence that people write has a dozen."""


def _place(draft: Draft) -> int:
    return draft.number_start


def beside(drafts: Sequence[Draft], at: int) -> Sequence[Draft]:
    """The counts nearest to a place, of some that are told in their order: all of them, unless they are a run."""
    if len(drafts) <= _BEFORE + _BEHIND:
        return drafts
    here = bisect_left(drafts, at, key=_place)
    return drafts[max(0, here - _BEFORE) : here + _BEHIND]


class Beside:
    """Finds the counts of one sentence that stand nearest to each of its rates: those it states, then those it implies."""

    def __init__(self, stated: Sequence[Draft], implied: Sequence[Draft]) -> None:
        self._stated = stated
        # what is said of none stands before what is said of all, wherever it was told
        self._implied = implied if len(implied) <= _BEFORE + _BEHIND else sorted(implied, key=_place)

    def __call__(self, at: int) -> list[Draft]:
        """The counts nearest to a place."""
        return [*beside(self._stated, at), *beside(self._implied, at)]
