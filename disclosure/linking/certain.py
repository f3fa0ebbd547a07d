"""Whether a rate that none of its readings gives is the report's mistake, and not the reader's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from disclosure.linking.draft import CAME_IN, CARRIED, ENDED, INTAKE, UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import VISITS, same_stream
from disclosure.linking.phrase import is_vacant
from disclosure.linking.settle import ORGANS
from disclosure.vocabulary import words

LATE = re.compile(r"(?:超时|超期|逾期|延期)(?:办结|结案|办理|回复|答复|处置|处理)")
"""How a count of what was done late is called."""
ON_TIME = re.compile(r"及时|按时|按期|准时|限时|如期|期限|[时审]限|限期|期内|提前")
VALID = re.compile(r"(?:核实|确认|认定|其中|甄别)(?:为|后)?有效(?:的|为)?$")
"""What leaves of all that came in those that were to be dealt with (核实有效329条)."""
_OF_STAGE = frozenset({"closing_rate", "handling_rate", "reply_rate"})
_STREAM_NAMED = re.compile("(?:转办|交办|派遣|派发|直办|督办)(?:件|案件|工单)")
"""A rate of one stream (转办件办结率) is not judged by the counts of all."""
_OF_NEW = re.compile("|".join(words("new_intake")))
"""What leaves out the cases of before, which a rate of those closed may be of."""
OF_TRIED = re.compile(r"实际|成功|合格|达标|胜诉|败诉|纠错|纠正|维持|出庭")
"""Rates of those that came to an end or were tried (实际执结率, 出庭应诉率), which the text need not count beside those that came in."""
_AHEAD = re.compile("提前|首次|当日|当天|即时|当场")
"""Rates of those that were done sooner than need be, which are not of all that came in."""
_MANNER = re.compile("现场|当场|即时|当[日天]|提前|一次|[首初]次|零|直接|自行|自主|网上|在线|线上|网办|电话|窗口|当面")
"""How some of all were done, and what a rate of those alone is called by (办结5300件,现场办结率86.5%)."""
AGAIN = re.compile("返工|重办|退回|退单|返单|回退")
"""Rates of what had to be done again, whether of all that was due, of what was done or of what was closed."""
_OF_CALLS = re.compile("接通|接听|接起|应答")
_OF_ALL_CALLS = re.compile("(?:热线|电话|来电|总体?|综合|平均)?(?:接通|接听|接起|应答)率")
"""A rate of all calls; any other is of those who asked for a person, or had one within so many seconds."""
_RATED_AFTERWARDS = re.compile(r"评价|参评|测评|有效|收回|回收")
"""What is said of those who answered, and not only of those who were asked (回访, 发放)."""
_OTHERWISE_CONTENT = re.compile("基本满意|比较满意|较满意|含|一般|综合")

_EXCUSED = re.compile(r"[^,。;\d]{0,20}(?:因|由于|无法|重复|不详|不符合|超出)")
"""Why some could not be answered, behind their number: a rate of all may leave them out (2封|因地址不详无法回复,回复率100%)."""

_CLOSE = 12
"""Characters between a count and its rate, the rate's name left out."""


def is_certain(
    text: str, rate: RateDraft, pairs: Sequence[tuple[Draft, Draft]], here: Sequence[Draft], stages: Sequence[str]
) -> bool:
    """Whether nothing but the first of some readings can be meant, all of which are of a sentence whose counts are `here`;
    `stages` are those of the rate's numerator."""
    if not pairs or rate.is_shared:
        return False
    numerator, denominator = pairs[0]
    if _counts_visits(numerator) != _counts_visits(denominator):
        return False  # 接访61批次,化解积案38件,化解率92%
    if _counts_organs(denominator) and not _counts_organs(numerator):
        return False  # 88个乡镇编制26个领域目录,编制率100%: each of them made all
    exact = numerator.qualifier == denominator.qualifier == "exact"
    of_stream = _STREAM_NAMED.match(rate.label) and not _STREAM_NAMED.search(numerator.words)
    is_of_new = _OF_NEW.search(denominator.words) is not None
    if not exact or of_stream or is_of_new or not same_stream(numerator, denominator):
        return False
    if rate.measure == "reply_rate" and any(d.measure == "pending" and _EXCUSED.match(text, d.end) for d in here):
        return False
    manner = _MANNER.search(rate.label)
    if manner and manner.group() not in numerator.words + denominator.words:
        return False
    if rate.measure == "satisfaction_rate":
        return _is_of_those_asked(text, rate, pairs, here)
    return _is_plain(text, rate, numerator, denominator, here, stages) or _is_too_low(text, rate, pairs, here, stages)


def _counts_visits(draft: Draft) -> bool:
    """Whether a count is of people or of their visits, one of which may bring several cases or none."""
    return draft.unit_kind == "person" or draft.unit in VISITS


def _counts_organs(draft: Draft) -> bool:
    """Whether a count is of organs or places, which do what is counted and are no part of it."""
    return draft.unit_kind == "item" and not draft.is_case and ORGANS.search(draft.matter) is not None


