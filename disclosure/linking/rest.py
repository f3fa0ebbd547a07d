"""The count of the rest (其余1137条通过公报公开): what it is part of, and that what was done with the others was not done with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from disclosure.linking.draft import INHERITED, Draft

_REST = re.compile(r"其余|余下|剩余|[,;、]?余$")
_SAID_BEHIND = re.compile(r"(?:均|也|都)?(?:通过|以|由|在)[^,。;\d]{1,16}(?:公开|发布|公示)")
"""What says behind a count of the rest what was done with it after all (其余2项|通过公告栏公开)."""


def rests_of(text: str, drafts: Sequence[Draft], before: Callable[[], list[Draft]]) -> None:
    """A count of the rest is part of the last count of its stage that is as large, or else of the one that it makes together
    with the count before it (32项中,已公开30项,其余2项…: those were not published)."""
    for position, draft in enumerate(drafts):
        if draft.total is not None or draft.scope != "actual" or not _REST.match(draft.words):
            continue
        whole = _made_with_last(drafts[:position], draft)
        if (
            whole is not None
            and not _SAID_BEHIND.match(text, draft.end)
            and draft.measure_from in INHERITED
            and whole.measure != drafts[position - 1].measure
        ):
            draft.measure, draft.total = "other", whole if whole.unit == draft.unit else None
            continue
        wholes = [
            d for d in [*before(), *drafts[:position]]
            if d.total is None and d.unit == draft.unit and d.measure == draft.measure and d.coverage != "cumulative" and d.low >= draft.high
        ]  # fmt: skip
        draft.total = max(wholes, key=lambda d: d.value, default=None)


def _made_with_last(drafts: Sequence[Draft], rest: Draft) -> Draft | None:
    """The count before the last one that both make exactly, of things alone: what became of cases their own words say."""
    if len(drafts) < 2 or rest.unit_kind != "item":
        return None
    whole, some = drafts[-2:]
    alike = whole.unit_kind == some.unit_kind == rest.unit_kind and some.unit == rest.unit
    return whole if alike and whole.value == some.value + rest.value else None
