"""How cases came out, where a word before their number says it: which words do, and the measure of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from disclosure.linking.draft import CAME_IN, ENDED, OUTCOMES, Draft
from disclosure.linking.lexicon import Hit

WAYS = re.compile(r"等(?:多种|各种)?(?:方式|形式|途径|渠道|手段|媒介|载体)")
"""What closes a list of ways to do something, whose verbs are not what was done (以走访、座谈等方式|接待)."""
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年度?$")
_YEAR_BEHIND = re.compile(r"(?:至|到|入)?(?:19|20)\d\d年")
_OF_INFORMATION = re.compile(
    r"(?:产生|制作|形成|生成|编制)[^,。;]{0,6}信息(?:中|里)?,(?:属[^,。;\d]{1,12}\d{1,9}[条件份项],)*$"
)
"""Of what an office made itself, not of what was applied for (产生的信息中,属于主动公开的734条)."""
_LEFT_OUT = re.compile(r"(?:后|[之以]?外),?(?:新|又|另|收到)")
_ONLY_OPENED = re.compile(
    r"[,;:、]?(?:其中[,:]?)?(?:已|予以|依法|全部|按规定)?(?:公开(?:的|了)?|提供(?:相关|政府)?信息)"
)
"""What stands before a count of what was opened or provided that names no information."""
_PROPOSALS = ("建议", "提案", "议案")
_FILES = "行政执法案卷"


def outcomes_among(text: str, hits: list[Hit], at: int) -> list[Hit]:
    """The words that say how the cases counted at `at` came out; not those that name what else was done to them, nor ways
    in which they were dealt with (不予受理、转送等方式|处理)."""
    return [
        h for h in hits
        if h.entry.role == "outcome" and not _is_set_aside(text, h) and not _is_object(h, hits)
        and not WAYS.search(text, h.end, at)
    ]  # fmt: skip


def measure_of(text: str, start: int, hit: Hit) -> str:
    """The measure of an outcome; a year tells which way cases were carried over (2023年结转3件, 结转2025年办理3件)."""
    if hit.entry.measure == "carried_over":
        if _YEAR_BEFORE.search(text[max(start, hit.start - 6) : hit.start]):
            return "carried_in"
        if _YEAR_BEHIND.match(text, hit.end):
            return "carried_out"
    if (
        hit.entry.measure == "granted"
        and hit.entry.word.startswith("属于")
        and _OF_INFORMATION.search(text, max(0, start - 60), start)
    ):
        return "published"
    return hit.entry.measure or "other"


def granted_among(drafts: Sequence[Draft]) -> None:
    """Requests that are called published right beside how others came out were granted (其中公开5件、部分公开2件)."""
    if any(draft.matter.endswith(_PROPOSALS) for draft in drafts):
        return  # 人大建议35件,均已办复,公开30件,不予公开5件: the answers were
    for one, other in pairwise(drafts):
        if (
            one.measure == "published"
            and one.unit_kind == other.unit_kind == "case"
            and other.measure in OUTCOMES
            and _ONLY_OPENED.fullmatch(one.words)
        ):
            one.measure = "granted"


def is_answer(draft: Draft, done: Sequence[Draft]) -> bool:
    """Whether 公开 stands alone behind applications for it, which it then is the answer to."""
    alone = draft.unit_kind == "case" and _ONLY_OPENED.fullmatch(draft.words) is not None
    return alone and any(d.measure in CAME_IN and d.unit == draft.unit and d.matter.endswith("申请") for d in done)


def is_one_of_outcomes(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a count is one of several outcomes of a sentence (同意公开6件,部分公开1件): `all` then means what came in."""
    return draft.measure in OUTCOMES and sum(d.measure in OUTCOMES for d in drafts if d.sentence == draft.sentence) > 1


def that_came_out(before: Sequence[Draft], paragraph: int, measure: str) -> list[Draft]:
    """The count that the sentence before tells the outcomes of, of which all came to a stage (办结26件。其中予以公开20件,不予公开
    6件。均按时答复)."""
    near = [d for d in before if d.paragraph == paragraph and d.basis == "stated"]
    told = [d for d in near if d.sentence == near[-1].sentence and d.measure in OUTCOMES] if near else []
    together = sum(d.value for d in told)
    made = (d for d in reversed(near) if told and d not in told and d.value == together and d.unit == told[0].unit)
    whole = told[0].total or next(made, None) if told else None
    if whole is None or whole.measure not in ENDED | CAME_IN or whole.measure == measure or measure not in ENDED:
        return []
    return [whole] if told[-1].total is whole or together == whole.value else []


def _is_set_aside(text: str, hit: Hit) -> bool:
    """Whether cases carried over are told to be left out of the count behind them (除上年结转外,新收到|53件)."""
    return hit.entry.measure in ("carried_over", "carried_in") and _LEFT_OUT.match(text, hit.end) is not None


def _is_object(hit: Hit, hits: list[Hit]) -> bool:
    """Whether what may be a reason to disclose nothing is what the verb right before it was done to (评查|行政执法案卷)."""
    return hit.entry.word.startswith(_FILES) and any(h.entry.role == "verb" and h.end == hit.start for h in hits)
