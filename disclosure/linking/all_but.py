"""The counts that are not among `all`: what is excepted, and what some of them came to before the rest is told of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.statement import Everything
from disclosure.linking.draft import ENDED, OUTCOMES, UPSTREAM, Draft

_BUT = re.compile(r"除(?<![拆解扣消清剔排免废铲]除)了?[^,。;外]{1,48}外")
"""What tells the counts that are not among `all` (除2件正在办理外,其余均已办结)."""
_REST_COUNTED = re.compile(r"[,;、]?(?:余下|剩下|剩余)")
FARTHEST_BUT = 80
COUNTED = frozenset({*UPSTREAM, "filed", "handled"}) - {"carried_in"}


def excepted(text: str, said: Everything, here: Sequence[Draft]) -> list[Draft]:
    """The counts of its sentence that are not among `all`, where no other count stands between."""
    told = list(_BUT.finditer(text, max(0, said.start - FARTHEST_BUT), said.start))
    if not told or ";" in text[told[-1].end() : said.start]:
        return []
    behind = [d for d in here if told[-1].start() < d.start < said.start]
    return behind if all(d.end <= told[-1].end() for d in behind) else []


def told_of_some(text: str, said: Everything, here: Sequence[Draft]) -> list[Draft]:
    """The count that the rest is left of, where it tells what some of those right before it came to (咨询1400人次,当场答复1352
    人次,其余均已答复)."""
    counts = [d for d in here if d.end <= said.start][-2:]
    if len(counts) != 2 or ";" in text[counts[0].end : said.start] or "其中" in text[counts[0].end : counts[1].start]:
        return []
    whole, some = counts
    is_stage = some.measure in ENDED and some.measure_from == "own" and whole.measure in COUNTED
    return [some] if is_stage and some.unit == whole.unit and some.value < whole.value else []


def outcomes_told(text: str, said: Everything, here: Sequence[Draft]) -> list[Draft]:
    """The ways in which some of the requests right before came out, where the rest is said to be granted (申请8件,其中1件不属于
    本机关掌握,其余|均予以公开)."""
    told = [d for d in here if d.end <= said.start and ";" not in text[d.end : said.start]]
    last = told[-1] if told else None
    if last is None or last.measure not in OUTCOMES or last.total is None or last.total.measure not in UPSTREAM:
        return []
    return [d for d in told if d.total is last.total and d.measure in OUTCOMES]


def rest_told(text: str, said: Everything, here: Sequence[Draft]) -> list[Draft]:
    """The rest that is counted in the clause before `all` (答复402个,余下211个转责任单位,现已全部回复)."""
    last = here[-1] if here else None
    # 直接解答300件,剩余200件转派,已全部办结: of all 500
    told_before = any(d.measure == said.measure for d in here[:-1])
    is_rest = last is not None and _REST_COUNTED.match(last.words) is not None and last.measure != said.measure
    goes_on = last is not None and text.count(",", last.end, said.start) <= 1
    return [last] if last is not None and told_before and is_rest and goes_on else []
