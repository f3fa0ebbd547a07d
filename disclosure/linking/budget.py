"""How much of a budget was spent (预算226万元,实际支出219.38万元,执行率97.1%)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import fits

_NAMED = re.compile(r"(?:预算|资金|经费|支出)?(?:总体)?(?:执行|支出)率")
_GIVEN = re.compile(r"预算|安排|下达|批复|到位|拨付|拨款|核拨")
_SPENT = re.compile(r"支出|支付|执行|使用|开支|花费")


def link_to_budget(rate: RateDraft, drafts: Sequence[Draft]) -> None:
    """Link the rate to what was spent, told last before it, and to the budget told right before that, where they give it."""
    if rate.numerator is not None or _NAMED.fullmatch(rate.label) is None:
        return
    money = [d for d in drafts if d.unit_kind == "money" and d.number_start < rate.number_start and d.basis == "stated"]
    if len(money) < 2:
        return
    given, spent = money[-2:]
    told = _SPENT.search(spent.words) and _GIVEN.search(given.words) and not _SPENT.search(given.words)
    if told and given.scope == spent.scope == rate.scope and fits(rate, spent, given):
        rate.numerator, rate.denominator, rate.link_basis = spent, given, "agrees"
