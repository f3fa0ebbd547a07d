"""Rows and cells in a text, whatever separates them: tabs, pipes, blanks, or one cell a line.

Nothing here knows a form. A row is a label (in one or more pieces, on one or more lines) and the values behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from disclosure.extraction.table.cells import is_unit, is_value
from disclosure.extraction.table.lines import table_lines, unglue
from disclosure.extraction.table.written import is_prose
from disclosure.text.page import PAGE_NUMBER


class Layout(Enum):
    """What separates the values of a row."""

    MARKED = "tabs or pipes: blank cells can be seen"
    BLANKS = "blanks: blank cells cannot be seen"
    LINES = "each value has a line of its own"


class Field(NamedTuple):
    """The text of a cell without blanks at its ends, and its clean offsets; of a blank cell the place where it is."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Row:
    """A label and the values behind it. `fields` are all cells of the line that the values stand on."""

    label: list[Field] = field(default_factory=list)
    values: list[Field] = field(default_factory=list)
    blank_lines: set[int] = field(default_factory=set)  # the values that are blank lines and perhaps no cells
    layout: Layout = Layout.LINES
    unit: str = ""
    fields: list[Field] = field(default_factory=list)
    carried: int = 0  # how many pieces of the label come from rows before it
    marks: bool = False  # whether tabs or pipes show cells behind the label, even if all are blank
    closed: bool = False  # whether a pipe behind the last cell shows that none was cut off
    written: bool = False  # whether anything but blanks stands behind the label

    @property
    def own_label(self) -> list[Field]:
        """The pieces of label on the row's own lines."""
        return self.label[self.carried :]

    @property
    def start(self) -> int:
        """Where the row's own lines begin."""
        return self.label[self.carried].start

    @property
    def end(self) -> int:
        """Where the last written cell ends."""
        return max(part.end for part in (self.label[-1], *self.values) if part.text)


MOST_LABEL_PARTS = 90
"""More than the column heads of any form have; so many pieces of label are remembered for the row that follows."""

_PAGE_NUMBER = re.compile(PAGE_NUMBER)
_PAGE_NUMBER_STARTS = "-—–第"
_RULER = re.compile(r"\A[\s|:+=-]{0,300}--[\s|:+=-]{0,300}")
# opens with a set of characters, so that the matcher tries few places
_NUMBER_INSIDE = re.compile(
    r"[(1-9](?<=[\u4e00-\u9fff].)(?:(?<=\()[一二三四五六七八九]\)[\u4e00-\u9fff]{3}|(?<!\()[.、][\u4e00-\u9fff])"
)
_TOKEN = re.compile(r"\S+")


class _Line(NamedTuple):
    """What one line adds to a row; `cells` are its cells where tabs or pipes mark them."""

    label: list[Field]
    values: list[Field]
    unit: str
    layout: Layout
    cells: list[Field]
    closed: bool = False


def read_rows(text: str) -> Iterator[Row | None]:
    """The rows of a text in order, and None where prose stands between them.

    A label that nothing written follows is a row of its own and also opens the label of the next row, since it may be a
    row of blank cells, a column head, a merged cell, or the first half of a broken label.
    """
    written_lines = table_lines(text)
    lines = [line.text for line in written_lines]
    has_marks = "\t" in text or "|" in text
    closed_pipes = has_marks and _pipes_close_lines(lines)
    row = Row()
    for number, (written, start) in enumerate(written_lines):
        bare = written.strip()
        if not bare:
            if row.label and row.layout is Layout.LINES and not row.marks:
                row.blank_lines.add(len(row.values))
                row.values.append(Field("", start, start))
            continue
        marked = has_marks and ("\t" in bare or "|" in bare or written.count("\t") > 1)
        if not marked and is_prose(bare):
            if row.label:
                yield row
            yield None
            row = Row()
            continue
        if (bare[0] in _PAGE_NUMBER_STARTS and _PAGE_NUMBER.fullmatch(bare)) or (marked and _RULER.fullmatch(bare)):
            continue
        line = _marked_line(written, start, bare, closed_pipes) if marked else None
        line = line or _plain_line(written, start, bare, lines, number)
        if line.label:
            if row.label:
                yield row
            carried = [] if row.written else row.label[-MOST_LABEL_PARTS:]
            row = Row(carried + [piece for part in line.label for piece in _pieces(part)], carried=len(carried))
        elif not row.label or (line.layout is Layout.LINES and row.layout is not Layout.LINES and row.written):
            # a number below a row that is complete belongs to the page
            continue
        _add(row, line)
    if row.label:
        yield row


