"""The prescribed tables of a document: their cells, the figures of their main rows, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclosure.extraction.table.cells import money_factor, read_cell
from disclosure.extraction.table.forms import RUN_ON, TOTAL, Form, FormColumn, forms
from disclosure.extraction.table.found import Found, Line, Refusal
from disclosure.extraction.table.glued import TOGETHER
from disclosure.extraction.table.grid import read_rows
from disclosure.extraction.table.heads import MONEY
from disclosure.extraction.table.labelled import find_labelled
from disclosure.extraction.table.numbered import leave_out_row_numbers
from disclosure.extraction.table.remedies import find_remedies
from disclosure.extraction.table.run_on import find_run_on
from disclosure.extraction.table.settle import habits_of
from disclosure.extraction.table.written import is_prose
from disclosure.text import Structure


class TableCell(NamedTuple):
    """One cell of a prescribed table: clean offsets of its text, of a blank cell the place where it is; money in 元."""

    table_no: int
    table_code: str
    coverage: str  # own, aggregate, cumulative
    row_code: str
    column_code: str
    value: Decimal | None
    value_kind: str  # number, zero, blank, not_applicable, text
    cell_text: str
    start: int
    end: int


class TableFigure(NamedTuple):
    """A cell as a figure: clean offsets of the cell's text, value in base units."""

    start: int
    end: int
    value: Decimal
    unit: str
    measure_code: str
    matter: str
    row_code: str
    column_code: str
    table_code: str
    rule_id: str
    table_no: int
    coverage: str


class TableReading(NamedTuple):
    """What the tables of a document say. `claimed` are the clean spans whose numbers are told of here, in order."""

    cells: list[TableCell]
    figures: list[TableFigure]
    rejections: list[Refusal]
    claimed: list[tuple[int, int]]


NOT_UNDERSTOOD = "table_not_understood"
"""A table that has the words of a form and whose rows could not be matched with it."""

_LONGEST_MATTER = 30

# opens with a set of blanks, bar and digits, so that the matcher passes over prose
_TABULAR = re.compile(
    r"[\t\n |\d](?:(?<=\t)|(?<=\|)[^\n|]{0,80}\||(?<=\n) *\||(?<=\d ) *\d"
    r"|(?:(?<=[\u4e00-\u9fff)] ) *\d|(?<=[\u4e00-\u9fff)]\d))[\d,.]{0,12} *\n"
    r"|(?<=[数件次条]\d)[\d,.]{0,12}[.、(一二三四五六七八九十]"
    r"|(?<=:\d)[\d,.]{0,12}[\u4e00-\u9fff]{0,2}[;。]?\n"
    r"|(?<=\n) *(?:\d[\d,.]{0,12}|[-—/\\]{1,2}) *\|? *\n)"
)
_CUES = re.compile("|".join(sorted({re.escape(cue) for form in forms() for cue in form.cues})))
"""The words of all forms, of which none is part of another."""
_PRESCRIBED = re.compile(
    r"(?:^[ \t|]{0,20}(?:一[、.])?|一[、.])本年新收政府信息公开申请(?:数量)?(?=[\s|\d])"
    r"|信息内容[\s|]{0,20}本年(?:制发|新制作)"
    r"|勾稽关系为|^[ \t|]{0,20}(?:1[、.])?当面申请数|尚未审结[\s|]",
    re.MULTILINE,
)
_HEAD_LINE = re.compile(
    r"勾稽关系|申请人情况|自然人|法人或(?:者)?其他组织|信息内容|第二十条第|统计指标|指标名称|计量|^(?:单位|代码|统计数|甲|乙|丙)$|行政诉讼$|起诉"
)
_RULE_BEFORE = re.compile(r"\(?本列数据的?勾稽关系为[^\n。]{0,60}\Z")
_RULED = re.compile(r"[\s|:+=-]*")
_AGGREGATE = re.compile(r"汇总|合计表")
_FORM_OF_2019 = re.compile(
    r"2019〕60号|本年新 ?制作数量|(?:2019|2020)年度?[^\n]{0,20}(?:政府信息公开|政务公开|信息公开)[^\n]{0,8}报告"
)
"""Says which form was in force where its rows do not: they differ in one only, which may be blank."""

