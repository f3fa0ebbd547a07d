"""Which counts of a small local table its rates stand on, and which of its cells add up to another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from disclosure.linking.cell_places import OF_SOME, Place
from disclosure.linking.cells import Reading
from disclosure.linking.certain import LATE, ON_TIME
from disclosure.linking.counts import link
from disclosure.linking.derived import remainder, total_of
from disclosure.linking.draft import ENDED, UPSTREAM, Draft, PartList, RateDraft
from disclosure.linking.fitting import comparable, fits, have_one_whole
from disclosure.linking.growth import AGAINST_PERIOD, AGAINST_YEAR
from disclosure.linking.heads import Label, precedes, read_label
from disclosure.linking.kinds_below import list_below

_TWO, _ALL = 2, 100
_DONE = "完成率"
_FOREMOST = re.compile("高发|主要|突出|重点|热点|典型|前[一二三四五六七八九十\\d]")
"""How a group of kinds is called that are not all of them."""
_OF_ALL_DONE = frozenset({"closing_rate", "handling_rate", "reply_rate"})
_FEW = 100
"""How many counts of other columns a rate that stands beside their labels may be held against."""
_Count = tuple[Place, Draft]


def link_cells(text: str, reading: Reading, near: Sequence[Draft]) -> None:
    """Set the counts of a table's rates, and the lists of parts that its 合计 closes; `near`: the counts before it."""
    by_line: dict[int, list[_Count]] = {}
    by_way: dict[str, list[_Count]] = {}
    for count in reading.counts:
        by_line.setdefault(count[0].line, []).append(count)
        by_way.setdefault(count[0].way, []).append(count)
    shares: list[tuple[RateDraft, Draft, Place]] = []
    shares_of = Counter(place.line for place, name, _ in reading.rates if name.kind == "share")
    for place, name, rate in reading.rates:
        # of the same thing; where the thing's own label names the rate, counted the same way, or told in another column
        line = by_line.get(place.line, []) if name is place.how else by_way.get(place.way) or reading.counts[:_FEW]
        if rate.kind == "point" or (rate.scope != "actual" and name.kind != "share"):
            continue
        if name.kind not in ("growth", "share"):
            line = _of_all(place, line)
        if name.kind == "growth":
            _link_growth(rate, name, place, line)
        elif name.kind == "share":
            before = [(p, d) for p, d in line if d.number_start < rate.number_start and not d.is_difference]
            if shares_of[place.line] == 1:
                before = [(p, d) for p, d in before if d.scope == rate.scope]  # 今年 | 上年 | 同比 | 占比
            if before and before[-1][1].scope == rate.scope:
                if before[-1][0].thing.kind != "total":
                    shares.append((rate, before[-1][1], before[-1][0]))
                elif rate.pct == _ALL:
                    rate.numerator = rate.denominator = before[-1][1]  # 合计 | 500 | 100%
                    rate.link_basis = "stated"
        elif not _link_task(rate, name, [d for _, d in line]) and not _link_both(text, rate, [d for _, d in line]):
            link(text, rate, [d for _, d in line], [], [])
        if _is_of_closed(rate, name):
            rate.measure = "closing_rate"
    _link_shares(shares, by_way, near)
    if not reading.partial and not reading.rates and (below := list_below(text, reading.counts, near)) is not None:
        reading.lists.append(below)
    reading.lists += _lists([column for way, column in by_way.items() if way not in reading.partial])


def _of_all(rate: Place, line: Sequence[_Count]) -> Sequence[_Count]:
    """The counts that a rate of all cases may stand on: none of those that heads above tell apart (热线 and 网站, over 按时办结)."""
    told_apart = {place.besides for place, _ in line if place.besides and place.entry.over is not None}
    kinds = {words for words in told_apart if read_label(words).kind != "total"}
    return [(p, d) for p, d in line if p.besides not in kinds] if not rate.besides and len(kinds) > 1 else line


def _is_of_closed(rate: RateDraft, name: Label) -> bool:
    """Whether 完成率 tells how many of the cases that were passed on or came in are closed, and nothing of a task."""
    closed, of = rate.numerator, rate.denominator
    is_told = closed is not None and of is not None and closed.measure == "closed" and of.scope == "actual"
    return is_told and name.base.endswith(_DONE) and of is not None and of.measure in UPSTREAM


def _link_task(rate: RateDraft, name: Label, line: Sequence[Draft]) -> bool:
    """完成率 stands on the task that was set, where one column tells it and one what was done."""
    tasks = [d for d in line if d.scope == "target"]
    done = [d for d in line if d.scope == "actual" and not d.is_difference]
    if not name.base.endswith(_DONE) or len(tasks) != 1 or len(done) != 1 or tasks[0].unit != done[0].unit:
        return False
    rate.numerator, rate.denominator, rate.link_basis = done[0], tasks[0], "stated"
    return True


