"""Rows of heads that lost how many columns each spans, where the heads' own words tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.cell import Row, blank_before
from disclosure.extraction.table.cells import is_value

_LEAST = 2
_BY_THE_AUTHORITY = re.compile(r"行政机关(?:强制执行|实施)")
_WAYS = re.compile(r"加处罚款|划拨|拍卖|排除妨碍|恢复原状|代履行|其他(?:行政)?强制执行")
"""How an authority enforces by itself (行政强制法, article 12), which the form tells apart below one of its heads."""
_ENFORCEMENT = "行政强制执行"
_OF_ALL = re.compile(r"合计|总计")
Tiers = tuple[Row, Row]


def begun_anew(upper: Row, lower: Row, below: Sequence[Row]) -> Tiers | None:
    """Two rows of heads of which the lower begins anew with the same word below each of the upper (征收 | 检查 | 奖励 above
    次数 | 金额(元) | 次数 | 次数 | 金额(元)); None where it does not."""
    if not _LEAST <= len(upper) < len(lower) or not _are_heads([*upper, *lower]) or not _are_below(below, len(lower)):
        return None
    begins = [at for at, cell in enumerate(lower) if cell.text == lower[0].text]
    if len(begins) != len(upper):
        return None
    above = [blank_before(cell) for cell in lower]
    for at, cell in zip(begins, upper, strict=True):
        above[at] = cell
    return above, lower


def cut_short(upper: Row, lower: Row) -> Tiers | None:
    """Two rows of heads of which the upper lost the empty cells behind its last one, where each of the others spans as many as
    are left for that one (单位 | 本月 | | 环比, above | 批次 | 人次 | 批次 | 人次); None where it lost nothing, or more."""
    begins = [at for at, cell in enumerate(upper) if at and cell.text]
    if not _LEAST <= len(begins) < len(upper) < len(lower) or lower[0].text or not _are_heads(lower[1:]):
        return None
    spans = {after - begin for begin, after in zip(begins, [*begins[1:], len(lower)], strict=True)}
    if len(spans) != 1 or begins[0] != 1 or not _are_heads([cell for cell in upper if cell.text]):
        return None
    return [*upper, *[blank_before(upper[-1])] * (len(lower) - len(upper))], lower


def of_enforcement(upper: Row, middle: Row, lower: Row, below: Sequence[Row]) -> Tiers | None:
    """Three rows of heads as two: measures and enforcement, their kinds, and the ways of enforcement of the authority itself
    in place of what spans them; None for any other heads."""
    spanning = [at for at, cell in enumerate(middle) if _BY_THE_AUTHORITY.search(cell.text)]
    enforced = [at for at, cell in enumerate(upper) if cell.text.startswith(_ENFORCEMENT)]
    if len(spanning) != 1 or enforced != [1] or not all(_WAYS.match(cell.text) for cell in lower) or not lower:
        return None
    totals = upper[_LEAST:]
    under = [*middle[: spanning[0]], *lower, *middle[spanning[0] + 1 :]]
    is_known = all(_OF_ALL.match(cell.text) for cell in totals) and _are_heads([*upper, *middle])
    if not is_known or not spanning[0] or not _are_below(below, len(under) + len(totals)):
        return None
    above = [blank_before(cell) for cell in under]
    above[0], above[spanning[0]] = upper[0], upper[1]
    return [*above, *totals], [*under, *map(blank_before, totals)]


def _are_heads(cells: Row) -> bool:
    return all(cell.text and not is_value(cell.text) for cell in cells)


def _are_below(rows: Sequence[Row], width: int) -> bool:
    """Whether rows of nothing but so many numbers stand below."""
    return bool(rows) and all(len(row) == width and all(is_value(cell.text) for cell in row) for row in rows)
