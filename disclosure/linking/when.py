"""When each number of a sentence is of, with what it takes over from the number before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft
from disclosure.linking.scope import DONE, Period, coverage_of, scope_of

_NEAR_BY = 16
_BREAKS = re.compile(r"[;()]|累计|全年|共|单日|最高|最多|最少|总")


def place_in_time(text: str, sentence_start: int, drafts: Sequence[Draft], in_target: bool, period: Period) -> None:
    """Set scope and coverage of the counts of a sentence."""
    last: Draft | None = None
    for draft in drafts:
        draft.scope = scope_of(text, sentence_start, draft.start, draft.number_start, in_target, period)
        if last is not None and draft.scope == "actual":
            draft.scope = _carried(text[last.end : draft.start], last, draft)
        if draft.is_difference and draft.scope == "prior":
            draft.scope = "actual"  # 比上年减少12件: this year's difference
        draft.coverage = coverage_of(text, sentence_start, draft.start)
        last = draft


def _carried(between: str, last: Draft, draft: Draft) -> str:
    """The scope of a figure that goes on where the one before it stopped: a plan, a standing amount, an earlier year."""
    if last.scope == "recurring" and len(between) < _NEAR_BY and not _BREAKS.search(between):
        goes_on = draft.measure == "views" or (draft.measure_from == "list" and draft.value <= last.value)
        return "recurring" if goes_on else "actual"
    if last.scope == "prior" and not between.strip("、和及与"):
        return "prior"
    if last.scope == "target" and not DONE.search(between):
        return "target"
    return "actual"
