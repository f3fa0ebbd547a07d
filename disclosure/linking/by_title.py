"""The measure of a figure whose sentence tells none: by the title above it, or by its unit."""

from __future__ import annotations

import re

from disclosure.linking.carried import WAYS_IN
from disclosure.linking.channel import channel_of_title
from disclosure.linking.draft import CASE_STAGES, COMING_IN, DOWNSTREAM, Draft
from disclosure.linking.lexicon import hits_of
from disclosure.linking.listed import BOXES, NEWS_UNITS
from disclosure.linking.measure import OPENING
from disclosure.linking.place import Place
from disclosure.linking.settle import set_measure
from disclosure.linking.units import unit_measure

_TITLE_MEASURES = frozenset({*CASE_STAGES, "published", "issued", "fees_collected", "fees_waived"})
_VISITS = frozenset({"批", "批次"})
"""What visits are counted in, which came in as the cases of a bulletin did (反映的主要问题: 土地征用31批)."""
_LED = re.compile(r"(?:主办|会办|协办|独办|分办)(?:件|的)?$")
"""What an office calls the proposals that are its own to answer (主办的32件)."""
_MADE_PUBLIC = ("信息公开", "公开")
"""How the name of news ends that says no more than that they are public (旅游领域信息公开|43条)."""


def from_title(draft: Draft, place: Place) -> None:
    """Set the measure of a figure that nothing else in its sentence tells of."""
    counted = "news" if draft.unit in NEWS_UNITS else draft.unit_kind
    fitting = {"news": OPENING, "case": COMING_IN}.get(counted, frozenset())
    named = ([h for h in hits_of(title) if h.entry.measure in _TITLE_MEASURES] for title in reversed(place.titles))
    titled = next(filter(None, named), [])
    amounts = [h for h in hits_of(place.section_title) if h.entry.role == "amount" and h.entry.measure in DOWNSTREAM]
    if draft.unit_kind == "case" and amounts:
        set_measure(
            draft, amounts[-1].entry.measure or "other", "section", amounts[-1].entry.word
        )  # (二)单位工单办理量
    elif (draft.unit_kind == "case" or draft.unit in _VISITS) and place.case_measure:
        set_measure(draft, place.case_measure, "section", "")
    elif titled and titled[-1].entry.measure in fitting:
        set_measure(draft, titled[-1].entry.measure or "other", "section", titled[-1].entry.word)
    elif draft.unit == "期" or (draft.unit in NEWS_UNITS and draft.matter.endswith(_MADE_PUBLIC)):
        set_measure(draft, "published", "unit", "")
    elif draft.unit in NEWS_UNITS and channel_of_title(draft.matter) and not WAYS_IN.search(draft.matter):
        set_measure(draft, "published", "unit", "")  # 微信75条
    elif draft.unit_kind == "case" and _LED.search(draft.words):
        set_measure(draft, "accepted", "noun", "")
    elif draft.unit_kind == "case" and draft.matter.endswith(BOXES):
        set_measure(draft, "received", "noun", "")
    else:
        set_measure(draft, unit_measure(draft.unit_kind), "unit", "")
