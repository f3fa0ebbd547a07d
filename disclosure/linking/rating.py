"""The rates that a sentence states: what each percentage is called, of which year, and of what it speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from disclosure.extraction.numeral import parse
from disclosure.extraction.quantity import Amount
from disclosure.extraction.rate import Label, labels, measure_of, names, signed
from disclosure.linking.carried import is_whole_of
from disclosure.linking.coverage import coverage_of
from disclosure.linking.draft import ENDED, Draft, RateDraft
from disclosure.linking.fulfilled import is_of_task
from disclosure.linking.phrase import noun_phrase, segment_start
from disclosure.linking.scope import DONE, Period, scope_of
from disclosure.linking.years import tell_by_years
from disclosure.text import Sentence

_SAME_NAME = re.compile(
    r"(?:分别)?(?:为|达|达到|是|仅|仅为|只有|高达)$|^(?:上月|上年|去年|上季度?|同期|上年同期|去年同期)(?:为|是)?$"
)
_AGAINST = re.compile(
    r"^[,、(]?(?:比|较|与|由|从|高于|低于)(?:去年|上年|上月|上季度?|上周|上期|前年|(?:19|20)\d\d年度?|[一二三四]季度|[上下]半年|\d{1,2}月份?)(?:同期)?的?$"
)
"""What says that a percentage is what the rate before it was at another time (比去年同期的91.05%提高1.85个百分点)."""
_RANKS_BY = re.compile(
    r"(?P<rate>[\u4e00-\u9fff]{1,12}?(?:率|满意度))(?:[最较][高低]|靠[前后]|居[前后]|排[在名]|[前后][两二三四五六七八九十\d])[^。;%]{0,40}$"
)
"""What says by which rate bodies are ranked that are listed with theirs in brackets (满意率最高的三个单位依次为:甲局(99%))."""
_BY_NUMBER = re.compile(
    r"(?:(?:上述|以上|前述|这)(?P<number>[二两三四五])(?:项|个)?(?:指标|数据|比率|率)|[“\"]?(?P<rates>[三四五])率[”\"]?)[^,。;\d]{0,6}分别[^,。;\d]{0,6}$"
)
_IN_BRACKETS = re.compile(r"\([^()]{1,12}\)")
_REACHES = re.compile(r"^[、,]?(?:进一步)?(?:提高|提升|上升|增长|下降|降低|降|升|增|上涨)(?:到|至|为)(?:了)?$")
_RATE_OF = {"handled": "handling_rate", "closed": "closing_rate", "replied": "reply_rate"}
_TOLD_BEHIND = re.compile(
    r"(?:的[\u4e00-\u9fff]{1,8}?)?(?:已经?|均已?)?(?P<stage>办复|办结|结案|回复|答复|整改|处置)(?=[,。;、)]|完毕|到位)"
)
_RANKED = re.compile(
    r"[,;。](?:其中)?[^,;。%\d]{0,8}(?:排名|位列|名列|居|排在)?(?:靠|居|末|[前后末倒]?[数第]?[一二两三四五六七八九十\d]{1,2})(?:前|后|位|名)[^,;。%\d]{0,8}(?:是|为|有|:)[^;。%]{0,30}$"
)
"""What opens a list of bodies by their place, behind a rate that it is the place by (…;排名后三位的分别是甲镇(88.6%))."""
_BEYOND = re.compile(
    r"(?:以[上下])?的[^,;。%\d]{0,6}(?:有\d{1,3}[个家名][^,;。%\d]{0,4}[,:](?:分别)?|[,:]?分别|:)(?:是|为|有)?[^;。%]{1,30}"
)
"""What opens a list of bodies beyond a mark (满意率低于85%的有3个,分别是甲局(80.2%))."""
_OF_THOSE = re.compile(r"中[,、]?(?:有|约有?)?$|其中,?(?:有|约有?)?$|[,;、]$")
_IS_OF = re.compile(r"(?:是|为|属于?|来自|涉及|集中[在于]|反映)(?![^,。;]{0,8}率)[\u4e00-\u9fff]{2}")
"""What stands before and behind the share of a kind among all (诉求中,60%|是物业方面的;其中|35%涉及噪声)."""
_TIMES_BEFORE = re.compile(r"(?P<how>增长|上升|提高|增加|下降|减少)(?:\d{1,3}(?:\.\d{1,2})?倍[、,和及]){1,4}$")
_FARTHEST_TIMES = 30
_SORTED = re.compile(r"(?:以[上下])?的(?:单位|部门|镇街|街道|乡镇|[县区市])?(?:共?有|是|为)")
"""What follows each of the marks that bodies are sorted by (办结率100%的有甲镇,98%以上的有乙镇)."""
_FRACTION = re.compile(r"\.(\d+)")
_LOOKS_AT = re.compile(r"(?:从|按|以|就)(?P<rate>[^,。;\d%]{1,16}?率)(?:来看|看|来说|而言|排名|排序|计)")
_IN_NAME = r"(?:[^,。;:、\d占率比较增降升减超高低]|高(?=\s?新\s?(?:技术)?(?:产业)?(?:开发)?园?\s?区(?:管委会)?\s?(?:为|达|是|占)?[(]?$))"
"""A character of a body's name, which says of no change; before other names 高 may (高全市|1.2%)."""
_LISTED_NEXT = re.compile(
    rf"[)%]*[、,;和及与][和及与]?(?:其中[,:]?)?(?:第[一二三四五六七八九十]名?(?:是|为)?)?{_IN_NAME}{{1,16}}?(?:为|达|是|占)?[(]?"
    r"|[)%]*[,;](?:最[高低]|其次)的?(?:是|为)?[^,。;:、\d占率比较增降升减超]{1,16}?(?:为|达)?[(]?"
)
"""What stands between two percentages of a list that names whose each is (办结率前三位:甲镇(100%)、乙镇(99.2%))."""
_NAMED_ONLY = re.compile(
    r"(?:(?<!\S)|[:、,;。和及与])[^,。;:、\d占率比较增降升减超高低]{0,16}?(?:类|方面|问题|领域|其他|其它)(?:为|达)?[(]?$"
)
_NEXT_BODY = re.compile(r"\)(?:[、,]|和|及|以及|与)?[^,。;:、\d%()]{1,16}\(")
"""What stands between two percentages in brackets of a list that says behind its last what they are."""
_NAMED_BEHIND = re.compile(
    r"\)(?:等[^,。;:\d%率的]{0,8})?的?(?P<rate>[^,。;:、\d%]{0,8}?(?:率|满意度))(?![^,。;\d%]{0,8}\d{1,3}(?:\.\d{1,3})?%[、(])"
)
_OTHER_PERIOD = re.compile(r"[,、(]?(?:同比|环比)(?:为|达)?")
_IS = re.compile(r"[,、(]?约?(?:为|达|即)")
_OF_KINDS = re.compile(
    r"(?:类|方面|问题|领域|热点|渠道|途径|来源|内容)[^。;%\d(]{0,12}(?:是|为|有|在|:)(?=[^。;%\d(]{1,16}\()"
)
_OF_BODIES = re.compile(r"[局镇乡委办县区市街道公司集团中心]\(")
_LEAST_KINDS = _PAIR = 2
_FEWEST, _LEAST, _MOST = 3, 99, 101
"""How many shares of a whole there must be, and what they come to, but for their rounding."""
_WITHIN_BRACKETS = (")", ",", ";")
_FARTHEST = 300
_SHORT = 6
_JOINERS = "、,和及与 -—~至到"