_HEADS_REACH = 1000
_HEADS_ON_ONE_LINE = 50
_MOST_STRANGE = 3
_LONGEST_STRANGE = 20
_LONGEST_CAPTION = 60
_CAPTION_LINES = 3


def read_tables(structure: Structure) -> TableReading:
    """The prescribed tables in the clean text of a document, in order.

    Works from the lines themselves, whatever kind they were taken for. Never fails; what looks like a form and is not
    understood is in `rejections`.
    """
    text = structure.clean.text
    seen = set(_CUES.findall(text))
    cued = [form for form in forms() if not seen.isdisjoint(form.cues)]
    if not cued:
        return TableReading([], [], [], [])
    is_tabular = _TABULAR.search(text) is not None
    if not is_tabular and TOGETHER.search(text) is None and all(form.layout != RUN_ON for form in cued):
        return TableReading([], [], [], [])
    tables = _find(text, cued)
    cells: list[TableCell] = []
    figures: list[TableFigure] = []
    rejections: list[Refusal] = []
    claimed: list[tuple[int, int]] = []
    for number, table in enumerate(tables, 1):
        coverage = "aggregate" if _is_aggregate(text, table.start) else "own"
        for line in table.lines:
            for at in range(len(line.cells)):
                cell = _cell(table.form, line, at, number, coverage)
                cells.append(cell)
                figures += _figures(line, at, cell)
        rejections += table.refusals
        claimed.append((table.start, table.end))
    rejections += _not_understood(text, claimed, _PRESCRIBED if is_tabular else TOGETHER)
    cells.sort(key=lambda cell: (cell.table_no, cell.start, cell.end))
    figures.sort(key=lambda figure: figure.start)
    return TableReading(cells, figures, sorted(rejections), claimed)


def _find(text: str, cued: list[Form]) -> list[Found]:
    """The tables of a text; where two forms fit one place, the one that fits better."""
    found = list(read_rows(text))
    leave_out_row_numbers(found)
    habits = habits_of([row for row in found if row is not None], text)
    candidates: list[Found] = []
    taken: set[int] = set()
    for form in cued:
        if form.layout == "blocks":
            tables, taken = find_remedies(form, found, habits)
            candidates += tables
    for form in cued:
        if form.layout == RUN_ON:
            candidates += find_run_on(form, text)
        elif form.layout != "blocks":
            candidates += find_labelled(form, found, taken, habits)
    in_force = "2019" if _FORM_OF_2019.search(text) else "2021"
    chosen = _choose(candidates, [], in_force)
    # a form that took rows of another table for its own, and went on to its own table, is looked for without those rows
    again = [
        form
        for form in cued
        if form.layout != RUN_ON and any(t.form is form and _reaches_beyond(t, chosen) for t in candidates)
    ]
    if again:
        chosen = [table for table in chosen if table.form not in again]
        taken |= {n for n, row in enumerate(found) if row is not None and _lies_in(row.start, chosen)}
        candidates = [table for form in again for table in find_labelled(form, found, taken, habits)]
        chosen = _choose(candidates, chosen, in_force)
    for table in chosen:
        table.start = _with_heads(text, table.start)
    return sorted(chosen, key=lambda table: table.start)


def _choose(candidates: Sequence[Found], chosen: Sequence[Found], in_force: str) -> list[Found]:
    """The tables chosen so far and of the candidates those that fit best, none over another."""
    better = sorted(
        candidates,
        key=lambda table: (table.score, table.form.code.endswith(in_force), table.form.code),
        reverse=True,
    )
    kept = list(chosen)
    for table in better:
        if not any(table.start < other.end and other.start < table.end for other in kept):
            kept.append(table)
    return kept


