"""Lists that no word opens: parts that a 合计 follows, a count told with what it was and how it changed, and grades."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from disclosure.linking.draft import Draft, PartList
from disclosure.linking.graded import graded_lists

_TOTAL = re.compile(
    r"[),、;:\s]{0,3}(?:以上|上述)?(?:[两二三四五六七八九]大?[项类者])?(?:总?合计|共计|总计|总共|共)[\u4e00-\u9fff]{0,4}"
)
"""What stands between the last part and a total that names nothing besides (来信62件、来访41件,合计|103件)."""
_SUM = re.compile("[合总共]")
"""What every match of _TOTAL holds."""
_SHARE = re.compile(r"[,(]?占(?:比|总[数量]的?)?[\d.]{1,8}%\)?")
"""What may stand behind each part besides (咨询类12件,占60%)."""
_SO_MANY = re.compile("[两二三四五六七八九]大?[项类者]")
_BESIDE = re.compile(r"\)?[,、;和及与]?[^,、。;:()\d%]{0,16}")
_SIDE_BY_SIDE = re.compile(r"\)?、[^,、。;:()\d%]{1,16}")
_OPENS = re.compile(r"(?:^|[。;:\n])[^,、。;:\d]{0,16}$")
_NO_PART = re.compile("其中|包括|办结|结案|较|比|同比|环比|平均|日均")
_FARTHEST = 40
_MOST = 40
_LEAST = 2
_GREW = re.compile("增|多|上升|提高")
_BASE = re.compile(r"[,、(]{0,2}(?:同比)?")
_CHANGED = re.compile(r"[,、]?(?:同比|净)?(?:增加|减少|增长|下降|上升|增多|降低|多|少|增|减)了?")


def lists_told_after(text: str, drafts: Sequence[Draft]) -> list[PartList]:
    """Those lists of one sentence, with the total that each must make."""
    lists = list[PartList]()
    for place, draft in enumerate(drafts[1:], 1):
        is_sum = _SUM.search(text, drafts[place - 1].end, min(draft.start, drafts[place - 1].end + _FARTHEST))
        found = _summed_up(text, drafts[max(0, place - _MOST) : place], draft) if is_sum else None
        found = found or _changed(text, drafts, place)
        if found is not None:
            lists.append(found)
    return lists + graded_lists(text, drafts)


def _summed_up(text: str, before: Sequence[Draft], total: Draft) -> PartList | None:
    """The parts right before a total: those that make it; where none do, all that stand side by side from where they begin."""
    if not before or total.is_difference or total.basis != "stated" or total.start - before[-1].end > _FARTHEST:
        return None
    named = total.own_matter and _SO_MANY.fullmatch(total.matter) is None and not total.matter.startswith("占")
    if named or _TOTAL.fullmatch(_SHARE.sub("", text[before[-1].end : total.start])) is None:
        return None
    run = list[Draft]()
    after = total
    for draft in reversed(before):
        gap = _SHARE.sub("", text[draft.end : min(after.start, draft.end + _FARTHEST)])
        alike = draft.unit == total.unit and draft.scope == total.scope and not draft.is_difference
        if not alike or (after is not total and (_BESIDE.fullmatch(gap) is None or _NO_PART.search(gap))):
            break
        run.insert(0, draft)
        after = draft
    for first in range(len(run) - _LEAST, -1, -1):
        parts = run[first:]
        if sum(p.value for p in parts) == total.value:
            for part in parts if all(p.measure == total.measure for p in parts) else ():
                part.total = part.total or total
            return PartList([total], parts, True, "合计", total)
    if len(run) < _LEAST or _OPENS.search(text[max(0, run[0].start - _FARTHEST) : run[0].start]) is None:
        return None
    certain = all(_SIDE_BY_SIDE.fullmatch(text, a.end, b.start) for a, b in pairwise(run))
    return PartList([total], run, True, "合计", total) if certain and run[0].measure == total.measure else None


def _changed(text: str, drafts: Sequence[Draft], place: int) -> PartList | None:
    """A count, what it was and the difference, told one right behind the other (418件,比上年同期703件少285件)."""
    if place < _LEAST or not drafts[place].is_difference:
        return None
    now, base, difference = drafts[place - 2 : place + 1]
    alike = len({d.unit for d in (now, base, difference)}) == 1 and (now.scope, base.scope) == ("actual", "prior")
    beside = _BASE.fullmatch(text, now.end, base.segment_start) and _CHANGED.fullmatch(text, base.end, difference.start)
    before = drafts[place - 3] if place > _LEAST else None
    # 来信3件、来访1件,较上年的6件减少2件
    in_list = before is not None and text[before.end : now.start].startswith("、")
    if not alike or not beside or in_list or now.is_difference:
        return None
    said = text[base.end : difference.start]
    whole, rest = (now, base) if _GREW.search(said) else (base, now)
    others = (d for d in drafts[: place - 2] if d.unit == now.unit and d.scope == now.scope)
    if any(abs(d.value - base.value) == difference.value for d in others):
        return None  # 共108件,其中来信61件,比上年的92件增加16件
    return PartList([whole], [rest, difference], True, "增减", whole)
