"""What 共有 tells of cases: not that they are set up, but how many came in, or went through what their own name says of them."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.linking.draft import COMING_IN, ENDED, Draft
from disclosure.linking.lexicon import Hit, hits_of
from disclosure.linking.measure import Governing, noun_measure

_THERE_ARE = "共有"
_ITEMS = "条"
"""What demands are counted in as well as news is (共有涉企诉求|47条), where a noun says that they are demands."""
_CASES = ("事项", "件", "案件", "工单", "任务")
"""What a verb stands before that says what was done with the cases that there are (督办|事项共有86件)."""
_NAMED_BY = ENDED | {"referred"}


def stage_of_those(text: str, own: Sequence[Hit], draft: Draft, chief: Governing) -> Hit | None:
    """The noun of what came in (共有建议26件), or the verb that names the cases that there are (共有督办件45件, 督办事项共有86件);
    None where a figure counts something else."""
    if chief.hit.entry.word != _THERE_ARE:
        return None
    nouns = (noun_measure([*own]), noun_measure([*hits_of(draft.matter)]))  # 平台共有26件|建议
    came = next((noun for noun in nouns if noun is not None and noun.entry.measure in COMING_IN), None)
    is_case = draft.unit_kind == "case"
    is_told = is_case or (draft.unit == _ITEMS and came is not None and draft.matter.endswith(came.entry.word))
    if is_told and came is not None:
        return came
    verbs = [h for h in own if h.entry.role == "verb" and h.entry.measure in _NAMED_BY] if is_case else []
    return next((h for h in reversed(verbs) if text.startswith(_CASES, h.end)), None)
