"""Numbers told severally for several years: 2016年、2017年、2018年分别受理3件、5件、1件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.scope import Period

_ONE = r"(?:(?:19|20)\d\d|去年|上年|前年|今年|本年)(?:年度?)?"
ONE_YEAR = re.compile(_ONE)
_YEARS = re.compile(
    rf"(?P<list>{_ONE}(?:(?:[、,和及与]|以及){_ONE}){{1,7}})"
    r"|(?P<first>(?:19|20)\d\d)(?:年度?)?(?:至|到|—+|–|-+|~)(?P<last>(?:19|20)\d\d)年"
    r"|(?P<span>近|最近|过去)(?P<number>[两二三四五])(?:个?年度?)"
)
_EACH = re.compile(r"(?<![\d〔\[-])\d{4}|[去上前今本]年")
_BACK = {"去年": 1, "上年": 1, "前年": 2, "今年": 0, "本年": 0}
_NUMBER = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_SEVERALLY = re.compile(r"分别|依次")
_COMPARES = re.compile(r"(?:比|较|与|同)$")
_OTHER_TIME = re.compile(r"(?:19|20)\d\d年|[去上前今本]年|同期|[比较]")
_IN_BRACKETS = re.compile(r"\([^()]{0,30}\)")
_FARTHEST = 120
"""How far behind the years the first of the numbers may stand."""


def tell_by_years(text: str, start: int, end: int, told: Sequence[Draft | RateDraft], period: Period) -> None:
    """Each number of a list that stands for several years takes the scope of its own: prior where that is over.

    Only lists of as many numbers as years, behind 分别 or 依次; nothing is changed where the report's year is not known.
    """
    if len(told) < 2 or period.year is None or _SEVERALLY.search(text, start, end) is None:
        return
    for match in _YEARS.finditer(text, start, end):
        cue = _SEVERALLY.search(text, match.end(), min(end, match.end() + _FARTHEST))
        if cue is None or _COMPARES.search(text, start, match.start()):
            continue
        years = _years(match, period.year)
        if _OTHER_TIME.search(text, match.end(), cue.start()):
            continue
        for run in _runs(text, match.end(), [t for t in told if t.start >= cue.end()]):
            if len(run) == len(years):
                for one, year in zip(run, years, strict=True):
                    one.scope, one.coverage = ("prior" if year < period.year else "actual"), "own"


def _years(match: re.Match[str], own: int) -> list[int]:
    """The years that are named, in their order."""
    if match["list"]:
        return [own - _BACK[y] if y in _BACK else int(y) for y in _EACH.findall(match["list"])]
    if match["first"]:
        return list(range(int(match["first"]), int(match["last"]) + 1))
    until = own - 1 if match["span"] == "过去" else own
    return list(range(until - _NUMBER[match["number"]] + 1, until + 1))


def _runs(text: str, floor: int, told: Sequence[Draft | RateDraft]) -> Iterator[list[Draft | RateDraft]]:
    """The numbers that stand side by side, list after list, up to where another time is named."""
    run: list[Draft | RateDraft] = []
    for one in told:
        between = text[run[-1].end if run else floor : one.start]
        if run and not _IN_BRACKETS.sub("", between).strip("、,和及与 "):
            run.append(one)
            continue
        if run:
            yield run
            if _OTHER_TIME.search(between):
                return
        run = [one]
    if run:
        yield run
