"""Numbers of another time that take up, one by one, those told before them: 复议3件,诉讼2件;2018年分别为5件和1件."""

from __future__ import annotations

import re

from disclosure.extraction.statement import Nothing, nothing
from disclosure.linking.draft import Draft
from disclosure.linking.phrase import is_vacant
from disclosure.linking.settle import set_measure
from disclosure.vocabulary import words

_THEN = re.compile(
    rf"[,;(而]{{0,2}}(?:{'|'.join(sorted(map(re.escape, words('prior')), key=len, reverse=True))}|(?:19|20)\d\d年度?)(?:同期|全年)?分别(?:为|是|有)"
)
"""All that stands before the first of the numbers: a time, and that they are told severally."""


def told_then(text: str, start: int, drafts: list[Draft]) -> None:
    """Give each number of a list that names nothing but another time what the one in its place counts, of as many as the
    sentence told before it, whose units are the same; `start`: where the sentence begins."""
    told: int | None = None  # how many figures the sentence told before the first of such lists
    for at, first in enumerate(drafts):
        if not _THEN.fullmatch(first.words):
            continue
        told = at if told is None else told
        run = [first]
        for draft in drafts[at + 1 :]:
            if not is_vacant(text[run[-1].end : draft.start].strip("、,和及")):
                break
            run.append(draft)
        before: list[Draft] | list[Nothing] = [d for d in drafts[:told] if not d.is_difference]
        before = before or nothing(text, start, first.segment_start, "")
        alike = len(run) > 1 and [d.unit for d in run] == [b.unit for b in before]
        for draft, now in zip(run, before, strict=True) if alike else ():
            draft.matter, draft.own_matter = now.matter, True
            if isinstance(now, Draft):
                draft.channel, draft.own_channel, draft.subject = now.channel, now.own_channel, now.subject
            set_measure(draft, now.measure, "own", now.event if isinstance(now, Draft) else "")
