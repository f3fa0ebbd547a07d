"""Which two counts a change (同比增长20%) stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from disclosure.linking.derived import remainder, total_of
from disclosure.linking.draft import CASE_STAGES, Draft, RateDraft
from disclosure.linking.lexicon import hits_of

_BASE_BEHIND = 12
"""How far behind a change its base may follow (增长9.62%(上年为53.25亿元))."""
AGAINST_YEAR = re.compile("同比|去年|上年")
"""What names a year before as what a change is against."""
AGAINST_PERIOD = re.compile("环比|上个?[月周期旬]|上季")
"""What names the month, quarter or week before as what a change is against."""
_LAST_PERIOD = re.compile("上月|上季度?|上周")
_SAME_CHANGE = re.compile(
    r"[,、(和]?即?(?:同比|环比|比[^,。;]{2,6}|较[^,。;]{2,6})?(?:增长|涨|上升|提高|增加|增|下降|降低|减少|降|减|多|少)?(?:率|幅度|幅)?(?:为|了|约|达)?[↑↓+-]?"
)
_AND_YEAR = re.compile(r"\)?[、,和及与](?:(?:19|20)\d\d年|上年|去年|前年|上月|上季度?)(?:度|同期)?的?\(?(?:为|是)?")
"""What stands between two times that one count is held against (较2019年(12409次)、2020年(|17296次)分别增长129.0%、64.3%)."""
_GREW = re.compile("增|升|多|上涨|提高|↑")
_CHANGES = re.compile("[比较]|同比|环比|增|减|上升|下降")
_SEVERAL = 2
_CELL = "figure.cell"
_NAME = 2
"""The characters that tell one kind from another."""
_LAST_YEAR = re.compile("去年|上年")
_IN_BRACKETS_BEHIND = re.compile(r"%\([^()%]{0,12}$")
"""What stands before a count that a bracket gives for the change right before it: 环比上升4%(8月份|1500件),同比上升12%."""
_BRACKET = 16
_RUN_TO_BRACKET = re.compile(
    r"(?:[、,和](?:同比|环比|[比较与][^,。;()\d]{2,6})?[^,。;()\d%]{0,8}(?:增长|上升|提高|增加|下降|降低|减少|[增升降减])了?[\d.]{1,8}%){1,2}\("
)
"""The changes that stand between one and the bracket behind the last of them."""
_OF_CHANGE = re.compile(
    r"\((?:批|件|人)\)次?|同比|环比|相?比|较|与|和|去年|上年|前年|上月|上季度?|上周|上期|同期|的|总?[数量]|总|增长|增加|增幅|增|上升|上涨|提高|提升"
    r"|下降|降低|降幅|减少|减幅|降|减|多|少|升|幅度|略有?|有所|小幅|大幅|明显|分别|平均|为|是|了|约|达到?|即|共|[\s,、:;()+↑↓-]"
)
"""The words of a change that say nothing of what has changed."""
_BY_UNIT = {"批": ("批", "批次"), "件": ("件", "件次"), "人": ("人次", "人数")}
"""How a change names what it is of by its unit (批次上升5%)."""


def link_growth(
    text: str,
    rate: RateDraft,
    drafts: Sequence[Draft],
    near: Sequence[Draft],
    totals: Sequence[Draft],
    told: Sequence[RateDraft],
) -> None:
    """A change against a year before stands on both counts, where the sentence states both; the base may follow it
    (增长9.62%(上年为53.25亿元)), and what it grew to may stand before it in the paragraph (立案716件,…。去年同期立案805件,
    同比下降11.06%)."""
    counted = [d for d in drafts if d.basis == "stated" and not d.is_difference]
    now = [d for d in counted if d.scope == "actual" and d.number_start < rate.number_start]
    then = [d for d in reversed(counted) if d.scope == "prior" and d.number_start < rate.number_start]
    then = [d for d in then if ";" not in text[d.end : rate.start] and _is_base_of(text, d, rate)]
    behind = [d for d in counted if d.scope == "prior" and 0 <= d.start - rate.end < _BASE_BEHIND]
    then = then or [d for d in behind if _is_base_of(text, d, rate)]
    pair = _severally(text, rate, then[::-1], now, told)
    if pair is not None:
        take(rate, *pair, "stated")
        return
    for denominator in then[:1]:
        alike = [n for n in now if _alike(n.unit, denominator.unit) and n.measure == denominator.measure]
        if not alike and text[rate.end : rate.end + 1] == "(":
            close = text.find(")", rate.end)
            inside = [d for d in counted if rate.end < d.start and d.end <= close and d.scope == "actual"]
            alike = [d for d in inside if d.unit == denominator.unit]  # 增长12%(上年500件,今年560件)
        before = alike[::-1] or _told_before(rate, denominator, near)
        become = _become(text, denominator, drafts, rate) if before else None
        if become is not None and not before[0].low <= become.value <= before[0].high:
            before = [n for n in reversed(now) if n.unit == become.unit and n.value == become.value][:1] or [become]
        wholes = [d.total for d in before[:1] if d.total is not None]
        # 共1108件,其中来信61件,比上年的892件增长24.2%; 来信3件、来访1件,共4件,比上年的6件下降33.3%
        others = [d for d in [*wholes, *before[1:]] if is_so_great(rate, d, denominator)]
        if others and not is_so_great(rate, before[0], denominator):
            take(rate, others[0], denominator, "agrees")
        elif before and (other := _told_earlier(rate, (before[0], denominator), then[1:], now)) is not None:
            take(rate, *other, "agrees")
        elif before and (
            is_so_great(rate, before[0], denominator)
            or (
                (len(before) == 1 or _is_beside(text, before[0], denominator))
                and _is_certain(text, rate, before[0], denominator, drafts)
            )
        ):
            take(rate, before[0], denominator, "stated")
        else:
            alone = _alone_in_sentence(_of_stage([*near, *totals], denominator))
            _link_far(rate, [(n, denominator) for n in alone])
    if not then and rate.scope == "actual":
        # 上月收到3127条,回复3061条;本月留言量环比下降7.48%
        apart = [d for d in counted if d.scope == "prior" and d.end <= rate.start and _is_base_of(text, d, rate)]
        pairs = [(n, d) for d in apart for n in _alone_in_sentence(_of_stage([*near, *totals], d))]
        _link_far(rate, [(n, d) for n, d in pairs if _names(text, rate, d)])
    if rate.numerator is None and (base := _base_behind_run(text, rate, counted)) is not None:
        alike = [n for n in now if _alike(n.unit, base.unit) and n.measure == base.measure]
        _link_far(rate, [(n, base) for n in alike])
    if rate.numerator is None:
        _link_to_difference(text, rate, drafts, near, totals)
    if rate.numerator is None and rate.scope == "actual" and now:
        _link_to_cells(rate, now[-1], near)


def _base_behind_run(text: str, rate: RateDraft, counted: Sequence[Draft]) -> Draft | None:
    """The earlier count that a bracket gives behind several changes side by side, of which it may be any one's
    (环比增长10%,同比增长24%(二季度为4000件))."""
    run = _RUN_TO_BRACKET.match(text, rate.end)
    if run is None:
        return None
    close = text.find(")", run.end(), run.end() + 2 * _BRACKET)
    inside = [d for d in counted if d.scope == "prior" and run.end() <= d.start and d.end <= close]
    return inside[0] if len(inside) == 1 else None


def _link_to_cells(rate: RateDraft, now: Draft, near: Sequence[Draft]) -> None:
    """A change of a count that stands again in a table before it, against an earlier time in the same column of the table."""
    cells = [d for d in near if d.rule == _CELL and d.unit == now.unit and not d.is_difference]
    again = [d for d in cells if d.scope == "actual" and d.value == now.value and _is_same_kind(d, now)]
    earlier = [d for d in cells if d.scope == "prior" and any(d.matter == a.matter for a in again)]
    _link_far(rate, [(now, d) for d in earlier])


def _is_same_kind(cell: Draft, now: Draft) -> bool:
    """Whether a cell and a count name the same kind, whatever they call its cases (刑事类警情, 刑事类报警)."""
    return len(cell.matter) >= _NAME and cell.matter[:_NAME] == now.matter[:_NAME]


def _alike(unit: str, other: str) -> bool:
    """Whether two units count the same (来信214件,较去年的203件次)."""
    return unit == other or (unit != "" and unit.removesuffix("次") == other.removesuffix("次"))


def _told_earlier(
    rate: RateDraft, nearest: tuple[Draft, Draft], bases: Sequence[Draft], now: Sequence[Draft]
) -> tuple[Draft, Draft] | None:
    """The pair of counts of another stage that a change is of, where the nearest pair does not give it and that one alone
    does (收到30件,办结29件;上年收到40件,办结40件,下降25%)."""
    if is_so_great(rate, *nearest):
        return None
    pairs = [(n, b) for b in bases for n in now if n.unit == b.unit and n.measure == b.measure != nearest[1].measure]
    fitting = [pair for pair in pairs if is_so_great(rate, *pair)]
    return fitting[0] if len(fitting) == 1 else None


def _become(text: str, base: Draft, drafts: Sequence[Draft], rate: RateDraft) -> Draft | None:
    """What a base has become by the difference told right behind it (较上年的8件减少2件,下降25%: 6), or None."""
    behind = [
        d for d in drafts if d.is_difference and d.basis == "stated" and base.end <= d.start and d.end <= rate.start
    ]
    if len(behind) != 1 or behind[0].unit != base.unit or not _is_told_beside(text, behind[0], rate):
        return None
    grew = _GREW.search(text, behind[0].segment_start, behind[0].start) is not None
    return total_of([base, behind[0]]) if grew else remainder(base, behind[0])


def take(rate: RateDraft, now: Draft, base: Draft, basis: str) -> None:
    if now.scope == "actual" and rate.scope == "prior":
        rate.scope = "actual"  # of now, whatever year it is held against (由2022年的186个压减至121个,减少34.9%)
    rate.formula, rate.numerator, rate.denominator, rate.link_basis = "change", now, base, basis


def is_so_great(rate: RateDraft, now: Draft, base: Draft) -> bool:
    """Whether a change is as great as two counts say."""
    if base.low <= 0:
        return False
    unit = Decimal(1).scaleb(-rate.decimals)
    change = 100 * (now.value - base.value) / base.value * rate.direction
    return rate.low - unit < change < rate.high + unit


def _is_certain(text: str, rate: RateDraft, now: Draft, base: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a change that two counts do not give can be of nothing else: it names nothing but them, and goes their way, or
    is as great the other way (320件,比上年的400件增长20%)."""
    gone = (now.value - base.value) * rate.direction
    mirrored = replace(rate, direction=-rate.direction)
    if gone < 0 and not is_so_great(mirrored, now, base):
        return False
    beside = [d for d in drafts if d.is_difference and d.start > base.end]  # 比上季度?的172件增加14件,环比上升8%
    told = [d.end for d in (now, base, *beside) if d.end <= rate.number_start]
    said = _OF_CHANGE.sub("", text[max(told, default=rate.segment_start) : rate.number_start])
    if not said or said in now.matter or said in _BY_UNIT.get(now.unit[:1], (now.unit,)):
        return True
    return not any(c.isdigit() for c in said) and {h.entry.measure for h in hits_of(said) if h.is_event} == {
        now.measure
    }


