"""Whether a number is a change against another (比上年增加20件), and no count of its own."""

from __future__ import annotations

import re

_COMPARISON = re.compile(
    r"(?:(?:比|较|与|同比|环比)[^,。;]{0,20}|相比[,]?)(?:增加|减少|上升|下降|增长|多|少|增|减)(?:了)?$"
)
_ARROWS = ("↑", "↓")
_CHANGE = re.compile(
    r"(?:[量数](?:净)?(?:增加|减少|上升|下降|增长|增|减)|(?<!新)[\u4e00-\u9fff](?<!新)(?:净增|增加|减少|下降|增长))(?:了)?$|[件量数批次人个案][多少]了$"
)
_BEHIND_GROWTH = re.compile(
    r"(?:同比|环比|[比较][上去]|增长|上升|下降|增加|减少)[^。;%]{0,12}%[,、(]即?(?:增加|减少|多|少|增|减)了?$"
)
"""A change in percent, and behind it the same in cases (同比增长5%,增加|60件)."""
_MORE_DONE = re.compile(
    r"(?:同比|环比|(?:比(?!较)|较|与)[^,。;\d]{1,16})(?:\d[\d.]{0,8}[万余]?[件宗起条批次人]{1,2}[,、])?(?<![至不最较])[多少]"
    r"(?:收到?|受理|办理|办结|结案|立案|接听|接待|接到?|答复|回复|公开|发布|派遣|转办|处置|处理|查处)了?$"
)
"""How many more or fewer were done than before (比上年多收|21件, 较上季度多立案17件,少结案|5件)."""
_ENDS_CHANGE = frozenset("加少升降长多增减了")
"""The last characters of _COMPARISON and _CHANGE."""

_BEYOND = re.compile(r"(?:任务|目标|指标)[^,。;]{0,12}\d[^。;]{0,24}超额完成了?$")
"""What stands before an amount that was done beyond a task told before it (目标任务300条,超额完成|20条)."""
_NUMBER = re.compile(r"\d{1,9}")
_FAR_BACK = 60


def _is_beyond_task(text: str, start: int, at: int) -> bool:
    """Whether a number tells by how much more was done than a task asked for: two numbers before it lie so far apart; the number
    of what was done in all (任务300条,超额完成|320条) is none."""
    begins = max(start, at - _FAR_BACK)
    number = _NUMBER.match(text, at)
    if number is None or _BEYOND.search(text, begins, at) is None:
        return False
    told = [int(n) for n in _NUMBER.findall(text, begins, at)]
    return any(done - task == int(number.group()) for done in told for task in told if task)


def is_difference(text: str, start: int, at: int) -> bool:
    """Whether the number is a change against another (比上年增加20件), not a count."""
    if text[at - 1 : at] in _ARROWS:
        return True
    before = text[max(start, at - 30) : at]
    if ("多" in before[-4:] or "少" in before[-4:]) and _MORE_DONE.search(before):
        return True
    if before.endswith(("完成", "完成了")) and _is_beyond_task(text, start, at):
        return True
    if text[at - 1 : at] not in _ENDS_CHANGE:
        return False
    return (
        _BEHIND_GROWTH.search(before) is not None
        or _COMPARISON.search(before) is not None
        or _CHANGE.search(before) is not None
    )
