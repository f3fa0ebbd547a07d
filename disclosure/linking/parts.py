"""Which figures are parts of which total, from the words that introduce a list."""

from __future__ import annotations

import re

from disclosure.linking.draft import Draft, PartList
from disclosure.linking.lexicon import Hits
from disclosure.linking.phrase import is_vacant

_CUE = re.compile(r"其中|分别(?:为|是)|包括|包含|具体为|具体是|分别|(?<![包内])含|即:|分为")
_ENDS = re.compile(r"另外|此外|同时|同期|共计|总计|总共|共(?=[^同公享建治管])|合计|另有|较上|比上|同比|环比")
_OTHER = re.compile(r"其他|其它|其余|余下")
_KIN = frozenset({"case", "item"})


def part_lists(text: str, drafts: list[Draft], hits: Hits, before: Draft | None, end: int) -> list[PartList]:
    """The lists of parts in one sentence; `before` is the total that the paragraph gave last, for 其中 at the start."""
    lists: list[PartList] = []
    total_before = before
    open_list: PartList | None = None
    bracket_list: PartList | None = None
    previous: Draft | None = None
    for draft in drafts:
        gap_start = previous.end if previous else max(0, draft.segment_start - 40)
        gap = text[gap_start : draft.start] if previous else text[text.rfind("。", 0, draft.start) + 1 : draft.start]
        if bracket_list is not None and ")" in gap:
            bracket_list = None
        opened = _opened(gap, previous, draft, text)
        if opened == "bracket" and previous is not None and _kin(previous, draft):
            bracket_list = PartList(previous, [], True, "(")
            cue = _CUE.search(gap)
            if cue and cue.group() in ("其中", "含", "包括"):
                bracket_list.is_complete, bracket_list.cue = False, cue.group()
            lists.append(bracket_list)
        elif opened and opened != "bracket":
            head = _head(drafts, draft, previous, open_list, total_before, gap)
            if head is not None and _kin(head, draft) and head is not draft:
                open_list = PartList(head, [], opened.startswith("分") or opened.startswith("具体") or opened == "即", opened)
                lists.append(open_list)
            else:
                open_list = None
        elif open_list is not None and bracket_list is None and _closed(gap, open_list, draft):
            open_list = None
        target = bracket_list or open_list
        if target is not None and target.total is not draft and _kin(target.total, draft) and _belongs(target, draft):
            target.parts.append(draft)
        previous = draft
    return [finished for part_list in lists if (finished := _finish(text, part_list))]


def _opened(gap: str, previous: Draft | None, draft: Draft, text: str) -> str | None:
    if previous is not None and re.match(r"\s*[(]", gap) and ")" not in gap:
        return "bracket"
    cues = list(_CUE.finditer(gap))
    if not cues:
        return None
    return cues[-1].group()


def _head(
    drafts: list[Draft], draft: Draft, previous: Draft | None, open_list: PartList | None, before: Draft | None, gap: str
) -> Draft | None:
    if previous is None:
        return before
    if open_list is not None and ";" in gap and open_list.total.unit == draft.unit:
        return open_list.total
    for candidate in reversed(drafts[: drafts.index(draft)]):
        if _kin(candidate, draft) and candidate.value >= draft.value and candidate.value > 0 and not candidate.is_difference:
            return candidate
    return None


def _closed(gap: str, open_list: PartList, draft: Draft) -> bool:
    if _ENDS.search(gap):
        return True
    first = open_list.parts[0] if open_list.parts else open_list.total
    return draft.measure_from == "own" and draft.measure not in (first.measure, open_list.total.measure) and (
        draft.measure in ("referred", "closed", "replied", "handled", "overdue", "pending") or "。" in gap
    )


def _belongs(part_list: PartList, draft: Draft) -> bool:
    """Whether a figure is of the list's kind: where the parts repeat a verb, one without it is a detail of a part."""
    if not part_list.parts:
        return True
    first = part_list.parts[0]
    return not (first.measure_from == "own" and draft.measure_from != "own" and first.event == part_list.total.event)


def _kin(total: Draft, part: Draft) -> bool:
    return total.unit == part.unit or {total.unit_kind, part.unit_kind} == {"case"}


def _finish(text: str, part_list: PartList) -> PartList | None:
    if not part_list.parts:
        return None
    last = part_list.parts[-1]
    closes = _OTHER.search(text[last.segment_start : last.start]) is not None
    if closes and len(part_list.parts) > 1:
        part_list.is_complete = True
    if part_list.cue == "(" and len(part_list.parts) < 2:
        part_list.is_complete = False
    for part in part_list.parts:
        if part.total is None:
            part.total = part_list.total
    return part_list


def is_listed(text: str, draft: Draft) -> bool:
    """Whether a figure stands in a list without words of its own."""
    return is_vacant(text[draft.segment_start : draft.start])
