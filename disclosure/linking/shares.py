"""Which counts a share (占a%) stands on: the count told beside it, and the total that it names or that its list adds up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from disclosure.extraction.numeral import parse
from disclosure.linking.bases import is_among, is_of_stage
from disclosure.linking.carried import OF_SO_MANY
from disclosure.linking.derived import total_of
from disclosure.linking.draft import OUTCOMES, REMEDIES, UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import comparable, fits, may_hold
from disclosure.linking.lexicon import hits_of
from disclosure.linking.phrase import noun_phrase
from disclosure.linking.side_by_side import kinds_named, link_to_kinds, those_above, told_severally

_TOLD_AFTER = re.compile(r"^[,、(:\s]*(?:计|共|共计|为|即|合计|有)*$")
_JOINS = ("、", ",", "和", "及", "与", "以及")
_ENDS_LIST = re.compile(r"[%;。]|其中|包括|共|受理|办结|收到")
_OWN_SHARE = re.compile(r"[,(]?(?:占比|占|所占比例为?)?[^,。;、\d%]{0,12}[\d.]{1,8}%[)]?[;,]?")
_CHANGE = re.compile(r"[,、(]?(?:同比|环比|比|较|增|降|减|上升|下降)[^,。;%]{0,16}?\d[\d.]{0,6}%\)?")
_TOGETHER = re.compile(r"合计|共|总计|累计|[二三四五六七八九两]类|[二三四五六七八九两]项|上述|以上")
_SO_MANY = re.compile(r"(?P<number>[二三四五六七八九两])大?项(?=合|共|占|之和|相加|加起来)")
_SO_MANY_KINDS = re.compile("[这上前]?[述面]?[两二三四五六七八九几][大个]?[类项种]")
_MISFITS = 3
"""Of so many shares of a total one may be wrong."""
_OF_TOTAL = re.compile(r"占(?P<of>[^,。;%占]{0,20}?)(?:总数|总量|总件数|受理量|数量)?的?$")
_BY_UNIT = frozenset({"批次", "人次", "人数", "件数", "件次"})
"""The subjects that name a count by its unit."""
_AMONG = re.compile(r"[,。;:\n](?:在|全部|所有|各类)?(?P<of>[\u4e00-\u9fff]{2,8}?)(?:当)?中,(?=[^。;\d]{0,16}$)")
"""What names the cases that a count is among (有效来电中,咨询类15120个,占80%)."""
_SUM_OF = re.compile(r"[\u4e00-\u9fff]{0,4}(?:总和|之和|总数|总量)$")
"""What is left of the words for a sum that stands on its own (三类投诉总和占58.3%)."""
_NO_SUBJECT = ("在", "比例", "比重")
"""How a share opens that names no subject of its own (…件,在总量中占9%; …件,比例9%)."""
_WHOLE = re.compile(r"占(?:全部|所有)")
"""What says that a share is of the count of just that, and of no kind of it (占全部信息的2.8%)."""
_TELLING = 5
"""Percent: a share below it fits many totals."""
_FARTHEST = 40
"""Characters between a count and its share, what changed against another year left out."""


_VERB_AND_NOUN = 4
_ROUNDED = 100
"""What a share that is rounded counts for a total; so many that are cut off no list has."""


_ENOUGH, _PAIR = 3, 2
_STEP = Decimal("0.5")
"""How far each of some shares that are told in whole numbers may be rounded."""
"""After how many shares of one total the next is certain to be of it."""


class _Wanted(NamedTuple):
    """A share with the count it is of, and the counts that may be its total, best first."""

    rate: RateDraft
    numerator: Draft
    totals: list[Draft]
    may_be_sum: bool  # whether it may as well be of all the counts listed before it


class _Settled(NamedTuple):
    """The total that the last shares before a sentence all stand on, and how many of them do."""

    total: Draft
    times: int


def link_shares(
    text: str,
    shares: Sequence[RateDraft],
    drafts: Sequence[Draft],
    near: Sequence[Draft],
    told: Sequence[RateDraft] = (),
) -> None:
    """Set the counts of the shares of one sentence: all are of one total, the one that most of them fit; `told` are the rates
    before it, whose total a list of sentences goes on with."""
    settled = _settled(told)
    severally = told_severally(text, shares, drafts)
    wanted: list[_Wanted] = []
    for rate in shares:
        numerator = severally.get(id(rate)) or those_above(text, rate, near) or _share_numerator(text, rate, drafts)
        if numerator is None or rate.scope != numerator.scope or rate.kind == "point":
            continue
        if (number := kinds_named(text, rate)) is not None:
            link_to_kinds(rate, numerator, number, near)
            continue
        listed = [] if id(rate) in severally or numerator.terms else _listed_before(text, rate, numerator, drafts)
        counted = _SO_MANY.search(text, numerator.end, rate.number_start)
        if counted is not None and not numerator.terms and parse(counted["number"]) != len(listed):
            continue  # two are spoken of, and not told side by side
        totals = _totals(text, rate, numerator, drafts, near)
        of_others = wanted[0].totals if wanted else []
        of_others = [settled.total, *of_others] if settled and settled.total not in of_others else of_others
        totals += [
            t for t in of_others
            if t not in totals and t is not numerator and comparable(t, numerator) and may_hold(t, numerator, rate)
        ]  # fmt: skip
        if rate.qualifier != "exact":
            totals = [t for t in totals if t.unit == numerator.unit]  # 不到一半 fits too much
        if len(listed) > 1:
            together = total_of(listed)
            of_sum = _totals(text, rate, together, drafts, near)
            if _fit(rate, together, of_sum) and (_TOGETHER.search(text, numerator.end, rate.number_start)
                                                 or not _fit(rate, numerator, totals)):  # fmt: skip
                numerator, totals = together, of_sum
        wanted.append(_Wanted(rate, numerator, totals, len(listed) > 1 and not numerator.terms))
    _add_sum(wanted, [*near, *drafts])
    votes: dict[int, int] = {}
    for rate, numerator, totals, _ in wanted:
        for total in totals:
            votes[id(total)] = votes.get(id(total), 0) + _vote(rate, numerator, total)
    of_list = _of_list(wanted)
    goes_on = settled.total if settled is not None else None
    fitting = sum(fits(w.rate, w.numerator, goes_on) for w in wanted) if goes_on is not None else 0
    # a list of its own, that the total of the list before does not fit, may be of something else
    is_same_list = settled is not None and settled.times >= _ENOUGH and (len(wanted) == 1 or 2 * fitting >= len(wanted))
    meant = of_list or (goes_on if is_same_list else None)
    known = meant or goes_on
    for share in wanted:
        if share.totals:
            _link_share(text, share, wanted, votes, known, meant is not None)


def _add_sum(wanted: Sequence[_Wanted], counts: Sequence[Draft]) -> None:
    """Where the shares of a sentence come to a whole, its counts do too: of the count that they add up to, whatever it is
    called, else of their sum."""
    listed = {id(w.numerator): w.numerator for w in wanted if not w.numerator.terms}
    whole = abs(sum(w.rate.pct for w in wanted) - 100) <= len(wanted) * _STEP
    alike = len({(n.unit, n.scope) for n in listed.values()}) == 1
    known = wanted and any(all(fits(w.rate, w.numerator, total) for w in wanted) for total in wanted[0].totals)
    if not whole or not alike or known or len(listed) < max(len(wanted), _ENOUGH):
        return
    together = total_of(list(listed.values()))
    told = [
        d for d in counts
        if d.value == together.value and d.unit == together.unit and d.scope == together.scope and d.basis == "stated"
        and d.total is None and d.number_start < wanted[0].numerator.number_start
    ]  # fmt: skip
    for share in wanted:
        share.totals.append(told[-1] if told else together)


def _settled(told: Sequence[RateDraft]) -> _Settled | None:
    """The total of the last shares told, where they have one."""
    of = [r.denominator for r in reversed(told) if r.measure == "share"]
    if not of or of[0] is None or of[0].terms:
        return None
    return _Settled(of[0], sum(1 for _ in takewhile(lambda total: total is of[0], of)))


def _of_list(wanted: Sequence[_Wanted]) -> Draft | None:
    """The total that the counts of a sentence's shares add up to."""
    counts = {id(w.numerator): w.numerator.value for w in wanted if not w.numerator.terms}
    if len(counts) < _PAIR or len(counts) < len(wanted):
        return None
    return next((t for t in wanted[0].totals if t.value == sum(counts.values())), None)