def _link_both(text: str, rate: RateDraft, line: Sequence[Draft]) -> bool:
    """处置率 beside a column of what was done in time and one of what was done late stands on both together, or on the first
    where that gives it; where neither does, on nothing."""
    done = [d for d in line if d.measure in ENDED and not LATE.search(d.words)]
    late = [d for d in line if LATE.search(d.words)]
    is_of_all = rate.measure in _OF_ALL_DONE and not ON_TIME.search(rate.label)
    if not is_of_all or len(done) != 1 or len(late) != 1 or not ON_TIME.search(done[0].words):
        return False
    together = total_of([done[0], late[0]])
    due = [d for d in line if (d.is_due or d.measure in UPSTREAM) and d.unit == done[0].unit == late[0].unit]
    fitting = [d for d in due if fits(rate, together, d)]
    if fitting:
        rate.numerator, rate.denominator, rate.link_basis = together, fitting[0], "stated"
        return True
    link(text, rate, [d for d in line if d is not late[0]], [], [])
    if rate.numerator is not None and rate.denominator is not None and not fits(rate, rate.numerator, rate.denominator):
        rate.numerator = rate.denominator = rate.link_basis = None
    return True


def _lists(columns: Sequence[Sequence[_Count]]) -> list[PartList]:
    """合计 of a column with its other cells; none where a part is told apart again (小计, 其中)."""
    found = []
    for column in columns:
        totals = [draft for place, draft in column if place.thing.kind == "total"]
        spans = {place.entry.over.text if place.entry.over else "" for place, _ in column}
        parts = [draft for place, draft in column if place.thing.kind == "thing"]
        told_apart = any(
            cell is not None and "其中" in cell.text for p, _ in column for cell in (p.entry.label, p.entry.head)
        )
        if any(p.entry.group is not None and _FOREMOST.search(p.entry.group.text) for p, _ in column):
            continue  # 高发 | 占道 | 4 and 停车 | 3 are not all there were
        inner = column[1:-1]
        if any(place.thing.kind == "total" and OF_SOME in place.thing.text for place, _ in inner):
            continue  # 小计 between rows is of some of them
        if len(spans) > 1 and any(p.entry.over is not None for p, _ in column if p.thing.kind == "total"):
            continue  # and 合计 below a head that spans a few columns is of those
        if len(totals) != 1 or len(parts) < _TWO or len(parts) + 1 != len(column) or told_apart:
            continue
        if any(d.is_difference or d.unit != totals[0].unit or d.scope != totals[0].scope for d in parts):
            continue
        for part in parts:
            part.total = totals[0]
        found.append(PartList(totals, parts, True, "合计", totals[0]))
    return found


def _link_growth(rate: RateDraft, name: Label, place: Place, line: Sequence[_Count]) -> None:
    """A change stands on the same count of two times, or on a count and its change told beside it."""
    same = [(p, d) for p, d in line if place.besides and place.besides in (p.besides, p.how.base, p.how.text)]
    line = same or line  # 人次, of 批次 and 人次 each below 本月 | 上月 | 环比
    told = [(p.how if name is place.how else p.thing, d) for p, d in line]
    counts = [(label, d) for label, d in told if not d.is_difference]
    pairs = [
        (now, then)
        for label, now in counts
        for other, then in counts
        if now is not then
        and label.base == other.base
        and precedes(other.when, label.when)
        and not any(label.base == later.base and precedes(label.when, later.when) for later, _ in counts)
        and _compares(name, label, other)
    ]
    is_alone = sum(d.is_difference for _, d in line) == 1
    changes = [
        d
        for (p, d), (label, _) in zip(line, told, strict=True)
        if d.is_difference and _is_told_in(p, label, name, place, is_alone)
    ]
    if len(pairs) == 1 and pairs[0][0].unit == pairs[0][1].unit:
        rate.numerator, rate.denominator = pairs[0]
    elif not pairs and len(counts) == len(changes) == 1 and counts[0][1].unit == changes[0].unit:
        now = counts[0][1]
        rate.numerator = now
        rate.denominator = total_of([now, changes[0]]) if rate.direction < 0 else remainder(now, changes[0])
    if rate.numerator is not None:
        rate.formula, rate.link_basis = "change", "stated"


def _is_told_in(change: Place, label: Label, name: Label, rate: Place, is_alone: bool) -> bool:
    """Whether a change in numbers is the one that a rate tells in percent: against the same time, or the only one and right
    before it where only one of them says against which."""
    against = [_against(text) for text in (label.text, name.text)]
    return against[0] == against[1] or (not all(against) and is_alone and change.entry.column + 1 == rate.entry.column)


def _against(text: str) -> str:
    """Which time the label of a change names: of a year before, or of the month, week or quarter before; '' for none."""
    if AGAINST_YEAR.search(text):
        return "year"
    return "period" if AGAINST_PERIOD.search(text) else ""


def _compares(name: Label, now: Label, then: Label) -> bool:
    """Whether a change may be against a count: 同比 is against a year before, 环比 against a month or quarter before."""
    if now.when is None or then.when is None:
        return True
    if then.when.is_relative:
        is_year_before = then.when.back > 1
    elif now.when.is_relative:
        return True
    else:
        is_year_before = then.when.month == now.when.month
    return not (("同比" in name.base and not is_year_before) or ("环比" in name.base and is_year_before))


