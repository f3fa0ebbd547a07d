"""What the clause before a figure speaks of, where its own words name nothing."""

from __future__ import annotations

import re

from disclosure.linking.draft import CASE_STAGES
from disclosure.linking.lexicon import Hits
from disclosure.linking.measure import Governing
from disclosure.linking.phrase import noun_phrase

_GENERIC = frozenset({"事项", "件", "案件"})
"""Words for cases that tell nothing of which they are."""
_TOPIC = re.compile(
    r"(?:^|[,。;:\s])(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]|[一二三四五六七八九十]是)?(?P<topic>[^,。;:\d\n]{2,20}),$"
)
_AMONG = re.compile(r"(?:^|[,。;:\s])(?P<those>[^,。;:\d\n]{2,20}?)(?:当)?中,$")
THINGS_CARRIED = re.compile(r"(?:申请|件|工单|诉求|案|来信|信访|投诉|举报|咨询|建议|提案|事项)$")
LONGEST_TOPIC = 26


def topic(text: str, hits: Hits, floor: int, start: int, chief: Governing) -> str:
    """What the clause before speaks of, where its noun is of the verb's own measure (编好工作简报,全年编发48期)."""
    match = _TOPIC.search(text, max(0, floor - 1, start - LONGEST_TOPIC), start)
    if match is None:
        return ""
    found = hits.between(*match.span("topic"))
    nouns = [h for h in found if h.entry.role == "noun" and h.end == match.end("topic")]
    same = {chief.measure, nouns[0].entry.measure} if nouns else set()
    if not nouns or not (len(same) == 1 or same <= set(CASE_STAGES)):
        return ""
    verbs = [h for h in found if h.is_event]
    return noun_phrase(text[verbs[0].end if verbs else match.start("topic") : match.end("topic")])


def those_among(text: str, hits: Hits, floor: int, start: int) -> str:
    """The cases that the clause before says the counts of a sentence are among (受理的市民诉求中,|直办12件), or ''."""
    match = _AMONG.search(text, max(0, floor - 1, start - LONGEST_TOPIC), start)
    if match is None:
        return ""
    verbs = [h for h in hits.between(*match.span("those")) if h.is_event]
    those = noun_phrase(text[verbs[-1].end if verbs else match.start("those") : match.end("those")])
    return those if THINGS_CARRIED.search(those) and those not in _GENERIC else ""
