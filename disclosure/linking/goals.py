"""Amounts that were set as goals, promised or prescribed, told in sentences that do not plan themselves."""

from __future__ import annotations

import re

_SET_GOAL = re.compile(
    r"(?:^|[,;。:])[^,。;:\d]{0,12}(?:制定|确定|设定|提出|明确)(?:了|的)?[^,。;:\d]{0,10}目标(?:任务|要求)?:"
    r"|(?:^|[,;。:])(?:年初|年度|全年)(?:工作)?目标(?:任务)?[为是]?:"
)
"""What opens the amounts of goals that were set (年初制定目标:公开信息|300条,公开率达到100%)."""
_PRESCRIBED = re.compile(
    r"(?:^|[,;。])[^,。;:\d]{0,16}(?:办法|细则|方案|制度|标准|规定|文件|通知|承诺书)(?:中)?(?:规定|要求|明确|约定)[,:]"
    r"|(?:^|[;。])(?:根据|按照?|依照)[^,。;:\d]{0,20}(?:要求|规定),"
    r"|(?:^|[,;。])[^,。;:\d]{0,10}(?:公开|郑重)?承诺:"
)
"""What opens amounts that were prescribed or promised, and are such only where they are bounds (考核办法规定,全年公开不少于|120条)."""
_PROMISED = re.compile(
    r"(?:^|[,;。])[^,。;:\d]{1,12}(?<!按照)(?<!兑现)承诺(?!件|书|期|时|制|事项|内|的)[^,。;:\d]{2,12}$"
)
"""What stands before a promised rate in its own clause (各单位承诺办结率达到|98%以上)."""
_INSTEAD = re.compile(r"[^,。;\d]{0,8}[\d.]{0,6}%?(?:以上|以内)?,[^,。;\d]{0,10}实际")
"""What sets against it the rate that was reached (…98%以上,全年实际办结率99.1%)."""
_BOUND = re.compile(r"不(?:得|能)?(?:少于|低于|超过|高于)|至少")
_REACHED_BY_NOW = re.compile(r"已|完成|实际|了(?!解)|(?<!公)共(?!享|同|服务)|截[至止]|目前|[经在]检查|结果|累计|;|。")
"""What leads from goals to what came of them."""


def is_goal(text: str, start: int, at: int, number_at: int) -> bool:
    """Whether a number at `at`, whose digits begin at `number_at`, is an amount that was set in advance; `start`: where its
    sentence begins."""
    said = text[start:at]
    if (goal := _SET_GOAL.search(said)) is not None:
        return _REACHED_BY_NOW.search(said, goal.end()) is None
    if (demand := _PRESCRIBED.search(said)) is not None and _BOUND.search(text, at, number_at):
        return _REACHED_BY_NOW.search(said, demand.end()) is None
    return _PROMISED.search(said) is not None and _INSTEAD.match(text, number_at) is not None
