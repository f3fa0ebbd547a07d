"""Rates that stand on two outcomes together: 调撤率 (settled or withdrawn) of what a court closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.derived import total_of
from disclosure.linking.draft import ENDED, UPSTREAM, Draft, RateDraft
from disclosure.linking.fitting import fits

_SETTLED = re.compile("调解|和解")
_WITHDRAWN = re.compile("撤诉|撤回")
_OF_BOTH = ("调撤", "调解撤诉", "撤诉调解")
_NEAR = 2  # paragraphs


def link_together(rate: RateDraft, here: Sequence[Draft], near: Sequence[Draft]) -> None:
    """Link 调撤率 to the settled and the withdrawn of its sentence and to the one count of cases near by, or that they are parts
    of, that gives the rate (调解503件、撤诉276件,调撤率54.02%; 调解、撤诉779件)."""
    if not rate.label.startswith(_OF_BOTH):
        return
    before = [d for d in here if d.number_start < rate.number_start and d.basis == "stated" and not d.is_difference]
    settled = [d for d in before if _SETTLED.search(d.words)]
    withdrawn = [d for d in before if _WITHDRAWN.search(d.words)]
    both = [*settled, *(d for d in withdrawn if d not in settled)]
    if not settled or not withdrawn or len({d.unit for d in both}) != 1:
        return
    together = total_of(sorted(both, key=lambda d: d.number_start)) if len(both) > 1 else both[0]
    of_parts = [d.total for d in both if d.total is not None]
    told = [
        d for d in [*near, *here]
        if d.measure in ENDED or d.measure in UPSTREAM
        if d.unit == together.unit and d.low >= together.high and rate.paragraph - d.paragraph <= _NEAR
    ]  # fmt: skip
    fitting = [d for d in [*told, *of_parts] if fits(rate, together, d, rounded=True)]
    if len({d.value for d in fitting}) == 1:
        is_total = any(d is fitting[-1] for d in of_parts)
        rate.numerator, rate.denominator = together, fitting[-1]
        rate.link_basis = "stated" if is_total else "agrees"
