"""Small tables that no form prescribes: rows of cells that pipes or tabs divide, with labels above, before, or both.

Nothing here knows what a label means. Where the cells cannot be told apart from words there is no grid, and the lines are
read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from disclosure.extraction.cell import Cell, Row
from disclosure.extraction.column_heads import NOTHING, columns_of_years, named_before, read_heads
from disclosure.extraction.flat import ORDINAL
from disclosure.extraction.nonfigure import reason
from disclosure.extraction.quantity import Amount, number_starts, scan
from disclosure.extraction.refusal import refusal
from disclosure.extraction.statement import everything, nothing
from disclosure.extraction.table.cells import is_unit
from disclosure.extraction.tabular import rows_of_cells
from disclosure.extraction.two_in_one import divided
from disclosure.text import Structure

_SIGN = re.compile(r"[-+↑↓]|增长|上升|增加|提高|下降|降低|减少|增|降|减")
_FALLS = frozenset("-↓下降减")
_SCALES = frozenset("万亿")
_LABELS = re.compile(r"指标|项目|类[型别]|来源|渠道|单位|部门|区域|名称|事项")
"""Heads of columns of labels: one that stands between numbers labels those behind it (案件数 | 指标 | 数值)."""
_NO_NAMES = re.compile(r"时间|日期|地[点址]|备注|说明|负责人")
_LETTERED = ("甲", "栏次")
"""What the first cell of a row says that only numbers the columns (甲 | 乙 | 1 | 2)."""
_SO_MANY = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})[个家]"
_ALL_OTHERS = re.compile(
    rf"(?:其[他它余]|另外?)的?{_SO_MANY}|[^\d]{{2,40}}等{_SO_MANY}(?:单位|部门|机构|乡镇|街道|[镇乡局委县区市])"
)
"""The label of a row of all others or of several, whose number says how many they are (其他15个部门, 甲局、乙局等5个单位)."""
_FEWEST = 2
_MOST_ROWS = 200


class Entry(NamedTuple):
    """A cell with a number, its place (row by the grid's rows, column), and the labels before and above it."""

    cell: Cell
    amount: Amount
    row: int
    column: int
    sentence: int
    label: Cell | None
    head: Cell | None
    over: Cell | None  # what spans several heads
    group: Cell | None  # what stands before the label, of this row or the last that has it
    unit: str  # what a column of units says of its row


class Grid(NamedTuple):
    """A table: the sentences it takes, its cells with numbers in reading order, the head of its labels, what is refused."""

    first: int
    last: int
    entries: list[Entry]
    corner: str
    title: str  # what a row of its own says above the heads
    refused: list[tuple[int, int, str]]
    is_whole: bool  # whether no row was left out


def find_grids(structure: Structure, is_claimed: Callable[[int], bool]) -> dict[int, Grid]:
    """The grids of a text by the number of their first sentence; lines that a prescribed form takes are none."""
    found = (_grid(structure, *table) for table in rows_of_cells(structure, is_claimed))
    return {grid.first: grid for grid in found if grid is not None}


def _grid(structure: Structure, rows: list[Row], strays: list[Row], carried: Sequence[Row]) -> Grid | None:
    """The grid of some rows, or None where its numbers have no labels or stand among words; the numbers of strays are refused."""
    text = structure.clean.text
    first = rows[0][0].sentence
    rows = [*carried, *rows]
    if not _FEWEST <= len(rows) <= _MOST_ROWS or len({len(row) for row in rows}) > 1:
        return None
    rows = divided(rows)
    kept = [at for at in range(len(rows[0])) if any(row[at].text for row in rows)]
    if len(kept) < _FEWEST:
        return None
    read = [[_read(text, row[at]) for at in kept] for row in rows]
    heads, over, above, has_title = read_heads(read)
    above += int(above < len(read) and read[above][0].text in _LETTERED)
    body = columns_of_years(read[above:], heads)
    columns = [[row[at] for row in body] for at in range(len(kept))]
    ordinals = {at for at, head in enumerate(heads) if head is not None and ORDINAL.fullmatch(head.text)}
    numeric = {at for at, column in enumerate(columns) if any(c.amount for c in column)} - ordinals
    if not numeric or any(
        cell.text and cell.amount is None and cell.text not in NOTHING for at in numeric for cell in columns[at]
    ):
        return None
    if heads[-1] is None and len(kept) > _FEWEST:
        for at, name in zip(
            sorted(numeric), named_before(text, structure.sentences, first, len(numeric)), strict=False
        ):
            heads[at] = name
    labels = set(range(min(numeric)))
    opening = {head.text for at in labels if (head := heads[at]) is not None}
    for at in set(range(len(kept))) - numeric:
        if (head := heads[at]) is not None and (head.text in opening or _LABELS.search(head.text)):
            labels.add(at)
    units = {at for at in labels if all(is_unit(cell.text) for cell in columns[at] if cell.text)}
    no_names = {at for at in labels if (head := heads[at]) is not None and _NO_NAMES.search(head.text)}
    labels = (labels - units - no_names) or labels
    if not labels and any(heads[at] is not None and not row[at].text for row in body for at in range(len(kept))):
        return None  # without labels it is not certain which cell was lost
    has_heads = all(heads[at] is not None for at in numeric)
    if not (has_heads or (len(kept) - len(units) == _FEWEST and labels)) or not (
        labels - ordinals or no_names or len(body) == 1
    ):
        return None
    remarks = [row[at] for row in body for at in range(len(kept)) if at not in labels | numeric]
    refused = None if _say_more(text, remarks) else _refused(text, read[len(carried) : above], body, numeric, ordinals)
    if refused is None:
        return None
    names = [at for at in sorted(labels - ordinals) if at < min(numeric)]
    group: Cell | None = None
    entries = []
    for number, row in enumerate(body):
        if len(names) > 1 and row[names[0]].text:
            group = row[names[0]]
        for at in sorted(numeric):
            cell = row[at]
            if cell.amount is not None:
                label = next(
                    (
                        c
                        for b in range(at, -1, -1)
                        if b in labels and (c := row[b]).text and not c.amount and (c.text not in NOTHING or not b)
                    ),
                    None,
                )
                unit = next((row[b].text for b in units if row[b].text), "")
                entries.append(
                    Entry(cell, cell.amount, number, at, cell.sentence, label, heads[at], over[at], group, unit)
                )
    corner = heads[max(names)] if names else None
    refused += [(a.start, a.end, refusal(text, a) or "no_unit") for row in strays for a in _numbers(text, row)]
    last = max(row[-1].sentence for row in (*rows, *strays))
    title = next((cell.text for cell in rows[0] if cell.text), "") if has_title else ""
    return Grid(first, last, entries, corner.text if corner is not None else "", title, refused, not strays)


def _read(text: str, cell: Cell) -> Cell:
    """A cell with the number that is all it says; a date or an ordinal (一大队) is a label."""
    if is_unit(cell.text):
        return cell  # 万元
    starts = [cell.start + at for at in number_starts(cell.text)]
    amounts = list(scan(text, starts, cell.end))
    if len(amounts) != 1 or amounts[0].end != cell.end:
        return cell
    amount = amounts[0]
    if amount.is_chinese and amount.unit is not None and amount.unit.kind == "duration":
        return cell  # 一季度
    before = text[cell.start : amount.start].strip()
    if (before and not _SIGN.fullmatch(before)) or (reason(text, amount) or "").startswith(("date.", "ordinal")):
        return cell
    return cell._replace(amount=amount, sign=-1 if before and before[0] in _FALLS else 1, is_minus=before == "-")


def _numbers(text: str, row: Row) -> Iterator[Amount]:
    for cell in row:
        yield from scan(text, [cell.start + at for at in number_starts(cell.text)], cell.end)


def _say_more(text: str, remarks: Sequence[Cell]) -> bool:
    """Whether a remark is a sentence, or says of itself that there were none or all, which is read as prose."""
    return any(
        "。" in cell.text or everything(text, cell.start, cell.end) or nothing(text, cell.start, cell.end, "")
        for cell in remarks
    )


def _refused(
    text: str, above: Sequence[Row], body: Sequence[Row], numeric: set[int], ordinals: set[int]
) -> list[tuple[int, int, str]] | None:
    """The numbers among words with why each is none, and those that number the columns above; None where one of them is a
    figure, which is then read as prose."""
    found: list[tuple[int, int, str]] = []
    for row in (*above, *body):
        for at, cell in enumerate(row):
            is_count = at in numeric and cell.amount is not None
            if is_count and row not in above:
                continue
            starts = [cell.start + begin for begin in number_starts(cell.text)]
            for amount in scan(text, starts, cell.end):
                if amount.is_chinese and text[amount.number_start] in _SCALES:
                    continue  # the unit 万元 of a label
                why = refusal(text, amount) or ("ordinal" if at in ordinals or is_count else None)
                if row not in above and at not in numeric and _ALL_OTHERS.match(cell.text):
                    why = why or "set_phrase"
                if why is None:
                    return None
                found.append((amount.start, amount.end, why))
    return found
