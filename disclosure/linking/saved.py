"""Rates of money saved or cut, on what was saved and what had been planned (预算820万元,成交774万元,节约资金46万元,节约率5.6%)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import fits

_SAVED = re.compile("节约|节省|节支|核减|审减")
"""How what was saved is called, and its rate."""
_PLANNED = re.compile("预算|送审|报审|概算|控制价|计划")
"""How the money is called that the rate is of."""
_BETWEEN = re.compile(r"[,、]?(?:平均|综合|资金|总|其)?")


def link_saved(text: str, rate: RateDraft, here: Sequence[Draft]) -> None:
    """Link a rate of what was saved, told right behind it, to it and the one amount of what had been planned that gives it."""
    name = _SAVED.search(rate.label) if rate.measure == "other_rate" and rate.numerator is None else None
    if name is None:
        return
    money = [d for d in here if d.unit_kind == "money" and d.number_start < rate.number_start and d.scope == rate.scope]
    saved = money[-1] if money and name.group() in money[-1].words else None
    named_at = text.find(rate.label, saved.end, rate.number_start) if saved is not None else -1
    if saved is None or named_at < 0 or _BETWEEN.fullmatch(text, saved.end, named_at) is None:
        return
    planned = [d for d in money[:-1] if _PLANNED.search(d.words + d.matter) and fits(rate, saved, d)]
    if len({d.value for d in planned}) == 1:
        rate.numerator, rate.denominator, rate.link_basis = saved, planned[-1], "agrees"
