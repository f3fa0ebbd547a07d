"""Counts of what was judged, told grade by grade right behind how many were judged (评查案卷86卷,优秀61卷,合格22卷,不合格3卷)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, PartList
from disclosure.linking.settle import set_by_list
from disclosure.vocabulary import words

_GRADES = frozenset(words("grade"))
_BETWEEN = re.compile(r"[,、;:]?(?:其中[,:]?)?(?:评定为|评为|为)?")
_PASSES = frozenset({"合格", "称职", "达标"})
"""Grades that may hold the better ones, told first (合格2900人,优秀800人), or beside 优良."""
_BETTER = frozenset({"优", "优秀", "良", "良好", "优良", "较优", "较好"})
_JUDGED_SO = re.compile(rf"(?:满意|{'|'.join(sorted(_GRADES, key=len, reverse=True))})(?:的|等次)?$")
"""How the words of a count end that is no count of all who were judged (考核优秀|18人, 非常满意|20人)."""
_FEWEST = 2
_MOST = 8


def graded_lists(text: str, drafts: Sequence[Draft]) -> list[PartList]:
    """The lists of grades in one sentence, each with the count of what was judged; grades may be left out, and none is
    another."""
    lists = list[PartList]()
    for place, total in enumerate(drafts[:-_FEWEST]):
        parts = list[Draft]()
        before = total
        for draft in drafts[place + 1 : place + 1 + _MOST]:
            grade = _grade_of(text, before, draft)
            if not grade or draft.unit != total.unit or draft.scope != total.scope or draft.is_difference:
                break
            parts.append(draft)
            before = draft
        if (
            len(parts) < _FEWEST
            or parts[0].total is not None
            or _JUDGED_SO.search(total.words)
            or _grade_of(text, drafts[place - 1] if place else total, total)
            or _may_nest([_grade_of(text, part, part) for part in parts])
        ):
            continue
        for part in parts:
            part.matter, part.own_matter = _grade_of(text, part, part), True
            set_by_list(part, total.measure, total, "")
            part.total = part.total or total
        lists.append(PartList([total], parts, False, "等次", total))
    return lists


def _may_nest(grades: Sequence[str]) -> bool:
    """Whether those who passed may be told with those who did better among them."""
    passed = next((place for place, grade in enumerate(grades) if grade in _PASSES), len(grades))
    return not _BETTER.isdisjoint(grades[passed:]) or ("优良" in grades and "达标" in grades)


def _grade_of(text: str, before: Draft, draft: Draft) -> str:
    """The grade that the words before a number are and nothing else, or ''."""
    said = text[before.end : draft.start] if before.end <= draft.start else draft.words
    said = said[_BETWEEN.match(said).end() :] if _BETWEEN.match(said) else said
    said = said.removesuffix("的").removesuffix("等次")
    return said if said in _GRADES else ""