def rate_drafts(
    text: str,
    number: int,
    sentence: Sentence,
    percents: list[Amount],
    drafts: list[Draft],
    in_target: bool,
    period: Period,
    told: Sequence[RateDraft] = (),
) -> list[RateDraft]:
    """One draft for each rate that the percentages of a sentence state; `number` is the sentence's place, `told` the rates
    before it."""
    rates: list[RateDraft] = []
    waiting: list[Label] = []  # names that a list of names still has for the percentages to come
    changed: list[Label] = []  # the rates that the change before was of
    ends = sorted([d.end for d in drafts] + [p.end for p in percents])
    for amount in percents:
        before = bisect_right(ends, amount.start)
        floor = ends[before - 1] if before else sentence.start
        begins = segment_start(text, floor, amount.start)
        segment = text[begins : amount.start]
        sign = signed(text, amount.start, amount.end)
        named = [sign] if sign is not None else labels(segment)
        if not named and changed and _SAME_NAME.search(segment) and len(segment) <= _SHORT:
            named = changed[:1]
        if not waiting:
            named = _pointed_at(segment, [*told, *rates]) or named
        changed = names(segment) if named and named[0].measure == "growth" else []
        if "分别" in segment and len(named) > 1:
            named, waiting = named[:1], named[1:]
        elif not named and waiting:
            named, waiting = waiting[:1], waiting[1:]
        is_listed = not named and bool(rates) and _is_listed_next(text, rates[-1], amount)
        named = _carried(text, segment, amount, named, rates) or _told_alike(text, amount, drafts, rates)
        if not named:
            nearest = max(sentence.start, begins - _FARTHEST)
            named = (
                _looked_at(text, nearest, begins)
                or _sorted_by(text, nearest, begins, amount.end)
                or _ranked_by(text, nearest, amount.start)
                or [_unnamed(text, amount, begins, floor, [d for d in drafts if d.end <= amount.start])]
            )
        scope = scope_of(text, sentence.start, amount.start, amount.number_start, in_target, period)
        source = next((d for d in reversed(drafts) if d.start < amount.start), None)
        if source is not None and source.scope == "target" and scope == "actual":
            # 完成下达任务60条|的138%
            scope = "actual" if DONE.search(segment) or is_of_task(text, amount.number_start) else "target"
        for nth, label in enumerate(named):
            rate = _draft(text, amount, label, nth, number, sentence, begins, scope, source)
            rate.is_shared, rate.is_carried = len(named) > 1, is_listed
            rates.append(rate)
    tell_by_years(text, sentence.start, sentence.end, rates, period)
    _name_behind(text, rates)
    _shares_of_whole(text, rates)
    _shares_of_kinds(text, sentence.start, rates)
    return rates