def _link_shares(
    shares: Sequence[tuple[RateDraft, Draft, Place]], by_way: Mapping[str, Sequence[_Count]], near: Sequence[Draft]
) -> None:
    """Shares are of the column's 合计, of the total that most of them fit among the counts before, or of their sum."""
    for way in dict.fromkeys(place.way for _, _, place in shares):
        of_way = [share for share in shares if share[2].way == way]
        column = [(rate, numerator) for rate, numerator, _ in of_way]
        closing = [(place, draft) for place, draft in by_way[way] if place.thing.kind == "total"]
        if len(closing) > 1 or any(OF_SOME in place.thing.text for place, _ in closing):
            _link_among_totals(column, closing)
            continue
        most = max(numerator.high for _, numerator in column)
        totals = [draft for _, draft in closing]
        counts = [
            d for d in reversed(near)
            if d.basis == "stated" and d.scope == column[0][0].scope and not d.is_difference and comparable(d, column[0][1])
        ]  # fmt: skip
        before = [d for d in counts if d.low >= most]
        together = total_of([numerator for _, numerator in column])
        readings = totals or [*before, *([together] if len(column) > 1 else [])]
        votes = [sum(fits(rate, numerator, total) for rate, numerator in column) for total in readings]
        if not votes or (not totals and 2 * max(votes) <= len(column)):
            _link_in_groups(of_way, counts)
            continue
        total = readings[votes.index(max(votes))]
        of_others = _of_other_groups(of_way, total, counts) if not totals else set()
        for rate, numerator in column:
            if id(rate) not in of_others:
                rate.numerator, rate.denominator = numerator, total
                rate.link_basis = "stated" if totals else "agrees"
        _link_in_groups([share for share in of_way if id(share[0]) in of_others], counts)


def _of_other_groups(
    column: Sequence[tuple[RateDraft, Draft, Place]], total: Draft, before: Sequence[Draft]
) -> set[int]:
    """The shares below the name of a group none of which fits a total that all of another group do, where they are shares of
    their own: all of a count that words tell of the group, or, of two or more, of one that none tells. Others are wrong."""
    groups: dict[str, list[tuple[RateDraft, Draft]]] = {}
    for rate, part, place in column:
        name = place.entry.group.text if place.entry.group is not None else ""
        groups.setdefault(name, []).append((rate, part))
    fitting = {name: [fits(rate, part, total) for rate, part in shares] for name, shares in groups.items()}
    if not any(len(fit) > 1 and all(fit) for fit in fitting.values()):
        return set()
    others: set[int] = set()
    for name, shares in groups.items():
        wholes = [draft for draft in before if name and draft.matter.startswith(name)]
        of_own = any(all(fits(rate, part, whole) for rate, part in shares) for whole in wholes)
        if name and not any(fitting[name]) and (of_own or have_one_whole(shares)):
            others.update(id(rate) for rate, _ in shares)
    return others


def _link_in_groups(column: Sequence[tuple[RateDraft, Draft, Place]], before: Sequence[Draft]) -> None:
    """Shares of rows below the name of a group are of the count before the table that is of that group, where most fit it."""
    groups = dict.fromkeys(place.entry.group.text for _, _, place in column if place.entry.group is not None)
    for group in groups:
        of_group = [(r, n) for r, n, p in column if p.entry.group is not None and p.entry.group.text == group]
        wholes = [draft for draft in before if draft.matter.startswith(group)]
        if len({draft.value for draft in wholes}) != 1 or len(of_group) < _TWO:
            continue
        if 2 * sum(fits(rate, part, wholes[0]) for rate, part in of_group) > len(of_group):
            for rate, part in of_group:
                rate.numerator, rate.denominator, rate.link_basis = part, wholes[0], "agrees"


def _link_among_totals(column: Sequence[tuple[RateDraft, Draft]], totals: Sequence[_Count]) -> None:
    """Of several totals shares are of the one of all, or each of the one that closes or opens its own rows: as
    most of them fit, and of none where most fit none."""
    drafts = [draft for _, draft in totals]
    readings: list[list[Draft | None]] = [
        [next((d for d in drafts if d.number_start > part.number_start), None) for _, part in column],
        [next((d for d in reversed(drafts) if d.number_start < part.number_start), None) for _, part in column],
    ]
    of_all = [draft for place, draft in totals if OF_SOME not in place.thing.text]
    if len(of_all) == 1:
        readings.insert(0, [*of_all] * len(column))
    votes = [
        sum(total is not None and fits(rate, part, total) for (rate, part), total in zip(column, reading, strict=True))
        for reading in readings
    ]
    if 2 * max(votes) <= len(column):
        return
    for (rate, part), total in zip(column, readings[votes.index(max(votes))], strict=True):
        if total is not None:
            rate.numerator, rate.denominator, rate.link_basis = part, total, "agrees"
