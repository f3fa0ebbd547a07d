"""Rates of what was to be done (完成任务的138%): they stand on what was done and on the task, which no stage of cases tells apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import Draft, RateDraft
from disclosure.linking.fitting import fits

_OF_TASK = re.compile(
    r"完成(?:率|[^,。;()]{0,24}的|了|达|约)?$"
    r"|(?:占|达到?|为|相当于)[^,。;()\d]{0,12}(?:任务|指标|目标)(?:数|量|总数|总量|值)?[\d,.]{1,12}[万余]?[\u4e00-\u9fff]{1,3}的$"
)
"""What stands before a percentage of a task (完成县下达任务60条的|138.3%, 占年度目标600条的|108%, 完成率|110%)."""
_FARTHEST = 36


def is_of_task(text: str, at: int) -> bool:
    """Whether the words before a percentage say that so much of a task was completed."""
    return _OF_TASK.search(text, max(0, at - _FARTHEST), at) is not None


def link_fulfilled(text: str, rate: RateDraft, here: Sequence[Draft]) -> None:
    """Link a rate of completion to the one count of a task that its sentence tells and the one count of what was done that
    gives it (计划公开300条,实际公开330条,完成率110%)."""
    if rate.measure != "other_rate" or rate.numerator is not None:
        return
    if not is_of_task(text, rate.number_start):
        return
    before = [d for d in here if d.end <= rate.start and d.basis == "stated" and not d.is_difference]
    tasks = [d for d in before if d.scope == "target"]
    done = [d for d in before if d.scope == "actual" and tasks and d.unit == tasks[-1].unit]
    fitting = [d for d in done if len(tasks) == 1 and fits(rate, d, tasks[0], rounded=True)]
    if len(fitting) == 1:
        rate.numerator, rate.denominator, rate.link_basis = fitting[0], tasks[0], "agrees"
