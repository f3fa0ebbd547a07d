"""Tables whose cells stand one after the other, a cell a line: where their rows begin, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.column_heads import NAMES_ROWS
from disclosure.extraction.groups import grouped
from disclosure.extraction.spanned import below_one
from disclosure.extraction.spans import added_up, is_number, restored
from disclosure.extraction.table.cells import is_unit, is_value
from disclosure.text.shapes import TITLE_ENDS

ORDINAL = re.compile(r"序号?|编号|(?:指标)?代码|行[次号]|(?:综合|本月|本期)?(?:排名|名次|位次|排序)")
"""The head of a column of ordinals."""
_TITLE = re.compile(
    r"(?:表|情况|统计|汇总|一览|如下|分布)\d{0,2}(?:\([^()]*\))?:?$|^\(?(?:计量)?单位:|^表[一二三四五六七八九十\d]"
)
_TOTAL = re.compile(r"[合总小]\s?计|共计")
_OF_ALL = re.compile(r"(?:情况|数据?|数?量|统计|指标|年度?|月份?|季度)(?:\([^()]{1,4}\))?\Z")
_IN_UNIT = re.compile(r"[\u4e00-\u9fff]{6,20}(?:数量?|情况)\([^()\d%]{1,3}\):?")
_COUNTED = re.compile(r"(?:[数量率额]|\([^()]{1,4}\))\Z")
_HOW_MANY_IN_UNIT = re.compile(r"[数量]\([^()\d%]{1,3}\)\Z")
_HOW_MANY = re.compile(r"[数量]\Z")
_PLACE = re.compile(
    r"(?!全|各|[本我]|其|[总共合小]|所有|以上|上述|平均|市?辖|[一二三四五六七八九两几多])[\u4e00-\u9fff]{1,8}(?P<end>[省市县区旗镇乡局委厅]|街道)"
)
_FEWEST = 2
_FEWEST_KINDS = 3
_WIDEST = 20
_LABELLED = 2
_MOST_SPANS = 3
_LONGEST_CORNER = 6
_RATE = re.compile(r"率|占比|比[重例]|[同环]比|幅|%|满意度")


def cut(cells: Sequence[Cell], is_end: bool = False) -> Iterator[list[Row]]:
    """The rows of the tables that some cells make, heads first; nothing where their width is not certain. `is_end`: whether
    nothing follows in the text, so that its last row may be cut off."""
    found: list[list[Row]] = []
    at = 0
    while at < len(cells):
        taken = _table(cells[at:])
        if taken is None and is_end and found and (rest := _cut_off(found[-1], cells[at:])) is not None:
            found[-1] += rest
            break
        if taken is None:
            return
        rows, count = taken
        found.append(rows)
        at += count
    yield from found


def _cut_off(rows: Sequence[Row], cells: Sequence[Cell]) -> list[Row] | None:
    """The row that a page was cut off within, its other cells blank; no row where no number was left of it, or where its label is
    not of the kind of those above: what stands below a table (邮编 | 310000, 全市 | 125). None where its cells are not those of
    the row above."""
    above = rows[-1]
    if len(cells) >= len(above) or not cells[0].text or _TOTAL.fullmatch(cells[0].text):
        return None
    pairs = list(zip(cells, above, strict=False))
    if any(
        is_number(cell.text) != is_number(like.text) or ("%" in cell.text) != ("%" in like.text) for cell, like in pairs
    ):
        return None
    numbered = [row for row in rows if any(is_number(cell.text) for cell in row)]
    label = next((at for at, cell in enumerate(above) if not is_number(cell.text)), len(cells))
    ends = {_end_of_place(row[label].text) for row in [*numbered, cells]} if label < len(cells) else {""}
    if len(ends) > 1 or "" in ends or not any(is_number(cell.text) for cell in cells):
        return []
    return [[*cells, *[blank_before(cells[-1])] * (len(above) - len(cells))]]


def _end_of_place(label: str) -> str:
    """By what a label is known as the name of one place or body (河东|区, 财政|局), or ''."""
    named = _PLACE.fullmatch(label)
    return named["end"] if named is not None else ""


def _table(cells: Sequence[Cell]) -> tuple[list[Row], int] | None:
    """The rows of the table that some cells begin with, and how many cells it takes, title and heads included."""
    counts = [bool(cell.text) and is_number(cell.text) for cell in cells]
    if True not in counts:
        return None
    first = counts.index(True)
    if not all(cell.text for cell in cells[:first]):
        return _opened(cells, counts)
    kinds = _kinds(cells, counts, first)
    if kinds is not None:
        return kinds, len(cells)
    abreast = _abreast(cells, counts, first)
    if abreast is not None:
        return abreast
    in_groups = _in_groups(cells, first)
    if in_groups is not None:
        return in_groups
    readings = [
        (begin, width, end)
        for begin in _begins(cells, first)
        for width in range(_FEWEST, _WIDEST + 1)
        if _has_heads(cells, begin, width) and (end := _end(cells, counts, begin, width))
    ]
    if len(readings) != 1:
        return _tiered(cells, counts, first)
    begin, width, end = readings[0]
    heads = [list(cells[begin - width : begin])] if begin >= width else []
    rows = [*heads, *(list(cells[at : at + width]) for at in range(begin, end, width))]
    total, behind = _total_without_ordinal(cells, counts, begin, width, end)
    return [*rows, *total], behind


def _in_groups(cells: Sequence[Cell], first: int) -> tuple[list[Row], int] | None:
    """The rows of a table of groups, whose name the first row of each alone has, and where they end."""
    for begin in range(max(0, first - _LABELLED), first):
        found = grouped(cells, begin)
        width = len(found[0][0]) if found is not None else 0
        heads = list(cells[begin - width : begin]) if begin >= width else []
        if found is not None and heads and _has_heads(cells, begin, width) and not any(map(_names_table, heads)):
            return [heads, *found[0]], found[1]
    return None


def _tiered(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> tuple[list[Row], int] | None:
    """The rows of a table whose heads stand in two rows, one after the other, of which a few span columns; None where more
    than one way to read them is left."""
    found = []
    sums = []
    for begin in _begins(cells, first):
        for width in range(_FEWEST_KINDS, _WIDEST + 1):
            end = _end(cells, counts, begin, width)
            rows = [list(cells[at : at + width]) for at in range(begin, end, width)]
            for size in range(width + 1, width + _MOST_SPANS + 1) if len(rows) >= _FEWEST else ():
                heads = cells[begin - size : begin] if begin >= size else ()
                if not heads or not _opens_heads(cells, begin - size):
                    continue
                for at in range(_FEWEST, size - 1):
                    tiers = restored(list(heads[:at]), list(heads[at:]), rows)
                    if tiers is not None and _are_rates_where_said(tiers, rows):
                        found.append(([*tiers, *rows], begin, width, end))
                        if size == width + 1 and added_up(list(heads[:at]), list(heads[at:]), rows):
                            sums.append(found[-1])
    found = sums if len(sums) == 1 else found  # 小计 tells which columns stand below what spans them
    if len(found) == 1 and found != sums and not _may_span(found[0][0]):
        return None
    if len(found) != 1:
        return None if found or ORDINAL.fullmatch(cells[0].text) else below_one(cells, counts, first)
    rows, begin, width, end = found[0]
    total, behind = _total_without_ordinal(cells, counts, begin, width, end, rows[0][0])
    return [*rows, *total], behind


def _may_span(rows: Sequence[Row]) -> bool:
    """Whether the only head above all columns but the labels speaks of them all (办理情况); a thing (有效警情) may as well stand
    above a few, beside another."""
    above = [cell for cell in rows[0][1:] if cell.text]
    return len(above) > 1 or _OF_ALL.search(above[0].text) is not None


def _are_rates_where_said(tiers: tuple[Row, Row], rows: Sequence[Row]) -> bool:
    """Whether the columns of percentages are those whose heads name a rate, as far as the cells say so."""
    for at, (upper, lower) in enumerate(zip(*tiers, strict=True)):
        percent = [cell.text.endswith("%") for row in rows if (cell := row[at]).text]
        named = _RATE.search(lower.text or upper.text) is not None
        if (any(percent) and not named) or (named and any(percent) != all(percent)):
            return False
    return True


def _total_without_ordinal(
    cells: Sequence[Cell], counts: Sequence[bool], begin: int, width: int, end: int, corner: Cell | None = None
) -> tuple[list[Row], int]:
    """The row of totals behind rows that open with an ordinal, which it has none of, with a cell for it, and where it
    ends; or nothing. Its name may stand where the ordinals do, before a cell without words."""
    row = list(cells[end : end + width - 1])
    has_blank = len(cells) >= end + width and not cells[end + 1].text and not counts[end + 1]
    if has_blank:
        row = [row[0], *cells[end + _LABELLED : end + width]]
    corner = corner or (cells[begin - width] if begin >= width else None)
    numbered = corner is not None and counts[begin] and ORDINAL.fullmatch(corner.text) is not None
    if (
        not numbered
        or len(row) < width - 1
        or not _TOTAL.fullmatch(row[0].text)
        or not all(is_value(cell.text) for cell in row[1:])
    ):
        return [], end
    labelled = [bool(cells[at].text) and not counts[at] for at in range(begin + 1, begin + width)]
    corner = cells[end + 1] if has_blank else blank_before(row[0])
    fits = sum(labelled) == 1 and labelled[0]
    return ([[corner, *row]], end + width - (not has_blank)) if fits else ([], end)


def _kinds(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> list[Row] | None:
    """Names, a line each, and then as many numbers: a row of one line below its heads."""
    if first < _FEWEST_KINDS or not all(counts[first:]):
        return None
    size = len(cells) - first
    if size < _FEWEST_KINDS or size > first:
        return None
    titles, heads = cells[: first - size], cells[first - size : first]
    if _is_title(heads[0]):
        return None  # and one of the heads is lost
    if not _are_titles(titles) and not _is_title_in_unit(titles, heads):
        return None
    return [list(cells[first - size : first]), list(cells[first:])]


def _opened(cells: Sequence[Cell], counts: Sequence[bool]) -> tuple[list[Row], int] | None:
    """Names and as many numbers where a bar alone opens each row, or what stands before heads and numbers is empty."""
    said = [(cell, is_number) for cell, is_number in zip(cells, counts, strict=True) if cell.text]
    bare, numbers = [cell for cell, _ in said], [is_number for _, is_number in said]
    rows = _kinds(bare, numbers, numbers.index(True))
    if rows is None:
        return None
    above = bare[: bare.index(rows[0][0])]
    opening = [*above, *(row[0] for row in rows)]
    opens = all(cells[at + 1 : at + 2] and cells[at + 1] in opening for at, cell in enumerate(cells) if not cell.text)
    heads = rows[0]
    blanks = [blank_before(heads[0])] * (len(heads) - 1)
    return ([*([title, *blanks] for title in above[-1:]), *rows], len(cells)) if opens else None


def _is_title_in_unit(titles: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Whether the last title gives the unit of all heads (行政许可实施数量(宗)), none of which is called like it: else it may be
    the head of a column that lost its number."""
    return (
        all(_TITLE.search(cell.text) or cell.text.endswith(TITLE_ENDS) for cell in titles[:-1])
        and _IN_UNIT.fullmatch(titles[-1].text) is not None
        and not any(_HOW_MANY_IN_UNIT.search(cell.text) for cell in heads)
    )