def _reaches_beyond(table: Found, chosen: Sequence[Found]) -> bool:
    """Whether a table was not chosen although some of its rows stand in none that was."""
    return table not in chosen and any(not _lies_in(line.cells[0].start, chosen) for line in table.lines)


def _lies_in(place: int, tables: Sequence[Found]) -> bool:
    return any(table.start <= place < table.end for table in tables)


def _with_heads(text: str, start: int) -> int:
    """Where a table begins when the lines of its heads that no column answers to are counted in."""
    begins = max(0, start - _HEADS_REACH)
    if rule := _RULE_BEFORE.search(text, begins, start):
        start = rule.start()
    line_end = start
    strange = 0  # lines that are parts of heads, perhaps
    for line in reversed(text[begins:start].split("\n")):
        line_start = line_end - len(line)
        if not _RULED.fullmatch(line):
            if is_prose(line.strip()):
                break
            if _HEAD_LINE.search("".join(line.split())):
                start = line_start + len(line) - len(line.lstrip())
                strange = 0
            else:
                strange += 1
                if strange > _MOST_STRANGE or len(line) > _LONGEST_STRANGE or any(map(str.isdigit, line)):
                    break
        line_end = line_start - 1
    return start


def _cell(form: Form, line: Line, at: int, number: int, coverage: str) -> TableCell:
    column, cell = line.columns[at], line.cells[at]
    read = read_cell(cell.text)
    value = read.value
    if value and not read.unit and (unit := _unit(line, at)) in MONEY:
        value *= money_factor(unit)
    if column.coverage != "own":
        coverage = column.coverage
    return TableCell(
        number, form.code, coverage, line.row.code, column.code, value, read.kind, cell.text, cell.start, cell.end
    )


def _unit(line: Line, at: int) -> str:
    """The unit of a cell that names none: of its row's unit column, of its head, else of the form."""
    column: FormColumn = line.columns[at]
    prescribed = column.unit or line.row.unit
    if line.unit:
        return line.unit
    if prescribed in MONEY:
        head = line.heads[at]
        return "万元" if "万元" in head else "元" if "元" in head else prescribed
    return prescribed


def _figures(line: Line, at: int, cell: TableCell) -> Iterator[TableFigure]:
    """The figure of a cell: of a row with a measure, in the column that counts all, and written as a number."""
    column = line.columns[at]
    if not line.row.measure or cell.value is None or not any(map(str.isdigit, cell.cell_text)):
        return
    if column.code != TOTAL and any(other.code == TOTAL for other in line.columns):
        return
    unit = _unit(line, at)
    base = read_cell(cell.cell_text).unit or ("元" if unit in MONEY else unit)
    yield TableFigure(
        cell.start, cell.end, cell.value, base, line.row.measure, line.row.name[:_LONGEST_MATTER], cell.row_code,
        cell.column_code, cell.table_code, f"table.{cell.table_code}", cell.table_no, cell.coverage,
    )  # fmt: skip


def _is_aggregate(text: str, start: int) -> bool:
    """Whether a caption above the table says that it sums up several organs."""
    above = [line.strip() for line in text[max(0, start - 300) : start].split("\n") if line.strip()]
    return any(len(line) <= _LONGEST_CAPTION and _AGGREGATE.search(line) for line in above[-_CAPTION_LINES:])


def _not_understood(text: str, claimed: list[tuple[int, int]], words: re.Pattern[str]) -> list[Refusal]:
    """One refusal for each stretch that has the words of a form and lies in no table, nor among its heads on one line."""
    refused: list[Refusal] = []
    for match in words.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" \t|"))
        end = text.find("\n", match.end())
        if any(begin - _HEADS_ON_ONE_LINE <= start < stop for begin, stop in claimed) or (
            refused and start - refused[-1].end < 200
        ):
            continue
        refused.append(Refusal(start, end if end >= 0 else len(text), NOT_UNDERSTOOD))
    return refused
