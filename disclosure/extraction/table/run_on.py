"""Forms whose labels alone part their cells: a number behind each, whether the page puts them in lines, in cells or all in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disclosure.extraction.table.forms import Form, FormRow
from disclosure.extraction.table.found import Found, Line
from disclosure.extraction.table.grid import Field

_FARTHEST = 400
"""How far behind one label the next may stand; between them are marks to tick and names."""
_VALUE = re.compile(
    r"[\s|:]{0,12}+(?:\((?:单位:)?[\u4e00-\u9fff]{1,3}\)[\s|:]{0,12}+)?+"
    r"(?P<cell>(?:\d[\d,]{0,14}+(?:\.\d{1,4}+)?+[万亿]?+[余多]?+|[-—/]{1,2}+|无)(?![\d.,]))?"
)


def find_run_on(form: Form, text: str) -> list[Found]:
    """The tables of a form in a text, label by label in the form's order; those with too few numbers are none."""
    tables: list[Found] = []
    last, heading, end = 0, "", -1
    for match in _labels(form).finditer(text):
        if tables and match.start() - end > _FARTHEST:
            last, heading = 0, ""
        named = _named(form, match.group(), last, heading)
        if named is None:
            if not _has_number(text, match.end()) or (named := _named(form, match.group(), 0, "")) is None:
                continue
            last = 0  # a number twice for one label: the next site's table
        if not last:
            tables.append(Found(form, match.start(), match.end()))
        last, end = named.number, match.end()
        if named.is_heading:
            heading = named.code
            continue
        told = _VALUE.match(text, match.end())
        cell = told["cell"] if told is not None else None
        at = told.start("cell") if told is not None and cell else match.end()
        field = Field(cell or "", at, at + len(cell or ""))
        table, end = tables[-1], field.end
        table.lines.append(Line(named, form.columns, (field,), ("",), ""))
        table.numbers.add(named.number)
        table.end = field.end
    return [table for table in tables if sum(bool(line.cells[0].text) for line in table.lines) >= form.least_rows]


def _has_number(text: str, at: int) -> bool:
    told = _VALUE.match(text, at)
    return told is not None and told["cell"] is not None


def _named(form: Form, label: str, last: int, heading: str) -> FormRow | None:
    """The next row that a label names behind the last one: one whose words say nothing alone only below its heading."""
    return next(
        (
            row for row in form.rows
            if row.number > last and label in _printed(row) and (not row.needs_parent or row.parent == heading)
        ),
        None,
    )  # fmt: skip


@cache
def _labels(form: Form) -> re.Pattern[str]:
    """Any label of the form, the longest first."""
    labels = {label for row in form.rows for label in _printed(row)}
    return re.compile("|".join(map(re.escape, sorted(labels, key=lambda label: (-len(label), label)))))


def _printed(row: FormRow) -> Iterator[str]:
    """The labels of a row as they are printed."""
    return (words[0].lstrip("=^$") for words in row.key)
