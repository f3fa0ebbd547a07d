"""Changes whose base stands alone in a bracket right behind them, or whose count of now does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.growth import is_so_great, take

_AGAINST_YEAR = re.compile(r"(?:[比较与]|同)(?:去年|上一?年|前年|(?:19|20)\d\d年)(?:度|同期)?(?:相比)?|同比")
_BECAME = re.compile(
    r"\)?[,(]?(?:现|已|总数|总量)?(?:达到?|增至|增加到|升至|上升到|降至|下降到|减至|减少到|为)了?(?:近|约)?"
)
"""What stands between a change and what it led to (较去年同期(500件)增长20%,达|600件)."""


def link_beside(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> None:
    """Link a change to a count that stands right behind it, where it is just as great as the two say: an earlier one alone in a
    bracket (受理40件,较去年同期下降20%(|50件)), which is then of that time, or the one it led to."""
    counted = [d for d in drafts if d.basis == "stated" and not d.is_difference]
    behind = next((d for d in counted if d.start >= rate.end), None)
    before = [d for d in counted if d.end <= rate.start]
    if behind is None or not before or rate.kind == "point":
        return
    last = before[-1]
    alike = (last.unit, last.measure) == (behind.unit, behind.measure)
    if not alike or last.low != last.high or behind.low != behind.high:
        return
    is_alone = text[rate.end : behind.start] == "(" and text.startswith(")", behind.end)
    is_doubled = last.value == 2 * behind.value  # by so many as there were: the bracket may tell either
    if is_alone and last.scope == behind.scope == "actual" and behind.total is None and not is_doubled:
        if _AGAINST_YEAR.search(text, last.end, rate.start) and is_so_great(rate, last, behind):
            behind.scope = "prior"
            take(rate, last, behind, "agrees")
        return
    is_led_to = last.scope == "prior" and behind.scope == "actual" and _BECAME.fullmatch(text, rate.end, behind.start)
    if is_led_to and is_so_great(rate, behind, last):
        take(rate, behind, last, "agrees")
