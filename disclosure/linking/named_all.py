"""What a statement of all names itself (全部信访件都已办结), and the counts that are called so or listed with the one it is told of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft

_NAMED = re.compile(r"(?:上述|以上|所有)(?P<what>[\u4e00-\u9fff]{2,8}?)(?:均|都|全部|已)")
_ALL_CALLED = re.compile(
    r"(?:全部|所有)的?(?P<what>[^,。;:、\d的由在按经于向对被]{0,12}"
    r"(?:件|申请|诉求|工单|事项|问题|建议|提案|议案|投诉|举报|来信|来电|留言))(?:均|都|全|已)"
)
_JOINED = re.compile("以及|[和及与]")
JOINS = ("、", "和", "及", "与", "以及")
"""What stands between the counts of a list."""
_BEFORE = 24
_HEAD = 2
"""How many characters at the end of a name say what a thing is."""


def of_what_is_named(text: str, start: int, end: int, before: Sequence[Draft]) -> list[Draft] | None:
    """Those counts that hold some of the words by which a statement between two offsets names what it is of (上述投诉均已办结), or
    None where it names nothing."""
    named = _NAMED.search(text[max(0, start - _BEFORE) : end])
    if named is None:
        return None
    what = named["what"]
    words = [what[at : at + _HEAD] for at in range(len(what) - 1)]
    called = [d for d in before if any(word in d.matter for word in words)]
    return [d for d in called if not _is_kind_of_one(d, called, before)]


def _is_kind_of_one(draft: Draft, called: Sequence[Draft], before: Sequence[Draft]) -> bool:
    """Whether a count is among those right behind another of the same name that make it (申请45件,网上申请|30件,信函15件)."""
    for whole in (d for d in called if d.end <= draft.start and d.sentence == draft.sentence and d.value > draft.value):
        rest, is_among = whole.value, False
        for kind in (d for d in before if d.start >= whole.end and d.unit == whole.unit and not d.is_difference):
            rest -= kind.value
            is_among = is_among or kind is draft
            if rest <= 0:
                break
        if is_among and rest == 0:
            return True
    return False


def called_so(text: str, start: int, end: int, before: Sequence[Draft]) -> list[Draft]:
    """The last count of a whole that is called as the statement calls what it is of, both things where it names two (全部建议和
    提案都已办结); none where several such counts differ."""
    called = _ALL_CALLED.search(text[max(0, start - _BEFORE) : end])
    if called is None:
        return []
    what = called["what"]
    heads = [name[-_HEAD:] for name in _JOINED.split(what)]
    is_joint = len(heads) > 1 and all(len(head) == _HEAD for head in heads)
    wholes = [d for d in before if d.total is None]
    found = [
        d for d in wholes if (all(head in d.matter for head in heads) if is_joint else d.matter.endswith(what))
    ]  # fmt: skip
    return found[-1:] if len({d.value for d in found}) == 1 else []


def also_listed(text: str, told: Draft, here: Sequence[Draft]) -> list[Draft]:
    """The counts that one which `all` gives its own measure ends a list of (建议12件、|提案15件全部办结): all are as many."""
    listed: list[Draft] = []
    at = told.start
    for draft in reversed([d for d in here if d.end <= told.start]):
        is_next = text[draft.end : at].startswith(JOINS) and "其中" not in text[draft.end : at]
        if not is_next or draft.unit != told.unit or draft.measure == told.measure or draft.basis != "stated":
            break
        listed.insert(0, draft)
        at = draft.start
    return listed