def _is_listed_next(text: str, last: RateDraft, amount: Amount) -> bool:
    """Whether a percentage goes on with a list of one rate that names whose each is, or against what each has changed."""
    if last.measure == "growth":
        return _OTHER_PERIOD.fullmatch(text, last.end, amount.start) is not None
    named = bool(last.label) or last.measure == "share"
    return named and _LISTED_NEXT.fullmatch(text, last.end, amount.start) is not None


def _name_behind(text: str, rates: list[RateDraft]) -> None:
    """Percentages in brackets behind the bodies they are of take the name that follows the list (甲镇(71.3%)、乙局(75%)的处置率
    低于85%)."""
    run: list[RateDraft] = []
    for rate in rates:
        if rate.label or text[rate.start - 1 : rate.start] != "(":
            run = []
            continue
        goes_on = run and _NEXT_BODY.fullmatch(text, run[-1].end, rate.start)
        run = [*run, rate] if goes_on else [rate]
        named = _NAMED_BEHIND.match(text, rate.end)
        found = names(named["rate"])[-1:] if named else []
        for one in run if found else ():
            one.label, one.measure, one.direction, one.is_minus, one.rule = *found[0], "rate.named"
            one.is_carried = True


def _shares_of_whole(text: str, rates: list[RateDraft]) -> None:
    """Percentages without a name that stand right behind what they are of, and come to a whole together, are shares (咨询类
    60%,投诉类30%,其他10%)."""
    run = [
        r
        for r in rates
        if not r.label and r.measure == "other_rate" and _NAMED_ONLY.search(text, max(0, r.segment_start - 1), r.start)
    ]
    if len(run) < _FEWEST or len(run) != len(rates) or not _LEAST <= sum(r.pct for r in run) <= _MOST:
        return
    for rate in run:
        rate.measure, rate.rule = "share", "rate.share"