def _is_title(cell: Cell) -> bool:
    """Whether a cell is too long a title to stand above labels."""
    return len(cell.text) > _LONGEST_CORNER and (_IN_UNIT.fullmatch(cell.text) or _TITLE.search(cell.text)) is not None


def _abreast(cells: Sequence[Cell], counts: Sequence[bool], first: int) -> tuple[list[Row], int] | None:
    """Rows that stand several abreast below the same heads again (收到 | 办结 | 收到 | 办结), one below the other; what stands
    above the labels may be lost. None where a row has more or fewer numbers than its heads."""
    behind = next((at for at in range(first, len(cells)) if not counts[at]), len(cells))
    begin, width = first - 1, behind - first + 1
    if begin < 0:
        return None
    end = begin
    while end + width <= len(cells) and not counts[end] and all(counts[end + 1 : end + width]):
        end += width
    if end < len(cells) and counts[end]:
        return None
    for own in (width - 1, width):
        names = [cell.text for cell in cells[begin - own : begin]] if begin >= own else []
        start = begin
        while names and start >= own and [cell.text for cell in cells[start - own : start]] == names:
            start -= own
        # a title may stand twice as well
        named = bool(names) and _HOW_MANY.search(names[-1]) is not None and start > 1
        # also 乡镇(最低10条) | 信息数 | 信息数
        titled = _are_titles(cells[:start]) or (named and _are_titles(cells[start - 2 : start - 1]))
        is_certain = len(set(names)) == own and (own > 1 or titled)
        if begin - start >= _FEWEST * own and is_certain:
            corner = [blank_before(cells[start])] * (width - own)
            heads = [*corner, *cells[start : start + own]]
            return [heads, *(list(cells[at : at + width]) for at in range(begin, end, width))], end
    return None


