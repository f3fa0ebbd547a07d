"""The unit of a count that is written without one."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.extraction.bare import is_told_with_rate, unit_of_bare, unit_of_rate
from disclosure.extraction.quantity import Amount
from disclosure.linking.draft import Draft
from disclosure.vocabulary import units


def unit_understood(text: str, amount: Amount, before: Sequence[Draft]) -> tuple[str, str]:
    """Unit and kind of a count without a unit, from its noun or the counts before it in the sentence; a count that a rate is
    told of counts cases, in the unit of the cases before it or that which its rate names."""
    unit = unit_of_bare(text, amount)
    if not unit and is_told_with_rate(text, amount):
        before_it = (d.unit for d in reversed(before) if d.unit_kind in ("case", "item"))
        return next(before_it, unit_of_rate(text, amount)), "case"
    unit = unit or (before[-1].unit if before else "")
    return unit, units()[unit].kind if unit else ""