def _is_beside(text: str, now: Draft, base: Draft) -> bool:
    """Whether a base stands right behind a count that names what it is of, and is none of a list (刑事警情217件,上年为263件)."""
    between = _OF_CHANGE.sub("", text[now.end : base.segment_start])
    return now.end <= base.start and not between and now.own_matter and now.total is None and now.measure_from != "list"


def _link_far(rate: RateDraft, pairs: Sequence[tuple[Draft, Draft]]) -> None:
    """Counts told elsewhere that a change names, where just one of them gives it."""
    fitting = [pair for pair in pairs if is_so_great(rate, *pair)]
    if fitting and len({now.value for now, _ in fitting}) == 1:
        take(rate, *fitting[-1], "agrees")


def _of_stage(counts: Sequence[Draft], base: Draft) -> list[Draft]:
    """The counts of this year that may be what a base has become: of its stage and unit, and no parts."""
    return [
        d for d in counts
        if d.measure == base.measure != "other" and d.unit == base.unit and d.scope == "actual"
        and d.basis == "stated" and d.total is None and not d.is_difference
    ]  # fmt: skip


def _alone_in_sentence(counts: Sequence[Draft]) -> list[Draft]:
    """Those of some counts that no other stands beside: 部件类立案716件,事件类立案690件 are kinds of what a base is of."""
    told = {id(d): d for d in counts}.values()
    return [d for d in told if not any(other.sentence == d.sentence and other is not d for other in told)]


