"""Which counts may be a rate's numerator, best first: those at its own stage, those that its name names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.certain import ON_TIME
from disclosure.linking.derived import total_of
from disclosure.linking.draft import LEFT_OVER, OUTCOMES, Draft, RateDraft
from disclosure.linking.remedy import IN_COURT
from disclosure.linking.satisfied import content

STAGE_OF = {
    "closing_rate": ("closed", "handled", "replied"),
    "handling_rate": ("handled", "closed", "replied"),
    "reply_rate": ("replied",),
    "on_time_rate": ("closed", "replied", "handled"),
    "publication_rate": ("published",),
}
"""The measures that may be a rate's numerator, best first."""

_STEM = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)(?:成功)?(?:率|比例)")
_PUNCTUAL_STAGES = (
    (re.compile("受理|签收|接单"), ("accepted", "received")),
    (re.compile("回复|答复|反馈|回应"), ("replied",)),
    (re.compile("办结|结案|办理"), ("closed", "handled")),
    (re.compile("处置|处理|整改"), ("handled", "closed")),
)
_SYNONYMS = {
    "接通": ("接通", "接听", "接起"),
    "结案": ("结案", "办结"),
    "破案": ("破案", "破获", "侦破"),
    "受案": ("受案", "受理"),
    "出庭应诉": (IN_COURT,),
    "优良": ("优良", "优秀", "良好"),
    "处置": ("处置", "处理"),
    "化解": ("化解", "调处"),
    "回收": ("回收", "收回"),
    "纠错": ("纠错", "纠正", "撤销"),
    "面商": ("面商", "见面协商", "当面协商", "面对面协商", "见面沟通", "当面沟通"),
    "网办": ("网办", "网上", "线上"),
    "直办": ("直办", "直接答复", "直接办理", "直接解答", "直接办结"),
}
SUCCEEDED = "成功"
_BOTH_GRADES = "优良"
"""The rate of two grades together (优秀89人、良好98人,优良率90%)."""
_ANSWERED = "办复"
"""What says that cases were closed and answered in one."""
_DENIED = ("不", "未")
_PAIR = 2


def numerators_of(text: str, rate: RateDraft, drafts: Sequence[Draft], all_here: Sequence[Draft]) -> list[Draft]:
    """The counts among `drafts` that a rate may be of, best first; `all_here` are those of its sentence."""
    ordered = sorted(drafts, key=lambda d: -d.number_start)
    ordered = [
        d for d in ordered
        if d.scope == rate.scope and d.unit_kind not in ("money", "duration") and not d.is_difference and not d.is_due
    ]  # fmt: skip
    if rate.measure == "satisfaction_rate":
        return content(text, rate, ordered[::-1], all_here)
    in_brackets = _told_in_brackets(text, rate, all_here)
    if in_brackets is not None:
        return [in_brackets]
    if rate.measure == "on_time_rate":
        stages = next(
            (s for words_, s in _PUNCTUAL_STAGES if words_.search(rate.label)), ("closed", "replied", "handled")
        )
        ordered = [d for d in ordered if d.measure in stages]
        punctual = [d for d in ordered if ON_TIME.search(d.words)]
        return (punctual or ordered)[:2]
    if rate.measure in STAGE_OF:
        ordered = [d for d in ordered if d.measure not in LEFT_OVER]
        if ON_TIME.search(rate.label) is None:
            # 应办结400件,办结388件,按期办结380件,办结率和按期办结率分别为97%和95%
            ordered.sort(key=lambda d: ON_TIME.search(d.words) is not None)
    if SUCCEEDED in rate.label and (succeeded := [d for d in ordered if SUCCEEDED in d.words]):
        return succeeded[:1]  # 调解1002件,成功631件,调解成功率63%
    stem = _STEM.search(rate.label)
    said = _said(stem["stem"]) if stem else ()
    stems = next((_SYNONYMS[one] for one in said if one in _SYNONYMS), said)
    named = [d for d in ordered if any(_is_called(d, s) for s in stems)]
    if rate.label.startswith(_BOTH_GRADES) and len(named) == _PAIR and named[0].unit == named[1].unit:
        return [total_of(named[::-1]), *named]
    stages = ("closed", "replied") if _ANSWERED in rate.label else STAGE_OF.get(rate.measure, ())
    if rate.measure == "reply_rate":
        named += [d for d in ordered if d not in named and d.event.endswith(_ANSWERED)]
    chosen = named + [d for d in ordered if d not in named and d.measure in stages[:1]]
    return (chosen or [d for d in ordered if d.measure in stages[1:]])[:3]


def _said(stem: str) -> tuple[str, ...]:
    """The words that name what a rate is of; one of what was not done (不起诉率) is of nothing that was."""
    return (stem,) if stem.startswith(_DENIED) else (stem, stem[-2:], stem.removesuffix("完成") or "完成")


def _is_called(draft: Draft, word: str) -> bool:
    """Whether a count is told by a word, and not by its denial (不批捕120件 for 批捕)."""
    is_denied = not word.startswith(_DENIED) and any(no + word in draft.words for no in _DENIED)
    return not is_denied and (word in draft.words or word == draft.event)


def _told_in_brackets(text: str, rate: RateDraft, drafts: Sequence[Draft]) -> Draft | None:
    """The count right behind a rate in brackets (提前办结率96.7%(147件)), which is its numerator."""
    behind = next((d for d in drafts if d.number_start > rate.number_start), None)
    if behind is None or text[rate.end : behind.start] not in ("(", "(即"):
        return None
    return behind


def outcomes_of_all(rate: RateDraft, before: Sequence[Draft]) -> list[Draft]:
    """What the outcomes told last before a rate of answers come to (受理11件。予以公开8件,不予公开3件。答复率100%): each is an answer."""
    if rate.measure != "reply_rate":
        return []
    told = list[Draft]()
    for draft in reversed(before):
        if draft.measure not in OUTCOMES or (told and draft.unit != told[0].unit):
            break
        told.insert(0, draft)
    told = [d for d in told if d.total not in told]
    return [total_of(told)] if len(told) >= _PAIR else []
