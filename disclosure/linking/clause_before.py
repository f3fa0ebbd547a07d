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
_DONE_TO = re.compile(
    r"对(?P<what>[^,。;:\n]{2,30}?)(?:进行|开展|实施)了?(?:全面|集中|逐一|认真|统一|系统|一次|的){0,3}"
    r"(?P<done>[\u4e00-\u9fff]{2}),[^,。;:\d\n]{0,8}(?P=done)出?$"
)
"""What is told to have been done to things before it is told to how many (对规范性文件进行了清理,共清理|33件)."""
THINGS_CARRIED = re.compile(r"(?:申请|件|工单|诉求|案|来信|信访|投诉|举报|咨询|建议|提案|事项)$")
LONGEST_TOPIC = 26
_LONGEST_DONE_TO = 60


def topic(text: str, hits: Hits, floor: int, start: int, chief: Governing) -> str:
    """What the clause before speaks of: that to which just this was done, or its noun where that is of the verb's own measure
    (编好工作简报,全年编发48期)."""
    done_to = _DONE_TO.search(text, max(0, floor - 1, start - _LONGEST_DONE_TO), chief.hit.end)
    if done_to is not None:
        return noun_phrase(done_to["what"].rpartition("的")[2])
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