def _begins(cells: Sequence[Cell], first: int) -> list[int]:
    """Where the first row may begin: with the label before the first number, one before its unit, or an ordinal."""
    begins = [first - 1] if first else []
    if first > 1 and is_unit(cells[first - 1].text):
        begins = [first - _LABELLED]
    if cells[first].text == "1" and any(ORDINAL.fullmatch(cell.text) for cell in cells[:first]):
        begins = [first]
    return begins


def _has_heads(cells: Sequence[Cell], begin: int, width: int) -> bool:
    """Whether so many heads stand before a row, below a title or nothing; two columns may have none, and three with units."""
    if begin == 0:
        return width == _LABELLED + is_unit(cells[1].text)
    if begin <= width:
        return begin == width and not _is_title(cells[0])
    return _opens_heads(cells, begin - width)


def _opens_heads(cells: Sequence[Cell], at: int) -> bool:
    """Whether the heads may begin with a cell: it names the rows, or only titles stand before it."""
    titles = cells[:at]
    names_rows = NAMES_ROWS.match(cells[at].text) is not None
    if titles and ORDINAL.fullmatch(titles[-1].text):
        return False
    return _are_titles(titles) or (names_rows and (len(titles) == 1 or _are_titles(titles[-1:])))


def _are_titles(cells: Sequence[Cell]) -> bool:
    return all(map(_names_table, cells))


def _names_table(cell: Cell) -> bool:
    return _TITLE.search(cell.text) is not None


def _end(cells: Sequence[Cell], counts: Sequence[bool], begin: int, width: int) -> int:
    """Where rows of a width end that have their labels where the first one has them, and numbers or nothing elsewhere; 0
    where they are too few."""
    first = range(begin, min(begin + width, len(cells)))
    labels = [bool(cells[at].text) and not counts[at] for at in first]
    if all(labels):
        return 0
    end = begin
    while end + width <= len(cells) and all(
        (bool(cells[at].text) and not counts[at]) == is_label
        for at, is_label in zip(range(end, end + width), labels, strict=True)
    ):
        end += width
    rows = (end - begin) // width
    # the label of the only row may be the last head (合计, 金额(元)) of a row of numbers alone, below a title
    is_label = NAMES_ROWS.match(cells[0].text) is not None or not (
        _COUNTED.search(cells[begin].text) or _TOTAL.match(cells[begin].text)
    )
    return end if rows >= _FEWEST or (rows == 1 and begin == width and end == len(cells) and is_label) else 0
