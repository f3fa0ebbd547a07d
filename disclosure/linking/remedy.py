"""What is told of reviews or of suits: which counts a rate of theirs may stand on, and which all came out one way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import REMEDIES, Draft, RateDraft
from disclosure.linking.lexicon import Hit
from disclosure.linking.measure import RULINGS
from disclosure.linking.named_all import JOINS

IN_COURT = "出庭"
_NAMED = {"复议": "review_filed", "诉讼": "litigation_filed", "应诉": "litigation_filed"}
_WHO_RULED = re.compile(r"[,;](?P<who>复议)(?:机关|机构)[^,。;\d]{0,4}$|[,;](?:人民)?法院[^,。;\d]{0,4}$")
"""Who ruled on all of what they had before them (复议机关|均予以维持)."""
_LONGEST_RULER = 10


def of_remedy(rate: RateDraft, drafts: Sequence[Draft]) -> list[Draft]:
    """The reviews or the suits with what became of them, where a rate's name says which; what came of either (复议22件、诉讼9件,被纠错
    |3件) too, since the name says of which that is told."""
    named = _named(rate)
    if not named:
        return []
    return [
        d for d in drafts
        if named in (d.measure, d.total.measure if d.total else None) or (d.total is None and d.event.endswith(RULINGS))
    ]  # fmt: skip


def may_be_base(rate: RateDraft, count: Draft) -> bool:
    """Whether a count is not of the other remedy than the one that a rate's name says."""
    named = _named(rate)
    return not named or count.measure not in REMEDIES or count.measure == named


def named_next(draft: Draft, right: Sequence[Hit]) -> str:
    """The remedy that stands right behind the number of cases (5件|行政复议中,有2件被纠正), or ''."""
    is_next = draft.unit_kind == "case" and bool(right) and right[0].start == draft.end
    return right[0].entry.measure or "" if is_next and right[0].entry.role == "remedy" else ""


def _named(rate: RateDraft) -> str:
    """The remedy that a rate is of, or ''."""
    if IN_COURT in rate.label:
        return ""  # 负责人出庭应诉率: of those suits in which somebody came to court
    return next((measure for word, measure in _NAMED.items() if word in rate.label), "")


def remedies_told(text: str, at: int, told: Sequence[Draft]) -> list[Draft]:
    """The reviews or suits of which a statement at an offset says how all came out: those of whoever ruled, or those counted last,
    with those listed right before (复议3件、诉讼2件,均维持); none where other counts follow."""
    ruled = _WHO_RULED.search(text, max(0, at - _LONGEST_RULER), at)
    if ruled is not None and {d.measure for d in told} >= REMEDIES:
        measure = _NAMED["复议"] if ruled["who"] else _NAMED["诉讼"]
        return [d for d in told if d.measure == measure][-1:]
    last = [d for d in told if d.measure in REMEDIES and d is told[-1]]
    before = [d for d in told[-2:-1] if last and d.measure in REMEDIES]
    return [*before, *last] if before and text[before[0].end : last[0].start].startswith(JOINS) else last


def remedies_listed(text: str, last: Draft, told: Sequence[Draft]) -> list[Draft]:
    """The reviews and suits counted one behind the other up to the last before an `all`, which is said of both (复议4件、诉讼3件,
    |均已办结); none where the last is alone."""
    wholes = [d for d in told if d.total is None and d.end <= last.end]
    listed: list[Draft] = []
    for draft in reversed(wholes):
        follows = not listed or text[draft.end : listed[0].start].startswith((*JOINS, ","))
        if draft.measure not in REMEDIES or not follows:
            break
        listed.insert(0, draft)
    return listed if len(listed) > 1 else []