def _names(text: str, rate: RateDraft, count: Draft) -> bool:
    """Whether a change says what it is of by the matter or the stage of a count (留言量环比下降, 本月立案环比上升)."""
    said = _CHANGES.split(text[rate.segment_start : rate.start], maxsplit=1)[0]
    stages = {h.entry.measure for h in hits_of(said) if h.is_event}
    return count.measure in stages or (len(count.matter) > 1 and count.matter[-2:] in said)


def _told_before(rate: RateDraft, base: Draft, near: Sequence[Draft]) -> list[Draft]:
    """The count of this year in the paragraph before that a base is told against: the only one of its stage."""
    found = [d for d in _of_stage(near, base) if d.paragraph == rate.paragraph]
    return found if len(found) == 1 else []


def _severally(
    text: str, rate: RateDraft, bases: Sequence[Draft], now: Sequence[Draft], told: Sequence[RateDraft]
) -> tuple[Draft, Draft] | None:
    """The counts of one of several changes that stand side by side (甲3件、乙5件,比上年(2件、6件)分别增长50%、下降16.7%)."""
    if len(bases) < _SEVERAL:
        return None
    run = [rate]
    for before in reversed(told):
        if before.measure != "growth" or not _SAME_CHANGE.fullmatch(text, before.end, run[0].start):
            break
        if len(run) == len(bases):
            return None  # more changes than counts; nor is a run of thousands gone through for each of its own
        run.insert(0, before)
    bases = [b for b in bases if b.end <= run[0].start]
    if len(bases) < _SEVERAL or "分别" not in text[bases[-1].end : run[0].start]:
        return None
    place = len(run) - 1
    if place >= len(bases):
        return None
    if all(_AND_YEAR.fullmatch(text, a.end, b.start) for a, b in pairwise(bases)):
        base = bases[place]
        alike = [n for n in now if n.end <= bases[0].start and n.measure == base.measure and _alike(n.unit, base.unit)]
        # of several (受理投诉500件、举报90件) the one that changed as told
        chosen = alike if len(alike) == 1 else [n for n in alike if is_so_great(rate, n, base)]
        return (chosen[0], base) if len(chosen) == 1 else None
    side_by_side = all(not text[a.end : b.start].strip("、,和与及") for a, b in pairwise(bases))
    if not side_by_side or len(now) < len(bases):
        return None
    return now[place - len(bases)], bases[place]


