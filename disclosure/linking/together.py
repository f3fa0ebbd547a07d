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
    """Link 调撤率 to the settled and the withdrawn of its sentence and to what they are parts of, or to the one count of closed
    cases near by that gives the rate (调解503件、撤诉276件,调撤率54.02%)."""
    if not rate.label.startswith(_OF_BOTH):
        return
    before = [d for d in here if d.number_start < rate.number_start and d.basis == "stated" and not d.is_difference]
    settled = next((d for d in reversed(before) if _SETTLED.search(d.words)), None)
    withdrawn = next((d for d in reversed(before) if _WITHDRAWN.search(d.words)), None)
    if settled is None or withdrawn is None or settled is withdrawn or settled.unit != withdrawn.unit:
        return
    together = total_of(sorted((settled, withdrawn), key=lambda d: d.number_start))
    if settled.total is not None:
        rate.numerator, rate.denominator, rate.link_basis = together, settled.total, "stated"
        return
    told = [
        d for d in [*near, *here]
        if d.measure in ENDED or d.measure in UPSTREAM
        if d.unit == settled.unit and d.low >= together.high and rate.paragraph - d.paragraph <= _NEAR
    ]  # fmt: skip
    fitting = [d for d in told if fits(rate, together, d, rounded=True)]
    if len({d.value for d in fitting}) == 1:
        rate.numerator, rate.denominator, rate.link_basis = together, fitting[-1], "agrees"