def _is_plain(
    text: str, rate: RateDraft, numerator: Draft, denominator: Draft, here: Sequence[Draft], stages: Sequence[str]
) -> bool:
    """Whether the nearest reading is the only sensible one."""
    if rate.measure == "coverage" or OF_TRIED.search(rate.label):
        return False
    if AGAIN.search(rate.label) and any(d.measure in ENDED for d in here):
        return False
    if _OF_CALLS.search(rate.label) and not (
        _OF_ALL_CALLS.fullmatch(rate.label) and _is_below(rate, numerator, denominator)
    ):
        return False  # who hung up while the machine spoke is among the calls, and not among those that were to be answered
    taken_in = [d for d in here if d.measure in CAME_IN and d.number_start < numerator.number_start and d.total is None]
    left_over = any(d.measure in CARRIED and d.number_start > denominator.number_start for d in here)
    if numerator.low > denominator.high and (len(taken_in) > 1 or denominator.measure == "carried_in" or left_over):
        return False  # 受理98件,办结101件(含上年结转的3件)
    if _AHEAD.search(numerator.words) and not _AHEAD.search(rate.label):
        return False  # 当日回复271条,回复率100%
    if rate.measure == "closing_rate" and ON_TIME.search(numerator.words) and not ON_TIME.search(rate.label):
        return False  # 按时办结69件,超时办结1件,结案率100%
    if rate.measure == "on_time_rate" and not (ON_TIME.search(numerator.words) and denominator.is_due):
        return False
    between = [d for d in here if denominator.number_start < d.number_start < numerator.number_start]
    if not denominator.is_due and any(d.measure in ENDED for d in between):
        return False
    if numerator.measure not in (stages or (numerator.measure,))[:1] and rate.measure != "on_time_rate":
        return False
    if rate.measure == "other_rate" and denominator.measure == numerator.measure == "published":
        return False  # 发布动态198条,解读58条,多样化解读率100%: neither is of the other
    was_done = denominator.measure in ENDED and not (denominator.is_due or VALID.search(denominator.words))
    if denominator is numerator or numerator.terms:
        return True
    if denominator is numerator.total:
        if rate.measure not in _OF_STAGE and rate.label.removesuffix("率") in denominator.words:
            return False  # 解读42篇,其中图文解读29篇、专家解读5篇,解读率100%: of something else
        # 回复2894件,其中给书记的有1627件得到回复,回复率78%: of those to him
        return rate.measure not in _OF_STAGE or denominator.measure not in ENDED or denominator.is_due
    came_in = denominator.measure in UPSTREAM or denominator.is_due
    return not was_done and (came_in or (not between and ";" not in text[denominator.end : numerator.start]))


def _is_too_low(
    text: str, rate: RateDraft, pairs: Sequence[tuple[Draft, Draft]], here: Sequence[Draft], stages: Sequence[str]
) -> bool:
    """Whether a rate told right behind its count is lower than of all that the sentence says came in: what it may be of
    instead (what was due, what was passed on) is less than that."""
    numerator, denominator = pairs[0]
    if not stages or numerator.measure not in stages or OF_TRIED.search(rate.label) or _AHEAD.search(rate.label):
        return False
    if rate.measure == "on_time_rate" and not ON_TIME.search(numerator.words):
        return False
    told = funnel_of(numerator, here)
    bases = [d for n, d in pairs if n is numerator and d in told]
    came_in = denominator in bases and (denominator.measure in UPSTREAM or denominator.is_due)
    return (
        came_in
        and denominator.low >= numerator.high
        and _is_beside(text, rate, numerator)
        and all(_is_below(rate, numerator, d) for d in bases)
    )


def funnel_of(numerator: Draft, here: Sequence[Draft]) -> list[Draft]:
    """The counts before a numerator from which its cases came: those of another way in, which were dealt with before they are
    told, left out (热线受理900件,办结890件;监控采集300件,|办结295件)."""
    funnel = list[Draft]()
    came_in = False
    for draft in sorted(here, key=lambda d: -d.number_start):
        if draft.number_start >= numerator.number_start:
            continue
        if came_in and draft.measure in ENDED and not draft.is_due:
            break
        came_in = came_in or draft.measure in INTAKE
        funnel.append(draft)
    return funnel


def _is_of_those_asked(text: str, rate: RateDraft, pairs: Sequence[tuple[Draft, Draft]], here: Sequence[Draft]) -> bool:
    """Whether those who were content are told right before their rate, and right before them those who were asked."""
    numerator, denominator = pairs[0]
    last = numerator.terms[-1][1] if numerator.terms else numerator
    asked = denominator in here and _OTHERWISE_CONTENT.search(text, denominator.end, rate.start) is None
    between = [d for d in here if denominator.number_start < d.number_start < numerator.number_start]
    if not asked or between or not _is_beside(text, rate, last):
        return False
    answered = _RATED_AFTERWARDS.search(denominator.words) is not None
    return answered or all(_is_below(rate, n, d) for n, d in pairs if d in here)


def _is_beside(text: str, rate: RateDraft, count: Draft) -> bool:
    """Whether nothing stands between a count and its rate but the rate's name."""
    if count.end > rate.start or not rate.label:
        return False
    before, _, behind = text[count.end : rate.number_start].partition(rate.label)
    return len(before) + len(behind) <= _CLOSE and is_vacant(before) and is_vacant(behind)


def _is_below(rate: RateDraft, numerator: Draft, denominator: Draft) -> bool:
    """Whether a rate is lower than two counts give."""
    return (rate.high + Decimal(1).scaleb(-rate.decimals)) * denominator.high < 100 * numerator.low