def _link_share(
    text: str, share: _Wanted, wanted: Sequence[_Wanted], votes: dict[int, int], known: Draft | None, is_certain: bool
) -> None:
    rate, numerator, totals, may_be_sum = share
    exact_totals = [t for t in totals if t.qualifier == "exact"]
    if any(votes[id(t)] > _ROUNDED for t in exact_totals):
        totals = exact_totals  # 超6万件 fits whatever 61007件 does
    named = _named(text, rate, numerator, totals)
    if len(named) == 1 and _WHOLE.search(text, rate.segment_start, rate.number_start):
        totals = named
    best = max(votes[id(t)] for t in totals)
    fitting = [t for t in named if fits(rate, numerator, t, rounded=True)]
    total = fitting[0] if fitting else next(t for t in totals if votes[id(t)] == best)
    words = _words_of_total(text, rate, numerator)
    misfits = sum(total in w.totals and not fits(w.rate, w.numerator, total) for w in wanted)
    # whole numbers fit a total by chance that few of the others fit
    telling = rate.decimals > 0 or _MISFITS * misfits <= len(wanted)
    certain = (best >= 2 * _ROUNDED and telling) or (
        named == [total] and not _is_one_kind(text, rate, numerator, total)
    )
    certain = certain and _SO_MANY_KINDS.match(words) is None
    goes_on = (
        known is not None
        and known in totals
        and known.unit_kind == numerator.unit_kind
        and numerator.total in (None, known)
    )
    if goes_on and not named and best < 2 * _ROUNDED and not words:
        # a list goes on with its total, unless another gives the share or it names another
        others = [t for t in totals if fits(rate, numerator, t, rounded=True)]
        preferred = known in others and votes[id(known)] == max(votes[id(t)] for t in others)
        if preferred or (not others and is_certain):
            total, certain = known, certain or is_certain
    if total is numerator.total:
        alone = len(wanted) == 1 and total.sentence == numerator.sentence
        told = [w for w in wanted if w.numerator.total is total]
        others_fit = any(fits(w.rate, w.numerator, total) for w in told)
        undoubted = len(told) > 1 and all(t is total or t.total is total for w in told for t in w.totals)
        certain = certain or alone or others_fit or undoubted
    if misfits and not rate.decimals and sum(w.numerator.low for w in wanted) > total.high:
        certain = False  # kinds that are more than all of it are of something else
    if total.section != numerator.section and total is not numerator.total and named != [total]:
        # a count of another section may fit small shares by chance
        telling = [w for w in wanted if w.rate.pct >= _TELLING]
        certain = certain and 2 * sum(fits(w.rate, w.numerator, total) for w in telling) > len(telling)
    is_sum = is_certain and total is known
    if total not in named and not is_sum and _is_of_another(wanted, total):
        return
    exact = numerator.qualifier == total.qualifier == "exact"
    if fits(rate, numerator, total) or (certain and exact and not may_be_sum and not total.terms):
        rate.numerator, rate.denominator = numerator, total
        rate.link_basis = "nearest" if total is totals[0] and not numerator.terms else "agrees"