def _add(row: Row, line: _Line) -> None:
    row.unit = line.unit or row.unit
    if line.cells:
        row.marks = True
        row.fields = line.cells
        row.closed = line.closed
    if not line.values:
        return
    if row.values and not row.written and line.layout is not Layout.LINES:
        # blanks behind a head, not cells of the values' row
        row.values.clear()
        row.blank_lines.clear()
    row.values += line.values
    row.written = row.written or any(value.text for value in line.values)
    row.layout = line.layout


def _marked_line(line: str, start: int, bare: str, closed_pipes: bool) -> _Line | None:
    """A line with tabs or pipes; None where they mark no more than one cell. The values stand behind the last words."""
    closed = False
    if "\t" in bare or line.count("\t") > 1:
        cells = list(_cut(line, start, "\t"))
    else:
        cells = list(_cut(line, start, "|"))
        if bare[0] == "|":
            cells = cells[1:]
        if (closed_pipes or bare[0] == "|" or bare.count("|") == 1) and bare[-1] == "|" and len(cells) > 1:
            cells = cells[:-1]
            closed = True
    if len(cells) < 2:
        return None
    kinds = [_kind(cell.text) for cell in cells]
    first = len(kinds) - kinds[::-1].index("words") if "words" in kinds else 0
    behind = list(zip(cells[first:], kinds[first:], strict=True))
    return _Line(
        [cell for cell, kind in zip(cells[:first], kinds, strict=False) if kind == "words"],
        [cell for cell, kind in behind if kind != "unit"],
        next((cell.text for cell, kind in behind if kind == "unit"), ""),
        Layout.MARKED,
        cells,
        closed,
    )


def _plain_line(line: str, start: int, bare: str, lines: list[str], number: int) -> _Line:
    """A line whose cells only blanks separate, or a cell alone beside a pipe: the values close the line."""
    cells = _tokens(line, start, bare)
    first = len(cells)
    while first and _kind(cells[first - 1].text) != "words":
        first -= 1
    label, behind = cells[:first], cells[first:]
    values = [cell for cell in behind if not is_unit(cell.text)]
    unit = next((cell.text for cell in behind if is_unit(cell.text)), "")
    if label and not values and not _value_follows(lines, number):
        label, values = _unglue(label)
    layout = Layout.BLANKS if values and (label or len(cells) > 1) else Layout.LINES
    return _Line(label, values, unit, layout, [])


def _tokens(line: str, start: int, bare: str) -> list[Field]:
    if "|" in (bare[0], bare[-1]) and bare.count("|") == 1:
        return [list(_cut(line, start, "|"))[int(bare[0] == "|")]]
    if " " not in bare:
        begin = start + len(line) - len(line.lstrip())
        return [Field(bare, begin, begin + len(bare))]
    return [Field(token.group(), start + token.start(), start + token.end()) for token in _TOKEN.finditer(line)]


def _kind(text: str) -> str:
    """Whether the text of a cell is blank, a value, a unit or words."""
    if not text:
        return "blank"
    if is_value(text):
        return "value"
    return "unit" if is_unit(text) else "words"


def _cut(line: str, start: int, separator: str) -> Iterator[Field]:
    at = start
    for cell in line.split(separator):
        content = cell.strip()
        begin = at + (len(cell) - len(cell.lstrip()) if content else 0)
        yield Field(content, begin, begin + len(content))
        at += len(cell) + 1


def _pipes_close_lines(lines: list[str]) -> bool:
    """Whether rows with pipes all begin or all end with one, as in Markdown, so that the last is no blank cell."""
    piped = [line.strip() for line in lines if line.count("|") > 1]
    return bool(piped) and (all(line[0] == "|" for line in piped) or all(line[-1] == "|" for line in piped))


def _pieces(label: Field) -> list[Field]:
    """A label that lost the blank before the next number: (三)不予公开1.属于国家秘密 is two."""
    found = [match.start() for match in _NUMBER_INSIDE.finditer(label.text)]
    if not found:
        return [label]
    cuts = [0, *found, len(label.text)]
    return [Field(label.text[first:last], label.start + first, label.start + last) for first, last in pairwise(cuts)]


def _unglue(label: list[Field]) -> tuple[list[Field], list[Field]]:
    """A number that lost the blank before it: 收到申请数12."""
    last = label[-1]
    cut = unglue(last.text)
    if cut is None:
        return label, []
    middle = last.start + cut
    return [*label[:-1], Field(last.text[:cut], last.start, middle)], [Field(last.text[cut:], middle, last.end)]


def _value_follows(lines: list[str], number: int) -> bool:
    following = next((line.strip() for line in lines[number + 1 : number + 3] if line.strip()), "")
    return is_value(following) or is_unit(following)
