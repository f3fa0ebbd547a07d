"""Rates of reply behind what was answered: how all that came in came out is what was replied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.certain import ON_TIME
from disclosure.linking.derived import total_of
from disclosure.linking.draft import CAME_IN, ENDED, OUTCOMES, Draft, RateDraft
from disclosure.linking.fitting import fits

_ALL = 100
_SAID = {
    "replied": re.compile("[答回办]复"),
    "closed": re.compile("办结|结案|办复"),
    "handled": re.compile("处[理置]|办[理复]"),
}
"""What a rate of those is called that were all said to be done with (均已按时答复:按时答复率100%)."""
_ENDED = re.compile("[答回办]复|办结|结案|[办处]理")
"""What a rate in time is of where it is of the cases that came to their end (及时签收率 is not)."""
_OF_ANSWERS = frozenset({"reply_rate", "closing_rate"})
_MOST = 12
_NAME = 2
"""Characters of the shortest name of a thing."""


def link_answered(rate: RateDraft, here: Sequence[Draft]) -> None:
    """Link a rate of reply whose sentence tells what came in and how it came out, and no count of replies, where the outcomes
    give it (收到5件,其中予以公开3件、不掌握2件,答复率100%)."""
    if rate.measure not in _OF_ANSWERS or rate.numerator is not None:
        return
    before = [d for d in here if d.number_start < rate.number_start and d.basis == "stated" and not d.is_difference]
    came = [d for d in before if d.measure in CAME_IN and d.total is None and d.scope == rate.scope]
    told = [d for d in before if d.measure in OUTCOMES and d.scope == rate.scope]
    told = [d for d in told if d.total not in told][-_MOST:]
    if (
        len(came) != 1
        or not told
        or any(d.measure in ENDED for d in before)
        or {d.unit for d in told} != {came[0].unit}
    ):
        return
    answered = total_of(told) if len(told) > 1 else told[0]
    if answered.low <= came[0].high and fits(rate, answered, came[0], rounded=True):
        rate.numerator, rate.denominator, rate.link_basis = answered, came[0], "agrees"


def link_all_done(text: str, rate: RateDraft, here: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Link a rate of 100 % that no count of its sentence gives to all that its paragraph said to be done with before, where
    nothing else has come in since (收到64件,均已按期答复。同意42件,不予公开22件,按期答复率100%). What is said to be done in time
    is so by whatever name (均在法定期限内办结,按时答复率100%)."""
    if rate.numerator is not None or rate.pct != _ALL or rate.qualifier != "exact" or rate.is_shared:
        return
    told = [*before, *(d for d in here if d not in before and d.number_start < rate.number_start)]
    for draft in reversed(told):
        if draft.basis == "implied":
            said = _SAID.get(draft.measure)
            in_time = (
                rate.measure == "on_time_rate"
                and text.startswith(rate.label, rate.segment_start)
                and _ENDED.search(rate.label)
                and ON_TIME.search(text, draft.start, draft.end)
            )
            is_said = said is not None and (in_time or said.search(rate.label))
            if is_said and draft.total is not None and draft.value > 0:
                rate.numerator, rate.denominator, rate.link_basis = draft, draft.total, "agrees"
            return
        if draft.measure not in OUTCOMES:
            return


def link_all_of_several(text: str, rate: RateDraft, told: Sequence[Draft]) -> None:
    """Link a rate of 100 % of one of several that the same words say to be done with to all of them together (建议9件、提案2件,
    均已办复,办复率100%: 11 of 11), or to those that its own words name (提案办复率100%)."""
    one = rate.numerator
    if one is None or one.basis != "implied" or rate.denominator is not one.total or rate.pct != _ALL:
        return
    several = [d for d in told if d.basis == "implied" and d.start == one.start and d.measure == one.measure]
    several = list({id(d): d for d in several if d.total is not None}.values())
    if any(d.basis == "stated" and one.end <= d.start < rate.start for d in told):
        return  # 均已办结,其中主办件5件,主办件办结率100%
    said = text[rate.segment_start : rate.number_start]
    several = [d for d in several if len(d.matter) >= _NAME and _is_named(d.matter, said)] or several
    totals = [d.total for d in several if d.total is not None]
    if len({d.unit for d in totals}) == 1:
        alone = len(several) == 1
        rate.numerator, rate.denominator = (several[0], totals[0]) if alone else (total_of(several), total_of(totals))


def _is_named(matter: str, said: str) -> bool:
    """Whether the words of a rate name a thing, by its head where that is all they say (人大代表建议: 建议办结率)."""
    return matter in said or matter[-_NAME:] in said or matter.removesuffix("件")[-_NAME:] in said