def _shares_of_kinds(text: str, start: int, rates: list[RateDraft]) -> None:
    """Percentages in brackets behind kinds of cases are shares (反映较多的有三类:噪声扰民(32.5%)、油烟(21.4%))."""
    run = [r for r in rates if not r.label and r.measure == "other_rate" and text[r.start - 1 : r.start] == "("]
    if len(run) < _LEAST_KINDS or sum(r.pct for r in run) > _MOST:
        return
    opening = _OF_KINDS.search(text, start, run[0].start)
    listed = opening and all(_NEXT_BODY.fullmatch(text, a.end, b.start) for a, b in pairwise(run))
    if listed and _OF_BODIES.search(text, opening.end(), run[-1].start) is None:
        for rate in run:
            rate.measure, rate.rule = "share", "rate.share"


def _pointed_at(segment: str, told: Sequence[RateDraft]) -> list[Label]:
    """The rates that are named by their number (上述三项指标分别为97%、88%和85%): those of the last sentence that told as many."""
    found = _BY_NUMBER.search(segment)
    number = int(parse(found["number"] or found["rates"]) or 0) if found else 0
    labelled: dict[int, dict[str, Label]] = {}  # by sentence
    for rate in told if number else ():
        if rate.label:
            labelled.setdefault(rate.sentence, {})[rate.label] = Label(rate.label, rate.measure)
    return next((list(named.values()) for named in reversed(labelled.values()) if len(named) == number), [])


def _carried(text: str, segment: str, amount: Amount, named: list[Label], rates: list[RateDraft]) -> list[Label]:
    """The labels of a percentage, taken over from the one before where it goes on with it (由86%提高到91%, 甲98%、乙97%)."""
    if not rates:
        return named
    last = rates[-1]
    if last.label and _REACHES.match(segment) and (not named or named[0].measure == "growth"):
        return [Label(last.label, last.measure)]
    if named:
        return named
    if _is_listed_next(text, last, amount):
        return [Label(last.label, last.measure, last.direction)]
    opens = _RANKED.search(text, last.end, amount.start) or _BEYOND.fullmatch(text, last.end, amount.start)
    if last.label and opens and (text[amount.start - 1] == "(" or ":" in opens.group()):
        return [Label(last.label, last.measure)]
    if last.label and _SORTED.match(text, last.end) and _SORTED.match(text, amount.end):
        return [Label(last.label, last.measure)]
    between = text[last.end : amount.start]
    if between == "(" and (last.label or last.measure == "share"):
        return [Label(last.label, last.measure, last.direction)]  # 解决率近九成(89.7%)
    adjoining = not _IN_BRACKETS.sub("", between).strip(_JOINERS)
    if _SAME_NAME.search(segment) and len(between) > len(segment) and "率" in between:
        own = names(between)[-1:]  # 办结率最高的是甲局,为100%;满意率最低的是丙局,为91.2%
        if own:
            return own
    if adjoining or (last.label and (_SAME_NAME.search(segment) or _AGAINST.match(between))):
        return [Label(last.label, last.measure, last.direction)]
    return []


def _told_alike(text: str, amount: Amount, drafts: Sequence[Draft], rates: Sequence[RateDraft]) -> list[Label]:
    """The name of the rate before, for a percentage right behind two counts like those that it stands on (甲区应结90件,结案88件,
    结案率97.8%;乙区应结70件,结案69件,|98.6%)."""
    last = rates[-1] if rates and rates[-1].label else None
    told = [d for d in drafts if last is not None and d.end <= last.start][-_PAIR:]
    found = [d for d in drafts if last is not None and last.end < d.start and d.end <= amount.start]
    alike = [(d.measure, d.is_due, d.unit) for d in told] == [(d.measure, d.is_due, d.unit) for d in found]
    if last is None or not alike or len(found) != _PAIR or found[1].measure not in ENDED or found[1].total is not None:
        return []
    there, here = told[1], found[1]
    is_beside = text[there.end : last.number_start].strip("(,、:为达") in (last.label, "")
    goes_on = text.startswith(";", last.end) and text[here.end : amount.start] in (",", "(")
    return [Label(last.label, last.measure)] if is_beside and goes_on else []