def _is_of_another(wanted: Sequence[_Wanted], total: Draft) -> bool:
    """Whether a list of shares is of a total that is not printed: no more than half of those that tell it fit this one."""
    telling = [w for w in wanted if w.rate.pct >= _TELLING]
    return len(telling) > _ENOUGH and 2 * sum(fits(w.rate, w.numerator, total) for w in telling) <= len(telling)


def _is_one_kind(text: str, rate: RateDraft, numerator: Draft, total: Draft) -> bool:
    """Whether what a share says it is of is only the end of a kind's name (占投诉总量的34% beside 商品类投诉1650件)."""
    words = _words_of_total(text, rate, numerator)
    return "类" in total.matter and "类" not in words and total.matter != words and not fits(rate, numerator, total)


def _vote(rate: RateDraft, numerator: Draft, total: Draft) -> int:
    """How much a share speaks for a total: more where it is rounded from it than where it is cut off."""
    return _ROUNDED if fits(rate, numerator, total, rounded=True) else int(fits(rate, numerator, total))


def _fit(rate: RateDraft, numerator: Draft, totals: Sequence[Draft]) -> bool:
    return any(fits(rate, numerator, total, rounded=True) for total in totals)


def _listed_before(text: str, rate: RateDraft, last: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The counts listed one beside the other up to the last before a share, which may speak of all (甲783件、乙579件,占77%)."""
    if last.number_start > rate.number_start:
        return []
    together = _TOGETHER.search(text, last.end, rate.number_start) is not None
    listed = [last]
    for draft in reversed([d for d in drafts if d.basis == "stated" and d.number_start < last.number_start]):
        gap = text[draft.end : listed[0].start].lstrip(")")
        if together and (own := _OWN_SHARE.match(gap)):
            gap = "、" + gap[own.end() :]  # 甲60件(占30%),乙40件(占20%),两项合计占50%
        outcomes = together and {draft.measure, last.measure} <= OUTCOMES  # 予以公开28件,部分公开6件,两项合计
        alike = draft.unit == last.unit and (outcomes or draft.measure == last.measure) and draft.total is last.total
        is_head = gap.startswith(",") and len(listed) > 1 and draft.value >= sum(d.value for d in listed)
        if not alike or is_head or _ENDS_LIST.search(gap) or not gap.startswith(_JOINS):
            break
        listed.insert(0, draft)
    return listed


def _share_numerator(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> Draft | None:
    counted = [d for d in drafts if d.unit_kind != "duration" and d.basis == "stated" and not d.is_difference]
    told = text[rate.segment_start : rate.start]
    subject = "" if told.startswith(_NO_SUBJECT) else told.partition("占")[0].removesuffix("所")
    together = _TOGETHER.search(subject) is not None
    subject = noun_phrase(_TOGETHER.sub("", subject).removesuffix("合"))
    subject = _SUM_OF.sub("", subject) if together else subject
    if subject in _BY_UNIT:
        named = (
            d for d in reversed(counted) if d.number_start < rate.number_start and d.unit_as_written[:1] == subject[0]
        )
        return next(named, None)  # 来访370批1184人次,批次占25%
    behind = next((d for d in counted if d.number_start > rate.number_start), None)
    before = [d for d in counted if d.number_start < rate.number_start]
    of_people = (
        behind is not None and behind.unit_kind == "person" and bool(before) and before[-1].unit_kind != "person"
    )
    is_sum = bool(before) and before[-1].total is behind  # 求助类240件,占12%,合计2000件
    is_other = of_people or is_sum
    if behind is not None and not is_other and _TOLD_AFTER.match(text[rate.end : behind.start]):
        return behind
    if before and _is_told_total(text, before[-1], rate):
        return before[-2] if len(before) > 1 else None
    before = [d for d in before if not _is_closed_in(text, d, rate)]
    between = _CHANGE.sub("", text[before[-1].end : rate.number_start]) if before else ""
    if (own := _OWN_SHARE.match(between)) and _TOGETHER.search(between, own.end()):
        between = between[own.end() :]  # 乙40件,占20%,两项合计占50%
    if ":" in between:
        return None  # 问题有三个:一是信息偏少,只占总量的28.4%
    if before and len(between) <= _FARTHEST and "%" not in between:
        return (
            before[-1] if not subject or before[-1].end > rate.segment_start or subject in before[-1].matter else None
        )
    return None


def _is_told_total(text: str, count: Draft, rate: RateDraft) -> bool:
    """Whether a share names its total with its number (36件,占派单总数900件的4%)."""
    return count.words.startswith("占") and OF_SO_MANY.match(text, count.end, rate.end) is not None


def _is_closed_in(text: str, count: Draft, rate: RateDraft) -> bool:
    """Whether a count stands in brackets that close before a share (325件(其中无照经营|210件),占9%), which is not of it."""
    opening = text.rfind("(", max(0, rate.segment_start - _FARTHEST), count.start)
    alone = opening >= 0 and not text[opening + 1 : count.start].strip()
    return not alone and opening >= 0 and ")" not in text[opening : count.start] and ")" in text[count.end : rate.start]


def _totals(
    text: str, rate: RateDraft, numerator: Draft, drafts: Sequence[Draft], near: Sequence[Draft]
) -> list[Draft]:
    """The counts that a share may be of, best first: the one it names, the list's total, the counts before."""
    earlier = [
        d for d in [*near, *drafts]
        if (d.number_start < numerator.number_start or _is_told_total(text, d, rate)) and d.scope == numerator.scope and d.basis == "stated" and d is not numerator
        and not d.is_difference and comparable(d, numerator) and may_hold(d, numerator, rate)
    ]  # fmt: skip
    named = _named(text, rate, numerator, earlier[::-1])
    readings = named[:2]
    if numerator.total is not None and numerator.total not in readings:
        readings.append(numerator.total)
    readings += [
        d for d in reversed(earlier)
        if d not in readings and (d.measure in UPSTREAM or ((d.total is None or d.sentence != numerator.sentence) and (d.is_case or d.measure in REMEDIES or d.measure == numerator.measure)))
    ]  # fmt: skip
    readings += [d for d in reversed(drafts) if d in earlier and d not in readings and d.total is None]
    return readings[:20]


def _named(text: str, rate: RateDraft, numerator: Draft, totals: Sequence[Draft]) -> list[Draft]:
    """Those of some counts that a share says it is of, with their number, by their stage or matter, or as what it is among."""
    words = _words_of_total(text, rate, numerator)
    nearest = max(0, numerator.segment_start - _FARTHEST)
    says_among = text.find("中,", nearest, numerator.start) >= 0
    among = _AMONG.search(text, nearest, numerator.start) if says_among else None
    apart = (words[:2], words[2:]) if len(words) == _VERB_AND_NOUN else ()
    is_stage = any(h.is_event and h.entry.word == words for h in hits_of(words))
    if words and _WHOLE.search(text, rate.segment_start, rate.number_start):
        wholes = [t for t in totals if t.matter == words]
        if wholes:
            return wholes
    named = [
        t for t in totals
        if (among is not None and among["of"] in t.words + t.matter) or is_among(text, t, numerator)
        or (len(words) > 1 and (words in t.matter + t.event or (t.event != "" and t.event in words)))
        or (apart and all(word in t.words for word in apart))
        or (is_stage and words in t.words)
        or _is_told_total(text, t, rate)
    ]  # fmt: skip
    of_stage = [t for t in totals if t.sentence == numerator.sentence and is_of_stage(words, t)] if not named else []
    return of_stage if len(of_stage) == 1 else named


def _words_of_total(text: str, rate: RateDraft, numerator: Draft) -> str:
    """What a share says it is of (占受理总数的9%: 受理), '' where nothing more than a total."""
    said = _OF_TOTAL.search(text[numerator.end : rate.number_start]) or _OF_TOTAL.search(
        text[rate.segment_start : rate.number_start]
    )
    return (
        re.sub(r"全部|所有|[当本]月|[当全本]年|[全市县区局本其总的]|^比[例重]?$", "", said["of"]).replace(
            "受案", "受理"
        )
        if said
        else ""
    )
