"""Which counts a share (占a%) stands on: the count told beside it, and the total that it names or that its list adds up to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import NamedTuple

from disclosure.extraction.numeral import parse
from disclosure.linking.beside import beside
from disclosure.linking.derived import total_of
from disclosure.linking.draft import UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import comparable, fits, may_hold
from disclosure.linking.share_counts import TOGETHER, counted_by, kinds_in_name, listed_before
from disclosure.linking.share_totals import FARTHEST, WHOLE, are_of, named_by, totals_of, words_of_total
from disclosure.linking.side_by_side import kinds_named, link_to_kinds, those_above, told_severally

_SO_MANY = re.compile(r"(?P<number>[二三四五六七八九两])大?项(?=合|共|占|之和|相加|加起来)")
_MISFITS = 3
"""Of so many shares of a total one may be wrong."""
_TELLING = 5
"""Percent: a share below it fits many totals."""

_WITHIN = re.compile(r"[),]{1,2}\(?其中[,:]?[^,。;:%\d]{0,12}")
"""What stands between a share and a part of its count alone (来信60件,占67%|,其中重复信|6件)."""
_OF_THIS = re.compile(r"[^。;%]{0,12}占(?:比|比为)?(?:约|近)?")
"""How a share of it is told that names no total of its own (重复信6件|,占|10%)."""
_ENDS_INNER = re.compile("[;。)]")
"""What ends the parts of that count."""
_APART_AGAIN = re.compile(r"其中|按[^,。;\d]{1,8}分|[从就][^,。;\d]{1,8}看")
"""What opens another list of the kinds of a total."""
_IN_TURN = frozenset({"、", ",", "和", "及", "与", "以及"})
"""What stands between shares that say once what they are of."""
_ROUNDED = 100
"""What a share that is rounded counts for a total; so many that are cut off no list has."""


_ENOUGH, _PAIR = 3, 2
"""After how many shares of one total the next is certain to be of it; how many counts may make one."""
_MOST = 40
"""How many shares of a sentence are held against one another; a list that people write has a dozen."""
_STEP = Decimal("0.5")
"""How far each of some shares that are told in whole numbers may be rounded."""


class _Wanted(NamedTuple):
    """A share with the count it is of, and the counts that may be its total, best first."""

    rate: RateDraft
    numerator: Draft
    totals: list[Draft]
    may_be_sum: bool  # whether it may as well be of all the counts listed before it
    words: str  # what it says it is of


class _Settled(NamedTuple):
    """The total that the last shares before a sentence all stand on, and how many of them do."""

    total: Draft
    times: int


class _Inner(NamedTuple):
    """The last share that is of a count told apart within the list, and that count."""

    rate: RateDraft
    whole: Draft


def link_shares(
    text: str,
    shares: Sequence[RateDraft],
    drafts: Sequence[Draft],
    near: Sequence[Draft],
    told: Sequence[RateDraft] = (),
) -> None:
    """Set the counts of the shares of one sentence: all are of one total, the one that most of them fit; `told` are the rates
    before it, whose total a list of sentences goes on with."""
    severally = told_severally(text, shares, drafts)
    goes_on = list(told)
    for run, is_afresh in _lists(text, shares, drafts):
        goes_on = [] if is_afresh else goes_on
        for at in range(0, len(run), _MOST):  # a run of thousands is not held against itself
            _link_list(text, run[at : at + _MOST], severally, drafts, near, _settled(goes_on))
            goes_on += run[at : at + _MOST]


def _lists(
    text: str, shares: Sequence[RateDraft], drafts: Sequence[Draft]
) -> Iterator[tuple[Sequence[RateDraft], bool]]:
    """The shares of a sentence list by list, and whether each has a total of its own: one that its counts are told to be of
    (受理90件,其中来信60件,占67%,来电30件,占33%;|办结80件,其中当场办结20件,占25%). A list that comes to a whole may be followed by
    another of the same total; 其中 behind one that does not tells of its last count (来信60件,占67%,其中|重复信6件,占10%)."""
    stated = sorted((d for d in drafts if d.basis == "stated"), key=lambda d: d.number_start)
    starts = [d.number_start for d in stated]
    opens, is_afresh, told = 0, False, Decimal(0)
    for at, (before, share) in enumerate(pairwise(shares), 1):
        told += before.pct
        mark = text.find(";", before.end, share.number_start)
        stretch = stated[bisect_right(starts, before.end) : bisect_left(starts, share.number_start)]
        has_head = len(stretch) > 1 and _is_head(stretch[0], stretch[1:], mark >= 0 and mark < stretch[0].number_start)
        is_whole = abs(told - 100) <= (at - opens) * _STEP
        if has_head or (is_whole and _APART_AGAIN.search(text, before.end, share.number_start)):
            yield shares[opens:at], is_afresh
            opens, is_afresh, told = at, has_head, Decimal(0)
    if shares:
        yield shares[opens:], is_afresh


def _is_head(first: Draft, others: Sequence[Draft], is_next_stretch: bool) -> bool:
    """Whether a count is a total of its own that the counts behind it are of: as their list says, or by a verb of its own."""
    told = is_next_stretch and first.measure_from == "own" and first.total is None and first.is_case
    return any(d.total is first or (told and d.unit == first.unit and d.high <= first.low) for d in others)


def _link_list(
    text: str,
    shares: Sequence[RateDraft],
    severally: Mapping[int, Draft],
    all_drafts: Sequence[Draft],
    near: Sequence[Draft],
    settled: _Settled | None,
) -> None:
    """Set the counts of shares that are held against one another; `severally` has those told side by side with their counts."""
    wanted: list[_Wanted] = []
    inner: _Inner | None = None
    for rate in shares:
        drafts = beside(all_drafts, rate.start)
        numerator = severally.get(id(rate)) or those_above(text, rate, near) or counted_by(text, rate, drafts)
        if numerator is None or rate.scope != numerator.scope or rate.kind == "point":
            continue
        if (number := kinds_named(text, rate)) is not None:
            link_to_kinds(rate, numerator, number, near)
            continue
        within = _told_within(text, wanted[-1], rate, numerator) if wanted else None
        if within is None and inner is not None and not _ENDS_INNER.search(text, inner.rate.end, numerator.start):
            within = inner.whole  # 来信60件,其中重复信6件,占10%,表扬信3件,占|5%
        if within is not None and fits(rate, numerator, within, rounded=True):
            rate.numerator, rate.denominator, rate.link_basis = numerator, within, "nearest"
            inner = _Inner(rate, within)
            continue
        listed = [] if id(rate) in severally or numerator.terms else listed_before(text, rate, numerator, drafts)
        counted = _SO_MANY.search(text, numerator.end, rate.number_start)
        if counted is not None and not numerator.terms and parse(counted["number"]) != len(listed):
            continue  # two are spoken of, and not told side by side
        words = words_of_total(text, rate, numerator)
        if not words and wanted and text[wanted[-1].rate.end : rate.start] in _IN_TURN:
            words = wanted[-1].words  # 分别占立案总数的28%、18%和14%
        totals = totals_of(text, rate, numerator, drafts, near, words)
        if within is not None and not _fit(rate, numerator, totals):
            continue  # of the count before or of the total, and right for neither
        of_others = wanted[0].totals if wanted else []
        of_others = [settled.total, *of_others] if settled and settled.total not in of_others else of_others
        totals += [
            t for t in of_others
            if t not in totals and t is not numerator and comparable(t, numerator) and may_hold(t, numerator, rate)
        ]  # fmt: skip
        if rate.qualifier != "exact":
            # 不到一半 fits too much
            totals = [t for t in totals if t.unit == numerator.unit or (len(words) > 1 and are_of(words, t))]
            # 网络购物的投诉 are of 投诉 before 商品类投诉
            totals.sort(key=lambda t: not (t.matter and t.measure in UPSTREAM and numerator.matter.endswith(t.matter)))
        if len(listed) > 1:
            together = total_of(listed)
            of_sum = totals_of(text, rate, together, drafts, near, words)
            if _fit(rate, together, of_sum) and (TOGETHER.search(text, numerator.end, rate.number_start)
                                                 or not _fit(rate, numerator, totals)):  # fmt: skip
                numerator, totals = together, of_sum
        wanted.append(_Wanted(rate, numerator, totals, len(listed) > 1 and not numerator.terms, words))
    told_of = _told_among(text, wanted)
    if told_of is None:
        _add_sum(wanted, [*near, *all_drafts])
    votes: dict[int, int] = {}
    for rate, numerator, totals, _, _ in wanted:
        for total in totals:
            votes[id(total)] = votes.get(id(total), 0) + _vote(rate, numerator, total)
    of_list = _of_list(wanted)
    if of_list is not None:
        votes[id(of_list)] += 1  # 约占 fits more than one count; that the parts make one up tells which
    goes_on = settled.total if settled is not None else None
    fitting = sum(fits(w.rate, w.numerator, goes_on) for w in wanted) if goes_on is not None else 0
    # a list of its own, that the total of the list before does not fit, may be of something else
    is_same_list = settled is not None and settled.times >= _ENOUGH and (len(wanted) == 1 or 2 * fitting >= len(wanted))
    meant = of_list or (goes_on if is_same_list else None)
    known = meant or goes_on
    for share in wanted:
        if share.totals:
            _link_share(text, share, wanted, votes, known, meant is not None, told_of)


def _told_within(text: str, before: _Wanted, rate: RateDraft, numerator: Draft) -> Draft | None:
    """The count of the share before, where 其中 tells a part of it alone (来信60件,占67%,其中重复信6件,占|10%)."""
    whole = before.numerator
    is_within = numerator.start > before.rate.end and _WITHIN.fullmatch(text, before.rate.end, numerator.start)
    says_of = _OF_THIS.fullmatch(text, numerator.end, rate.number_start) if is_within else None
    return whole if says_of and comparable(whole, numerator) and may_hold(whole, numerator, rate) else None


def _told_among(text: str, wanted: Sequence[_Wanted]) -> Draft | None:
    """The count that all of a list of shares are told to be among (共受理263件。其中,咨询120件,占45.6%;…), or None."""
    totals = {id(w.numerator.total): w.numerator.total for w in wanted}
    total = wanted[0].numerator.total if len(totals) == 1 and len(wanted) >= _ENOUGH else None
    if total is None or wanted[0].numerator.start - total.end > FARTHEST:
        return None
    return total if "其中" in text[total.end : wanted[0].numerator.start] else None


def _add_sum(wanted: Sequence[_Wanted], counts: Sequence[Draft]) -> None:
    """Where the shares of a sentence come to a whole, its counts do too: of the count that they add up to, whatever it is
    called, else of their sum. Where they do not, they may be of kinds told before that their own words name together."""
    if wanted and (kinds := kinds_in_name(wanted[0].numerator, counts)) is not None:
        for share in wanted:
            share.totals.append(kinds)
    listed = {id(w.numerator): w.numerator for w in wanted if not w.numerator.terms}
    whole = abs(sum(w.rate.pct for w in wanted) - 100) <= len(wanted) * _STEP
    alike = len({(n.unit, n.scope) for n in listed.values()}) == 1
    known = wanted and any(all(fits(w.rate, w.numerator, total) for w in wanted) for total in wanted[0].totals)
    telling = all(w.rate.decimals for w in wanted)  # whole numbers of two counts come to a whole by chance
    if not whole or not alike or known or len(listed) < max(len(wanted), _PAIR if telling else _ENOUGH):
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
    if not of or of[0] is None:
        return None
    return _Settled(of[0], sum(1 for _ in takewhile(lambda total: total is of[0], of)))


def _of_list(wanted: Sequence[_Wanted]) -> Draft | None:
    """The total that the counts of a sentence's shares add up to."""
    counts = {id(w.numerator): w.numerator.value for w in wanted if not w.numerator.terms}
    if len(counts) < _PAIR or len(counts) < len(wanted):
        return None
    return next((t for t in wanted[0].totals if t.value == sum(counts.values())), None)