def _link_to_difference(
    text: str, rate: RateDraft, drafts: Sequence[Draft], near: Sequence[Draft], totals: Sequence[Draft]
) -> None:
    """A change told as a count and as a percentage, the one right behind the other, stands on the count and on what it was
    before (35351件,比上月增加1547件,环比增长4.6%: against 33804)."""
    stated = [d for d in drafts if d.basis == "stated"]
    difference = next((d for d in stated if d.is_difference and _is_told_beside(text, d, rate)), None)
    if difference is None:
        return
    before = [d for d in stated if d.number_start < min(rate.number_start, difference.number_start)]
    grew = _GREW.search(text, difference.segment_start, difference.start) is not None
    if grew != (rate.direction > 0):
        return
    now = _now_of(difference, before, [d for d in near if d.paragraph == rate.paragraph])
    if now is not None and now.unit == difference.unit and now.scope == rate.scope:
        clause = text.rfind(";", 0, now.start)
        others = [d for d in before if d is not now and (d.unit, d.scope) == (now.unit, now.scope) and d.start > clause]
        if not others or is_so_great(rate, now, _before(now, difference, grew)):
            take(rate, now, _before(now, difference, grew), "stated")
        else:  # 受理186件,办结180件,比上年增加12件,增长6.9%: of one of those told
            _link_far(rate, [(n, _before(n, difference, grew)) for n in others if not n.is_difference])
        return
    named = _named_elsewhere(text, difference, [*near, *totals]) if not before else []
    if not before and not named and _CHANGES.match(difference.words):
        named = _last_sentence([d for d in near if d.paragraph == rate.paragraph], difference)
    _link_far(rate, [(n, _before(n, difference, grew)) for n in named])


