"""What a sentence tells of how things stand, among what it tells of plans."""

from __future__ import annotations

import re

_THERE_NOW = re.compile(
    r"(?:目前|[我本全](?:[省市县区镇乡局委办厅院校]|街道|单位))?现有的?(?![^,。;]{0,10}(?:改|建|扩|增|升|整|新|提|调|基础|[将拟要]))[^,。;\d的]{0,10}$"
)
"""What tells at the end of a clause how many there are, whatever is planned with them (现有窗口人员|36名)."""
_ALL_OF = re.compile(r"全[省市州县区旗镇乡](?:现?有)?$")
_PLACES_OF = re.compile(
    r"\d{1,5}[个家](?:行政村|自然村|村|社区|乡镇|镇街|街镇|乡|镇|街道|县|区|市|部门|单位|学校|中小学|医院)"
)
"""How many places or organs there are in all, whatever is planned with them (把全镇|16个村的公开栏统一改造)."""
_FROM_NOW = tuple(f"{start}{now}的" for start in "由从" for now in ("现在", "目前", "当前", "如今"))
"""What stands before what there is now, whatever it is to become (由现在的|2100人增加到3000人)."""
_SO_FAR = re.compile(
    r"[,;](?:截[至止][^,。;]{1,12}?|目前|到目前为止|至今),?(?:[我本全](?:[省市县区镇乡局委办厅院校]|街道|单位))?(?:累计|共)?(?:已经?(?!列入|纳入|计划|安排|确定)|实际)"
)
"""What leads from a plan to what has been done by now (预计全年发布500条,截至10月底已|发布420条)."""


def is_there(clause: str, text: str, number_at: int) -> bool:
    """Whether a number tells how many there are now, by the clause before it (现有|35个, 由现在的|2100人), or how many places or
    organs there are in all (把全镇|16个村的公开栏统一改造)."""
    if clause.endswith(("现有", "现有的", "现已有", "目前已有", *_FROM_NOW)) or _THERE_NOW.match(clause):
        return True
    return _ALL_OF.search(clause) is not None and _PLACES_OF.match(text, number_at) is not None


def behind_plan(text: str, start: int, at: int) -> int:
    """Where what was done so far begins behind a plan, in a sentence up to a number; `start` where it tells of none."""
    so_far = next(reversed(list(_SO_FAR.finditer(text, start, at))), None)
    return so_far.start() if so_far is not None else start
