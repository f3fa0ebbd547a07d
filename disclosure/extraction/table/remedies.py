"""表四: reconsideration and litigation, whose cells stand in blocks of five under heads, mostly without row labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.table.forms import Form, FormRow, columns_named, rows_named
from disclosure.extraction.table.found import Found, Line, Refusal
from disclosure.extraction.table.grid import Field, Row
from disclosure.extraction.table.settle import Habits, settle

NO_BLOCK = "block_not_named"
"""A row with the cells of one block that does not say whether they are of reviews or of suits."""

_NEEDED_HEADS = frozenset(("upheld", "pending"))
_SPELT = frozenset("维持纠正尚未审结")
_CHARACTERS_OF_HEADS = frozenset("结果维持纠正其他尚未审结总计")
_PROSE = re.compile(r"[,。]|情况")
"""What no head holds: a sentence or a title above another table may speak of 维持 and 审结."""
_TITLE = re.compile(r"行政复议\s?[、和及与,]\s?(?:被?提起)?行政诉讼")


def find_remedies(form: Form, found: Sequence[Row | None], habits: Habits) -> tuple[list[Found], set[int]]:
    """The tables of the form among the rows of a text, and the rows that they took."""
    tables: list[Found] = []
    taken: set[int] = set()
    inside = False
    for number, row in enumerate(found):
        if row is None:
            inside = False
            continue
        if not row.written and not (row.marks and len(row.values) >= len(form.columns)):
            continue
        has_heads = _has_heads(form, row)
        if not (has_heads or inside):
            continue
        named = _named(form, row)
        lines = _lines(form, row, named, has_heads, habits)
        if not lines and not has_heads:
            inside = False
            continue
        taken.add(number)
        inside = True
        start = _start(form, row)
        if not tables or has_heads or {line.row.code for line in lines} & {line.row.code for line in tables[-1].lines}:
            tables.append(Found(form, start, row.end, heads=len(form.columns) if has_heads else 0))
        tables[-1].end = row.end
        if lines:
            tables[-1].lines += lines
        else:
            told = settle(row, max(len(named), 1) * len(form.columns), None, habits)
            tables[-1].refusals.append(Refusal(start, row.end, told if isinstance(told, str) else NO_BLOCK))
    return tables, taken


def _has_heads(form: Form, row: Row) -> bool:
    heads = (part.text for part in row.label if _PROSE.search(part.text) is None)
    seen = {column.code for head in heads for column in columns_named(form.code, head)}
    if seen >= _NEEDED_HEADS:
        return True
    # in narrow columns the heads stand upright: a line has one character of each
    spelt = [set(part.text) for part in row.label if _CHARACTERS_OF_HEADS.issuperset(part.text)]
    if set().union(*spelt) >= _SPELT:
        return True
    # heads that were dropped: fifteen numbers below the title can be nothing else
    is_full = len([value for value in row.values if value.text]) == len(form.rows) * len(form.columns)
    return is_full and any(_TITLE.search(part.text) for part in row.label)


def _named(form: Form, row: Row) -> list[FormRow]:
    """The blocks that the label names, in the form's order."""
    label = _TITLE.sub("", " ".join(part.text for part in row.label)).replace("(", " ").replace(")", " ")
    named = {found.code for piece in label.split() for found in rows_named(form.code, piece)}
    return [block for block in form.rows if block.code in named]


def _lines(form: Form, row: Row, named: Sequence[FormRow], has_heads: bool, habits: Habits) -> list[Line]:
    """The blocks with their cells: all three where there are so many cells, else as many as the label names."""
    for blocks in ([form.rows] if has_heads else []) + ([named] if named else []):
        cells = settle(row, len(blocks) * len(form.columns), None, habits)
        if not isinstance(cells, str):
            return [_line(form, block, cells, at) for at, block in enumerate(blocks)]
    return []


def _line(form: Form, block: FormRow, cells: Sequence[Field], at: int) -> Line:
    width = len(form.columns)
    return Line(block, form.columns, tuple(cells[at * width : (at + 1) * width]), ("",) * width, "")


def _start(form: Form, row: Row) -> int:
    for part in row.label:
        if columns_named(form.code, part.text) or (rows_named(form.code, part.text) and not _TITLE.search(part.text)):
            return part.start
    return row.start
