"""The heads of a small table's columns: in the rows above its numbers, or named by the sentence before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure.extraction.cell import Cell, Row
from disclosure.extraction.table.cells import is_unit
from disclosure.text import Sentence

NOTHING = frozenset(("-", "--", "—", "——", "/", "\\", "无", "持平"))
"""What a cell says that has no number."""
COUNTS = re.compile(r"(?:[数量率幅比%]|数据|[同环]比(?:增长|增减|变化)|\([^()]{1,4}\)|(?:19|20)\d\d年度?|月份?|季度)\Z")
"""The head of a column of numbers."""
NAMES_ROWS = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:单位|部门|机构|街道|乡镇|区域|地区|县区|渠道|方式|来源|类[型别]|项目|指标|名称|事项|线路|窗口|月份)|镇名?|序号|名次|排名)$"
)
"""The head of the labels."""
_NAMES_TIMES = re.compile(r"[\u4e00-\u9fff]{0,2}(?:时间|日期|时段|年份|年度|月度)|[年月日周]|季度?")
_ONE_MONTH = re.compile(r"[一二三四五六七八九十本上当同下]月份")
_PLACES = re.compile(r"[\u4e00-\u9fff]{0,2}(?:[省市县区旗镇乡村州]|街道?)")
"""How the places of rows are called (镇街, 各县)."""
_BRACKETED = re.compile(r"\((?P<said>[^()]{1,4})\)\Z")
_TWO = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_TURN = re.compile(r"(?:情况)?(?:(?:依次|分别|列表|统计)(?:情况)?(?:为|是|如下)?|如下|见下)(?:表|所示)?[:。]?$")
_LONGEST_END = 16
_CLAUSE = re.compile(r"[,。;:]")
_NAME = re.compile(r"[^\s\d]{2,20}")
_BETWEEN = re.compile(r"、|以及|及(?!时)|和")


def may_count(head: str) -> bool:
    """Whether the first of some heads is of numbers: it ends like one, and names, in brackets or before them, neither the labels
    of rows (镇(街道), 对象(部门)) nor times (月份, 时间(月)), unless one month alone (本月份)."""
    bracket = _BRACKETED.search(head)
    name, said = (head[: bracket.start()], bracket["said"]) if bracket else (head, "")
    if any(NAMES_ROWS.match(told) and not _ONE_MONTH.search(told) for told in (name, said)):
        return False
    of_places = _PLACES.fullmatch(name) is not None and not is_unit(said)
    return not of_places and _NAMES_TIMES.fullmatch(name) is None and COUNTS.search(head) is not None


class Heads(NamedTuple):
    """The heads of columns, what stands above several of them, how many rows they and a title take, and whether there is one."""

    heads: list[Cell | None]
    over: list[Cell | None]
    rows: int
    has_title: bool


def read_heads(rows: Sequence[Row]) -> Heads:
    """The heads of a table: one row, or two of which the upper one spans columns; a row of one cell above is its title."""
    width = len(rows[0])
    title = int(width > _TWO and sum(bool(cell.text) for cell in rows[0]) == 1 and len(rows) > _TWO)
    above = []
    if _are_years(rows[title]):
        named = [cell._replace(amount=None) for cell in rows[title]]
        return Heads([*named], [None] * width, title + 1, bool(title))
    for row in rows[title : title + _TWO]:
        if any(cell.amount is not None or cell.text in NOTHING for cell in row):
            break
        above.append(row)
    if not above or title + len(above) == len(rows):
        return Heads([None] * width, [None] * width, title, bool(title))
    if len(above) == 1:
        whole = _are_whole(above[0], rows[title + 1 :])
        return Heads(list(above[0]) if whole else [None] * width, [None] * width, title + whole, bool(title))
    two = _two_rows(*above)
    return (
        Heads(*two, title + _TWO, bool(title))
        if two is not None
        else Heads([None] * width, [None] * width, title, bool(title))
    )


def _are_whole(heads: Row, below: Sequence[Row]) -> bool:
    """Whether all columns have heads but those of labels, none of which has one ( | 受理 | 办结 | | 受理 | 办结)."""
    return all(
        cell.text or (not heads[0].text and not any(row[at].amount for row in below))
        for at, cell in enumerate(heads[1:], 1)
    )


def _are_years(row: Row) -> bool:
    """Whether a row names the years of its columns one after the other (年份 | 2019 | 2020)."""
    years = [int(cell.text) for cell in row[1:] if _YEAR.fullmatch(cell.text)]
    return (
        row[0].amount is None
        and len(years) == len(row) - 1 >= _TWO
        and {later - year for year, later in pairwise(years)} in ({1}, {-1})
    )


def columns_of_years(rows: Sequence[Row], heads: Sequence[Cell | None]) -> list[Row]:
    """The rows with the years below 年份 as labels, not as numbers."""
    years = {at for at, head in enumerate(heads) if head is not None and head.text in ("年份", "年度")}
    return [
        [c._replace(amount=None) if at in years and _YEAR.fullmatch(c.text) else c for at, c in enumerate(row)]
        for row in rows
    ]


def _two_rows(upper: Row, lower: Row) -> tuple[list[Cell | None], list[Cell | None]] | None:
    """Heads and what stands above them; None where it is not certain which columns the upper ones span."""
    heads: list[Cell | None] = []
    over: list[Cell | None] = []
    spanning: Cell | None = None
    for above, below in zip(upper, lower, strict=True):
        if not below.text:
            heads.append(above)
            over.append(None)
            spanning = None
        else:
            spanning = above if above.text else spanning
            if spanning is None:
                return None
            heads.append(below)
            over.append(spanning if spanning.text != below.text else None)
    return (heads, over) if all(head is not None and head.text for head in heads[1:]) else None


def named_before(text: str, sentences: Sequence[Sentence], number: int, columns: int) -> list[Cell]:
    """The names of so many columns that the sentence before a table tells in turn (受理数、办结数、办结率依次如下), or none."""
    if not number:
        return []
    before = sentences[number - 1]
    found = _IN_TURN.search(text, max(before.start, before.end - _LONGEST_END), before.end)
    if found is None:
        return []
    start = max((mark.end() for mark in _CLAUSE.finditer(text, before.start, found.start())), default=before.start)
    names = []
    for name in _BETWEEN.split(text[start : found.start()]):
        if _NAME.fullmatch(name) is None:
            return []
        at = text.index(name, start)
        names.append(Cell(at, at + len(name), name, number - 1))
        start = at + len(name)
    return names if len(names) == columns else []