def _link_share(
    text: str,
    share: _Wanted,
    wanted: Sequence[_Wanted],
    votes: dict[int, int],
    known: Draft | None,
    is_certain: bool,
    told_of: Draft | None,
) -> None:
    rate, numerator, totals, may_be_sum, words = share
    exact_totals = [t for t in totals if t.qualifier == "exact"]
    if any(votes[id(t)] > _ROUNDED for t in exact_totals):
        totals = exact_totals  # 超6万件 fits whatever 61007件 does
    named = named_by(text, rate, numerator, totals, words)
    if len(named) == 1 and WHOLE.search(text, rate.segment_start, rate.number_start):
        totals = named
    best = max(votes[id(t)] for t in totals)
    fitting = [t for t in named if fits(rate, numerator, t, rounded=True)]
    total = fitting[0] if fitting else next(t for t in totals if votes[id(t)] == best)
    own = numerator.total
    if (
        own is not None
        and own in totals
        and not fits(rate, numerator, total)
        and fits(rate, numerator, own, rounded=True)
    ):
        total = own  # 已办结8400件,占98.1%,其中满意8148件,占|97%
    misfits = sum(total in w.totals and not fits(w.rate, w.numerator, total) for w in wanted)
    # whole numbers fit a total by chance that few of the others fit
    telling = rate.decimals > 0 or _MISFITS * misfits <= len(wanted)
    certain = (best >= 2 * _ROUNDED and telling) or (
        named == [total] and not _is_one_kind(words, rate, numerator, total)
    )
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
    is_told = total is told_of and bool(rate.decimals)  # of those, whatever they come to
    if total not in named and not is_sum and not is_told and _is_of_another(wanted, total):
        return
    certain = certain or is_told
    exact = numerator.qualifier == total.qualifier == rate.qualifier == "exact"  # 约占1% may be of anything
    if fits(rate, numerator, total) or (certain and exact and not may_be_sum and not total.terms):
        rate.numerator, rate.denominator = numerator, total
        rate.link_basis = "nearest" if total is totals[0] and not numerator.terms else "agrees"


def _is_of_another(wanted: Sequence[_Wanted], total: Draft) -> bool:
    """Whether a list of shares is of a total that is not printed: no more than half of those that tell it fit this one."""
    telling = [w for w in wanted if w.rate.pct >= _TELLING]
    return len(telling) > _ENOUGH and 2 * sum(fits(w.rate, w.numerator, total) for w in telling) <= len(telling)


def _is_one_kind(words: str, rate: RateDraft, numerator: Draft, total: Draft) -> bool:
    """Whether the words for what a share is of are only the end of a kind's name (占投诉总量的34% beside 商品类投诉1650件)."""
    return "类" in total.matter and "类" not in words and total.matter != words and not fits(rate, numerator, total)


def _vote(rate: RateDraft, numerator: Draft, total: Draft) -> int:
    """How much a share speaks for a total: more where it is rounded from it than where it is cut off."""
    return _ROUNDED if fits(rate, numerator, total, rounded=True) else int(fits(rate, numerator, total))


def _fit(rate: RateDraft, numerator: Draft, totals: Sequence[Draft]) -> bool:
    return any(fits(rate, numerator, total, rounded=True) for total in totals)
