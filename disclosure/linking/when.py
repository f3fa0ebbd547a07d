"""When each number of a sentence is of, with what it takes over from the number before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.header import Header
from disclosure.extraction.header.last_year import calls_it_last_year
from disclosure.linking.as_it_is import is_there
from disclosure.linking.coverage import coverage_of
from disclosure.linking.draft import UPSTREAM, Draft
from disclosure.linking.scope import DONE, Period, clause_start, leads_up, scope_of

_EACH = re.compile(r"/[天日周月](?![\u4e00-\u9fff])")
"""What stands behind the unit of an amount of each day (64起/天)."""
_WHOLE_YEAR = 11
"""Months between the first and the last of a year."""
_FAR_MORE = 10
"""How many times what is seen in a day makes more than another day's."""
_NEAR_BY = 16
_FARTHEST = 60
_PARTS = re.compile("其中|当中")
_OTHER_TIME = re.compile(
    r"(?:19|20)\d\d年|[去上前今本]年|[本上]月|[本上一二三四]季度|同期|同比|环比|[比较]|目前|截至|现有"
)
_TOLD_WITH = re.compile(r"[,、和及](?![^,。;]{0,10}(?:[要应须拟将]|力争|确保|计划|达到|不低于|不少于))[^,。;\d]{0,10}")
"""What stands among demands between what was done and what goes on with it (本周已下达整改通知书6份,罚款|1.2万元)."""
_BREAKS = re.compile(r"[;()]|累计|全年|共|单日|最高|最多|最少|总")


def period_of(header: Header, text: str) -> Period:
    """The period that figures without a date of their own are about."""
    told_in = header.published_on.year if header.published_on else None
    may_be = told_in is None or header.report_year is None or told_in == header.report_year + 1
    of_last_year = may_be and calls_it_last_year(text)
    start, end = header.period_start, header.period_end
    if start is None or end is None or start.year != end.year or end.month - start.month == _WHOLE_YEAR:
        return Period(header.report_year, of_last_year=of_last_year)
    return Period(header.report_year, start.month, end.month, of_last_year)


def place_in_time(text: str, sentence_start: int, drafts: Sequence[Draft], in_target: bool, period: Period) -> None:
    """Set scope and coverage of the counts of a sentence."""
    before: Draft | None = None
    last: Draft | None = None
    for draft in drafts:
        draft.scope = scope_of(text, sentence_start, draft.start, draft.number_start, in_target, period)
        if _EACH.match(text, draft.end):
            draft.scope = "recurring"
        if in_target and draft.scope == "target" and last is not None and last.scope == "actual":
            told_with = _TOLD_WITH.fullmatch(text, last.end, draft.start) is not None
            draft.scope = "actual" if told_with else "target"
        goes_on = last is not None and last.scope != "actual" and draft.scope == "actual"
        by_so_many = draft.is_difference and last is not None and last.scope == "target"  # 比任务100条多18条
        if goes_on and not by_so_many and not _is_now(text, sentence_start, draft):
            draft.scope = _carried(text[last.end : draft.start], before, last, draft)
            if last.scope == "prior" and _goes_on_with_parts(text, sentence_start, last, draft):
                draft.scope = "prior"
        if draft.is_difference and draft.scope == "prior":
            draft.scope = "actual"  # 比上年减少12件: this year's difference
        draft.coverage = coverage_of(text, sentence_start, draft.start)
        before, last = last, draft


def _is_now(text: str, sentence_start: int, draft: Draft) -> bool:
    """Whether a count says by itself that it is of what there is now, whatever stands before it."""
    start = clause_start(text, sentence_start, draft.start)
    return leads_up(text, start, draft.start) or is_there(text[start : draft.start], text, draft.number_start)


def _goes_on_with_parts(text: str, sentence_start: int, last: Draft, draft: Draft) -> bool:
    """Whether a figure behind a semicolon goes on with the parts of an earlier year's total (去年提案20件,其中…;列入计划8件)."""
    between = text[last.end : draft.start]
    return (
        ";" in between
        and "%" not in between
        and not between.startswith(")")  # 投诉62件,同比上年(50件)增长24%;举报8件
        and not (draft.measure_from == "own" and draft.measure in UPSTREAM)
        and _PARTS.search(text, max(sentence_start, last.start - _FARTHEST), last.start) is not None
        and _OTHER_TIME.search(between) is None
    )


def _carried(between: str, before: Draft | None, last: Draft, draft: Draft) -> str:
    """The scope of a figure that goes on where the one before it stopped: a plan, a standing amount, an earlier year."""
    if last.scope == "recurring" and len(between) < _NEAR_BY and not _BREAKS.search(between):
        # 发布18万条,日均410条,访问量200万人次: what is told of a total by the day is told aside
        is_aside = before is not None and before.scope == "actual" and before.measure == last.measure != draft.measure
        # 日均浏览3万人次,专栏访问量256万人次: far more of the same than in a day
        is_whole = last.measure == draft.measure and draft.value >= _FAR_MORE * last.value
        goes_on = (draft.measure == "views" and not is_aside and not is_whole) or (
            draft.measure_from == "list" and draft.value <= last.value
        )
        return "recurring" if goes_on else "actual"
    if last.scope == "prior" and not between.strip("、和及与"):
        return "prior"
    if last.scope == "target" and not DONE.search(between):
        return "target"
    return "actual"
