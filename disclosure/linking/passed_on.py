"""Which way a verb of passing on (交办, 转办, 派发) passes: away, to whoever reports, or down from those above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import CAME_IN, COMING_IN, Draft
from disclosure.linking.lexicon import Hit
from disclosure.vocabulary import words

_PASSED_ON = frozenset({"交办", "转办", "转交", "批转", "派发", "分办"})
_TO_US = re.compile(
    r"(?:给|由)?[我本](?:[局委办厅县市区镇乡院街处所站]|街道|单位|中心|部门|公司)(?:的|(?:办理|承办|处理|主办)的?)?(?=\d|(?:人大|政协|代表|委员|群众|热线|各类)*(?:建议|提案|议案|工单|案件|诉求|信访|投诉|举报|来信|信件|事项|件))"
)
"""What stands behind a verb of passing on where those who report were passed on to (交办|我局的建议), and to nobody of theirs."""
_OTHERS = "其他"
_SAME_LIST = 30
_LONGEST_SENDER = 12
_CASES_NEXT = re.compile(r"(?:的)?(?:信访件|信访事项|信件|工单|案件|事项|诉求|件)?\d")
_FROM_ABOVE = re.compile(rf"(?<![向报送给至对])(?:{'|'.join(words('above_all'))})[^,。;\d、]{{0,8}}$")
"""Who passes on to all that report (省长热线|转办9件)."""
_ONE_MORE_ABOVE = re.compile(r"(?:^|[,、;])(?:国家|[省市区县州])[^,。;\d、我本]{0,6}$")
"""Who else does in their list (国家局转交12件,省局|转交23件)."""
_ASSEMBLIES = re.compile(r"(?:^|[,;、。])[^,。;\d、向给对我本]{0,6}(?:人大|政协)(?:常委会)?$")
"""Who passes proposals on, and answers none."""
_PROPOSALS_NEXT = re.compile("的?(?:人大|政协|代表|委员){0,2}(?:建议|提案|议案)")


def is_passed_to_us(text: str, hit: Hit, before: Sequence[Draft]) -> bool:
    """Whether a verb of passing on says that those who report were passed on to (交办我局的建议), and none of theirs (交办我县各乡镇)
    nor what they had taken in, by what is counted before; not where they are one of several whom it passes to."""
    if _is_of_assemblies(text, hit, before):
        return True
    to_us = hit.entry.word in _PASSED_ON and _TO_US.match(text, hit.end) is not None
    if to_us and hit.entry.word + _OTHERS in text[hit.end : hit.end + _SAME_LIST]:
        return False  # 派发本单位30件,派发其他单位490件
    return to_us and all(d.measure not in COMING_IN or d.event in _PASSED_ON for d in before)


def is_from_above(text: str, hit: Hit, before: Sequence[Draft]) -> bool:
    """Whether a verb of passing on tells of cases that those above sent down, to whoever reports (省长热线转办9件)."""
    if hit.entry.word not in _PASSED_ON or _CASES_NEXT.match(text, hit.end) is None:
        return False
    sender_from = max(0, hit.start - _LONGEST_SENDER)
    goes_on = bool(before) and before[-1].event == hit.entry.word and before[-1].measure in CAME_IN
    return (
        _FROM_ABOVE.search(text, sender_from, hit.start) is not None
        or (goes_on and _ONE_MORE_ABOVE.search(text, sender_from, hit.start) is not None)
    )  # fmt: skip


def _is_of_assemblies(text: str, hit: Hit, before: Sequence[Draft]) -> bool:
    """Whether proposals were passed on to whoever received the others of the list (收到市人大交办建议85件;市政协|交办提案102件)."""
    is_sent = hit.entry.word in _PASSED_ON and _PROPOSALS_NEXT.match(text, hit.end) is not None
    by_assembly = is_sent and _ASSEMBLIES.search(text, max(0, hit.start - _LONGEST_SENDER), hit.start) is not None
    return by_assembly and any(d.measure in CAME_IN and hit.entry.word in d.words for d in before)