def _before(now: Draft, difference: Draft, grew: bool) -> Draft:
    """What a count was before it changed."""
    return remainder(now, difference) if grew else total_of([now, difference])


def _named_elsewhere(text: str, difference: Draft, counts: Sequence[Draft]) -> list[Draft]:
    """The counts that a change names by what or whose they are (来信比上月减少412件), or by their stage."""
    said = _CHANGES.split(text[difference.segment_start : difference.start], maxsplit=1)[0]
    stages = {h.entry.measure for h in hits_of(said) if h.is_event and h.entry.measure in CASE_STAGES}
    alike = [d for d in counts if d.unit == difference.unit and d.scope == difference.scope and not d.is_difference]
    called = [d for d in alike if any(len(name) > 1 and name in said for name in (d.matter, d.channel))]
    return called or [d for d in alike if d.measure in stages and d.total is None]


def _last_sentence(counts: Sequence[Draft], difference: Draft) -> list[Draft]:
    """The counts of the sentence before one that opens with a change and names nothing (受理投诉64件。比上月增加4件,增长6.7%), without
    their parts, which a change of the whole may fit by chance."""
    stated = [d for d in counts if d.basis == "stated" and not d.is_difference]
    return [
        d for d in stated
        if d.sentence == stated[-1].sentence and (d.unit, d.scope) == (difference.unit, difference.scope)
        and d.total is None
    ]  # fmt: skip


def _is_told_beside(text: str, difference: Draft, rate: RateDraft) -> bool:
    first, second = sorted((difference, rate), key=lambda d: d.start)
    between = text[first.end : second.start]
    if len(difference.matter) >= _NAME and first is difference:
        between = between.replace(f"{difference.matter}量", "", 1)  # 比去年同期增加26件,举报量|增长8.1%
    return _SAME_CHANGE.fullmatch(between) is not None


def _now_of(difference: Draft, stated: Sequence[Draft], near: Sequence[Draft]) -> Draft | None:
    """What a difference leads to: the count of the stage that it names itself (结案800件。受案增加100件,结案增加40件), else the
    last count before it."""
    counts = [d for d in stated if not d.is_difference]
    named = {h.entry.measure for h in hits_of(difference.words) if h.is_event and h.entry.measure in CASE_STAGES}
    if not named:
        return counts[-1] if counts else None
    return next((d for d in reversed([*near, *counts]) if d.measure in named and d.total is None), None)


def _is_base_of(text: str, base: Draft, rate: RateDraft) -> bool:
    """Whether a change may be against an earlier count: 同比 is against a year, 环比 against the month or quarter before."""
    behind = _IN_BRACKETS_BEHIND.search(text, max(0, base.number_start - _BRACKET), base.number_start)
    if behind is not None and behind.start() + 1 != rate.end:
        return False
    said = text[rate.segment_start : rate.start]
    last = text[base.segment_start : base.start]
    if AGAINST_YEAR.search(said):
        return not _LAST_PERIOD.search(last)
    return not (AGAINST_PERIOD.search(said) and _LAST_YEAR.search(last))