def _looked_at(text: str, start: int, begins: int) -> list[Label]:
    """The rate that a sentence says it looks at, for percentages that only name whose they are (从结案率来看,甲局(54.5%))."""
    found = list(_LOOKS_AT.finditer(text, start, begins))
    return names(found[-1]["rate"])[-1:] if found else []


def _sorted_by(text: str, start: int, begins: int, end: int) -> list[Label]:
    """The rate that bodies are sorted by, for a mark of it (回复率不达标的有18个,其中不足98%的有11个)."""
    return names(text[start:begins])[-1:] if _SORTED.match(text, end) else []


def _ranked_by(text: str, start: int, at: int) -> list[Label]:
    """The rate that bodies are ranked by, for a percentage in brackets behind one of them."""
    found = _RANKS_BY.search(text, start, at) if text[at - 1] == "(" else None
    return names(found["rate"])[-1:] if found else []


def _unnamed(text: str, amount: Amount, begins: int, floor: int, drafts: list[Draft]) -> Label:
    """The name of a percentage that has none in its clause."""
    behind = text[amount.end : amount.end + 1]
    if amount.is_chinese and not text.startswith("百分之", amount.number_start):
        return Label("", "share")
    if drafts and drafts[-1].total is not None and _IS.fullmatch(text, drafts[-1].end, amount.start):
        return Label("", "share")  # 其他类10件,为5.26%
    if drafts and is_whole_of(text, drafts[-1], amount.end):
        return Label("", "share")  # 占派单总数900件的4%
    grew = _TIMES_BEFORE.search(text, max(0, begins - _FARTHEST_TIMES), amount.start)
    if grew:
        return labels(grew["how"])[-1]  # 分别上升1.5倍、两倍和40%
    told = _TOLD_BEHIND.match(text, amount.end)
    if told:
        return Label("", measure_of(told["stage"]))
    if _OF_THOSE.search(text, floor, amount.start) and _IS_OF.match(text, amount.end):
        return Label("", "share")
    if behind == "的" or ("\u4e00" <= behind <= "\u9fff" and behind not in "以左右为是"):
        return Label("", "coverage")
    if drafts and behind in _WITHIN_BRACKETS and text[drafts[-1].end : begins] == "(":
        return Label("", _RATE_OF.get(drafts[-1].measure, "share") if drafts[-1].total is None else "share")
    wider = labels(text[floor : amount.start])
    return wider[-1] if wider else Label("", "other_rate")


def _draft(
    text: str, amount: Amount, label: Label, nth: int, number: int, sentence: Sentence, begins: int, scope: str,
    source: Draft | None,
) -> RateDraft:  # fmt: skip
    fraction = _FRACTION.search(text[amount.number_start : amount.number_end])
    is_point = amount.unit is not None and amount.unit.kind == "point"
    own = noun_phrase(text[begins : amount.start].split(label.words or "占")[0])
    return RateDraft(
        amount.start, amount.end, amount.number_start, amount.value, len(fraction[1]) if fraction else 0,
        amount.low, amount.high, amount.qualifier, "point" if is_point else "percent", label.measure, label.words,
        number, sentence.paragraph, sentence.section, begins, nth, direction=label.direction,
        is_minus=label.is_minus,
        matter=source.matter if source is not None else own, channel=source.channel if source is not None else "",
        scope=scope, coverage=coverage_of(text, sentence.start, amount.start),
        rule=f"rate.{'named' if label.words else label.measure}",
    )  # fmt: skip
