"""Which way a verb of passing on (交办, 转办, 派发) passes: away, to whoever reports, or down from those above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import COMING_IN, Draft
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


def is_passed_to_us(text: str, hit: Hit, before: Sequence[Draft]) -> bool:
    """Whether a verb of passing on says that those who report were passed on to (交办我局的建议), and none of theirs (交办我县各乡镇)
    nor what they had taken in, by what is counted before; not where they are one of several whom it passes to."""
    to_us = hit.entry.word in _PASSED_ON and _TO_US.match(text, hit.end) is not None
    if to_us and hit.entry.word + _OTHERS in text[hit.end : hit.end + _SAME_LIST]:
        return False  # 派发本单位30件,派发其他单位490件
    return to_us and all(d.measure not in COMING_IN or d.event in _PASSED_ON for d in before)


def is_from_above(text: str, hit: Hit) -> bool:
    """Whether a verb of passing on tells of cases that those above sent down, to whoever reports (省长热线转办9件)."""
    return (
        hit.entry.word in _PASSED_ON
        and _CASES_NEXT.match(text, hit.end) is not None
        and _FROM_ABOVE.search(text, max(0, hit.start - _LONGEST_SENDER), hit.start) is not None
    )
