"""Which of several counts are of wholes, and which tell these apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft

_ALL = re.compile("[均皆]|全部|全都")
_ADJACENT = 2
_ENDS = "。\n"


def of_one_kind(text: str, start: int, end: int, kinds: Sequence[Draft]) -> list[Draft]:
    """The kind right before an `all` that is said of it alone: another kind of the same whole follows, or the one before has an
    `all` of its own (咨询1200件,全部答复;投诉85件,|全部办结)."""
    before = [d for d in kinds if d.end <= start]
    if not before or start - before[-1].end > _ADJACENT:
        return []
    kind = before[-1]
    others = [d for d in kinds if d is not kind and d.total is kind.total and d.unit == kind.unit]
    told = [d for d in others if d.end <= kind.start]
    has_its_own = bool(told) and _ALL.search(text, told[-1].end, kind.start) is not None
    is_next = any(d.start >= end and not any(mark in text[end : d.start] for mark in _ENDS) for d in others)
    return [kind] if has_its_own or is_next else []


def whole_of(text: str, counted: list[Draft]) -> list[Draft]:
    """The first of several counts alone where the next ones add up to it (共20件,建议8件、提案12件,均已答复), or the first few where
    the others tell them apart anew (建议8件、提案12件,其中主办15件,会办5件,均已答复)."""
    sums = [sum(d.value for d in counted[1:end]) for end in range(3, len(counted) + 1)]
    if sums and counted[0].value in sums:
        return counted[:1]
    for at in range(2, len(counted) - 1):
        anew = "其中" in text[counted[at - 1].end : counted[at].start]
        if anew and sum(d.value for d in counted[:at]) == sum(d.value for d in counted[at:]):
            return counted[:at]
    return counted


def made_by(parts: Sequence[Draft], counted: Sequence[Draft]) -> list[Draft]:
    """The count that several behind it make together, or none."""
    if len(parts) < 2:
        return []
    together = sum(d.value for d in parts)
    return [d for d in counted if d.value == together and d.unit == parts[0].unit and d.end <= parts[0].start][-1:]


def stands_beside(last: Draft, counted: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """Whether a count in all is that of one of two things, each told apart (建议共17件,其中…;提案共计13件,其中…), and not of both."""
    has_parts = {id(d.total) for d in drafts if d.total is not None}
    beside = [d for d in counted if d is not last and d.measure == last.measure and id(d) in has_parts]
    return id(last) in has_parts and last.value != sum(d.value for d in beside)


def part_spans(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Where the first and the last part stand of each count among some that has parts among them."""
    places: dict[int, list[int]] = {id(d): [] for d in drafts}
    for draft in drafts:
        if draft.total is not None and id(draft.total) in places:
            places[id(draft.total)].append(draft.number_start)
    return [(of_one[0], of_one[-1]) for of_one in places.values() if of_one]
