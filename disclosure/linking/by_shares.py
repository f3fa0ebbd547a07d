"""What shares say of lists: whether one leaves nothing out, and which counts are all the kinds of a total told further up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from disclosure.linking.draft import COMING_IN, DOWNSTREAM, INHERITED, OUTCOMES, Draft, PartList, RateDraft
from disclosure.linking.fitting import fits
from disclosure.linking.parts import CLOSES_LIST

_NOT_OF_KINDS = DOWNSTREAM | {"collected"}
"""Stages that the kinds of what came in or was filed have from the count before them alone."""
_CLASS = re.compile(r"(?P<name>[A-D])类")
_ALONE = 2
_FEW = 3
_MOST = 40
_ALL = Decimal(100)


def told_by_shares(lists: list[PartList], drafts: Sequence[Draft], shares: Sequence[RateDraft]) -> list[PartList]:
    """The lists of one sentence with those that only their shares tell of; each as complete as its shares say."""
    found = [*lists, *_of_one_total(drafts, shares)]
    _told_whole(found, shares)
    _as_total(shares)
    return found


def _as_total(shares: Sequence[RateDraft]) -> None:
    """A class of cases counts at the stage of the total told before that it is a share of (事件类710件,占89.0%: of 798 filed)."""
    for share in shares:
        part, total = share.numerator, share.denominator
        if part is None or total is None or part.terms or total.terms or part.sentence == total.sentence:
            continue
        came_in = part.measure in COMING_IN and total.measure in COMING_IN and part.measure != total.measure
        is_class = part.matter.endswith("类") and part.measure_from in INHERITED and part.total in (None, total)
        if came_in and is_class and part.unit == total.unit and fits(share, part, total):
            part.measure, part.event = total.measure, total.event


def _told_whole(lists: Sequence[PartList], shares: Sequence[RateDraft]) -> None:
    """Lists whose parts each have a share of the total leave nothing out where these come to 100 %, and something where they
    come to less; but one that names as many bodies as its total is of names all of them, whatever their shares come to."""
    of_part = {id(share.numerator): share for share in shares if share.numerator is not None}
    for part_list in lists:
        if part_list.is_counted:
            continue
        told = [of_part.get(id(part)) for part in part_list.parts]
        known = [share for share in told if share is not None and share.denominator is part_list.total]
        if len(known) < _ALONE or len(known) < len(told):
            continue
        off, missing = _left_out(known)
        if abs(missing) <= off and len(known) >= _FEW:
            part_list.is_complete = True
        elif missing > 2 * off:
            part_list.is_complete = False


def _left_out(shares: Sequence[RateDraft]) -> tuple[Decimal, Decimal]:
    """By how much shares may be off together, and what they leave of 100 %."""
    return sum(Decimal(10) ** -share.decimals for share in shares) / 2, _ALL - sum(share.pct for share in shares)


def _of_one_total(drafts: Sequence[Draft], shares: Sequence[RateDraft]) -> Iterator[PartList]:
    """Lists without a word that opens one, behind a total of a sentence before (在公开的信息中,甲类12条,占20%;…;其他6条,占10%):
    every share fits the total, and 其他 or the shares themselves say that nothing is left out; or they are how proposals came out,
    each in one way, and yet more than all."""
    for _, run in groupby(shares, key=lambda share: id(share.denominator)):
        told = list(run)
        total = told[0].denominator
        parts = [share.numerator for share in told if share.numerator is not None]
        if total is None or not _FEW <= len(parts) == len(told) <= _MOST or not _are_kinds(total, parts, drafts):
            continue
        off, missing = _left_out(told)
        closed = CLOSES_LIST.search(parts[-1].words) is not None and missing <= 2 * off
        too_many = missing < -2 * off and _are_classes(parts)
        if (closed or too_many or abs(missing) <= off) and all(
            fits(share, part, total) for share, part in zip(told, parts, strict=True)
        ):
            by_way = total.measure == "published" and sum(part.own_channel for part in parts) * 2 >= len(parts)
            for part in parts:
                part.total = total
                is_kind = part.measure_from != "own" or part.matter.endswith("类")
                if total.measure == "published" and is_kind and part.measure not in OUTCOMES:
                    part.measure, part.event = total.measure, total.event  # 批复类12件, of what was published
                if total.measure in COMING_IN and part.measure_from in INHERITED and part.measure in _NOT_OF_KINDS:
                    part.measure, part.event = (
                        total.measure,
                        total.event,
                    )  # 热线150件,占立案总数的25%, behind those dealt with
            yield PartList([total], parts, not by_way, "其中", total)


def _are_classes(parts: Sequence[Draft]) -> bool:
    """Whether each count is of another class of answers (已采纳的(A类)52件;拟采纳的(B类)31件;…)."""
    classes = [_CLASS.search(part.words) for part in parts]
    return len({found["name"] for found in classes if found is not None}) == len(parts)


def _are_kinds(total: Draft, parts: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """Whether the counts are all that a sentence tells from the first to the last, and none is a part of anything yet."""
    between = [d for d in drafts if parts[0].start <= d.start <= parts[-1].start]
    return (
        total.sentence != parts[0].sentence
        and between == list(parts)
        and all(part.total is None and part.unit == total.unit and part.scope == total.scope for part in parts)
    )
