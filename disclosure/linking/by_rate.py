"""The measure that a count takes from the rate or the share that is told of it."""

from __future__ import annotations

import re

from disclosure.extraction.rate import measure_of
from disclosure.linking.draft import COMING_IN, INTAKE, Draft
from disclosure.linking.lexicon import Hit, hits_of

_RATE_BEFORE = re.compile(r"(?P<rate>[\u4e00-\u9fff]{2,6}率)[^,。;%率]{0,8}\d{1,3}(?:\.\d{1,3})?%\($")
_FARTHEST = 24
_COUNT_OF = {
    "reply_rate": "replied",
    "closing_rate": "closed",
    "handling_rate": "handled",
    "on_time_rate": "closed",
    "claim_rate": "accepted",
}
_SHARE_NEXT = re.compile(
    r"[,、(]{0,2}约?占(?:本|全|该|同期|当)?(?P<of>[\u4e00-\u9fff]{2,8}(?:总数|总量|总件数|件总数|(?<=立案)[数量]|(?<=受理)[数量]))的?\d"
)
_SHARES_IN_TURN = "分别"
_LIST_OF_SHARES = re.compile(
    r"(?:[、,;和及与][^,、。;%()\d]{1,20}[\d,.]{1,9}[万余多]{0,2}[件条起宗个次]{1,2}){0,12}"
    r"[,、]?分别约?占(?:本|全|该|同期|当)?(?P<of>[\u4e00-\u9fff]{2,8}(?:总数|总量|总件数|件总数|(?<=立案)[数量]|(?<=受理)[数量]))的?\d"
)
"""The rest of a list whose shares follow in turn (甲89件、乙56件,分别占立案总数的27.9%、17.6%)."""
_LONGEST_LIST = 240
_SHARE_LABEL = re.compile(r"占(?P<of>[\u4e00-\u9fff]{2,12}?)的?(?:比|百分)")
_AMOUNT_TAIL = re.compile(r"(?:总|件)?[量数]$")


def measure_by_rate(text: str, start: int, draft: Draft) -> str | None:
    """The measure of a count that stands in brackets behind its rate (回复率92.7%(38件)) in a sentence that begins at `start`."""
    if not text.startswith("%(", draft.start - 2):
        return None
    match = _RATE_BEFORE.search(text[max(start, draft.start - _FARTHEST) : draft.start])
    return _COUNT_OF.get(measure_of(match["rate"])) if match else None


def came_in_by_share(text: str, draft: Draft) -> Hit | None:
    """The verb or noun of what came in that the share behind a count says it is a part of (行政处罚318件,占申请总数41.2%)."""
    if draft.unit_kind != "case":
        return None
    share = _SHARE_NEXT.match(text, draft.end)
    if share is None and text.find(_SHARES_IN_TURN, draft.end, draft.end + _LONGEST_LIST) > 0:
        share = _LIST_OF_SHARES.match(text, draft.end)
    named = [h for h in hits_of(share["of"]) if h.entry.measure in COMING_IN] if share else []
    told = draft.words.removesuffix("案件")  # 事件类案件55件,占立案总数93.6%: no way in
    if named and any(h.entry.is_channel or h.entry.measure in INTAKE for h in hits_of(told)):
        named = [h for h in named if h.entry.measure != "filed"]  # 公众举报43件,占立案总数4.3%: how it came in
    return next(filter(says_done, reversed(named)), named[-1] if named else None)


def came_in_by_label(label: str) -> str:
    """What the label of a column of shares says that the counts beside it are parts of (占新受理数比例: accepted), or ''."""
    share = _SHARE_LABEL.search(label)
    named = [h for h in hits_of(share["of"]) if h.entry.measure in COMING_IN and says_done(h)] if share else []
    return named[-1].entry.measure or "" if named else ""


def says_done(hit: Hit) -> bool:
    """Whether a word says what was done, as a verb or the amount of one (受理总量), and not only what came in (投诉总量)."""
    if hit.entry.role == "amount":
        return any(h.is_event for h in hits_of(_AMOUNT_TAIL.sub("", hit.entry.word)))
    return hit.entry.role == "verb"
