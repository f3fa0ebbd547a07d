"""The lines of a clean text and which of them are tables, page furniture and advertising."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from disclosure.text.page import INDEX_LABEL, PAGE_END, PROSE_ENDS, is_advert, is_furniture, is_index_row
from disclosure.text.shapes import NUMBER_MARK, is_cell, is_form_label, is_list_item, is_table_row


class Kind(StrEnum):
    """What a stretch of a page is. Only PROSE, HEADING and TABLE belong to the report."""

    PROSE = "prose"
    HEADING = "heading"
    TABLE = "table"
    FURNITURE = "furniture"
    ADVERT = "advert"


class Line(NamedTuple):
    """A line that is not blank: its clean offsets without the blanks at its ends, and its characters."""

    start: int
    end: int
    text: str


_HEAD_LINES = 15
_TAIL_LINES = 10
_ADVERT_EDGE = 8
_LONGEST_PLAIN_CELL = 3
_LONGEST_INDEX_VALUE = 40
_LONGEST_MENU_WORD = 8
_LONGEST_CELL = 48
_FEWEST_SENTENCES = 3
"""So many sentences in a single cell are no row of a table."""
_LONGEST_TAIL_LINE = 40
_LONGEST_COLUMN_NAME = 20
_FEWEST_CELLS = 4
_FEWEST_HEADS = 3
_WIDEST_LABEL_BLOCK = 12
_ROW_TITLE_LINES = 3
_NONE_WORDS = ("无", "零", "没有", "暂无")


def lines_of(text: str) -> list[Line]:
    """The lines of a clean text that are not blank, in order."""
    lines = []
    position = 0
    for whole in text.split("\n"):
        content = whole.strip()
        if content:
            start = position if whole[0] == content[0] else position + len(whole) - len(whole.lstrip())
            lines.append(Line(start, start + len(content), content))
        position += len(whole) + 1
    return lines


def kinds_of(lines: Sequence[Line]) -> list[Kind]:
    """The kind of each line; headings are still PROSE."""
    kinds = [_kind(line.text, at, len(lines)) for at, line in enumerate(lines)]
    _mark_heads(lines, kinds)
    _mark_index_values(lines, kinds)
    _mark_menu(lines, kinds)
    _mark_flat_tables(lines, kinds)
    _mark_between_rows(lines, kinds)
    _mark_adverts(lines, kinds)
    _mark_page_end(lines, kinds)
    return kinds


def _kind(line: str, at: int, count: int) -> Kind:
    if len(line) <= _LONGEST_PLAIN_CELL and line.isdigit():
        return Kind.PROSE
    if is_furniture(line) or ((at < _HEAD_LINES or at >= count - _TAIL_LINES) and is_index_row(line)):
        return Kind.FURNITURE
    if "|" in line and _is_boxed_text(line):
        return Kind.PROSE
    if (" " in line or "\t" in line or "|" in line) and is_table_row(line):
        return Kind.TABLE
    return Kind.PROSE


def _is_boxed_text(line: str) -> bool:
    """Whether a line is the text of a report that the page put into the only cell of a row."""
    inside = line.strip("| ")
    return "|" not in inside and len(inside) > _LONGEST_CELL and inside.count("。") >= _FEWEST_SENTENCES


def _mark_heads(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A line that begins as the index box does (责任单位 …) is the heads of a table where rows of as many cells follow."""
    for at in range(len(lines) - 1):
        if kinds[at] is Kind.FURNITURE and kinds[at + 1] is Kind.TABLE and INDEX_LABEL.match(lines[at].text):
            heads, row = _cells(lines[at].text), _cells(lines[at + 1].text)
            if _FEWEST_HEADS <= len(heads) == len(row) and sum(map(is_cell, row)) > 1 and not any(map(is_cell, heads)):
                kinds[at] = Kind.TABLE


def _cells(line: str) -> list[str]:
    return [cell for cell in line.replace("|", " ").split() if cell]


def _mark_index_values(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """The value of an index box stands on the line after its label where the page put each into a line of its own."""
    for at in range(1, min(len(lines), _HEAD_LINES * 2)):
        if kinds[at] is Kind.PROSE and kinds[at - 1] is Kind.FURNITURE and len(lines[at].text) <= _LONGEST_INDEX_VALUE:
            label = lines[at - 1].text
            if INDEX_LABEL.fullmatch(label) or INDEX_LABEL.fullmatch(label.removesuffix(":").rstrip()):
                kinds[at] = Kind.FURNITURE


def _mark_menu(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """The words of a menu above the report, one a line, begin with 首页 and end before the next piece of furniture."""
    head = min(len(lines), _HEAD_LINES)
    menu = [at for at in range(head) if lines[at].text.endswith("首页")][:1]
    for at in range(menu[0] + 1 if menu else head, head):
        if kinds[at] is not Kind.PROSE or len(lines[at].text) > _LONGEST_MENU_WORD or is_list_item(lines[at].text):
            break
        kinds[at] = Kind.FURNITURE


def _mark_flat_tables(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Tables whose cells stand one a line: runs of short lines, many of them numbers or boxes of the form."""
    cells = [
        at
        for at, line in enumerate(lines)
        if kinds[at] is Kind.PROSE
        and len(line.text) <= _LONGEST_CELL
        and (is_cell(line.text) or is_form_label(line.text))
    ]
    if len(cells) < _FEWEST_CELLS:
        return
    run = [cells[0]]
    for cell in cells[1:]:
        if _same_table(lines, kinds, run[-1], cell):
            run.append(cell)
            continue
        _mark_run(lines, kinds, run)
        run = [cell]
    _mark_run(lines, kinds, run)


def _same_table(lines: Sequence[Line], kinds: Sequence[Kind], cell: int, following: int) -> bool:
    between = range(cell + 1, following)
    if len(between) > _WIDEST_LABEL_BLOCK:
        return False
    for at in between:
        line = lines[at].text
        if kinds[at] is not Kind.PROSE or not _could_be_cell(line):
            return False
        mark = NUMBER_MARK.match(line)
        if mark and mark.lastgroup in ("part", "han"):
            value = lines[following].text
            if len(between) > _ROW_TITLE_LINES or not (value[0].isdigit() or value[0] in "-—–/"):
                return False
    return True


def _could_be_cell(line: str) -> bool:
    return len(line) <= _LONGEST_CELL and not line.endswith(PROSE_ENDS) and "。" not in line


def _mark_run(lines: Sequence[Line], kinds: list[Kind], run: Sequence[int]) -> None:
    if len(run) < _FEWEST_CELLS or all(_says_none_of_title(lines, at) for at in run):
        return
    first = run[0]
    while first > 0 and kinds[first - 1] is Kind.PROSE and _could_be_column_name(lines[first - 1].text):
        first -= 1
    for at in range(first, run[-1] + 1):
        kinds[at] = Kind.TABLE


def _says_none_of_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line says there was none of what the numbered title above it names ((二)收费情况, 无)."""
    return lines[at].text in _NONE_WORDS and at > 0 and NUMBER_MARK.match(lines[at - 1].text) is not None


def _could_be_column_name(line: str) -> bool:
    return len(line) <= _LONGEST_COLUMN_NAME and not line.endswith((*PROSE_ENDS, ":")) and not NUMBER_MARK.match(line)


def _mark_between_rows(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A box of the form beside a row, and a short line between two rows, belong to their table."""
    last = len(lines) - 1
    for at, line in enumerate(lines):
        if kinds[at] is not Kind.PROSE:
            continue
        above = at > 0 and kinds[at - 1] is Kind.TABLE
        below = at < last and kinds[at + 1] is Kind.TABLE
        if ((above or below) and is_form_label(line.text)) or (above and below and _could_be_column_name(line.text)):
            kinds[at] = Kind.TABLE


def _mark_adverts(lines: Sequence[Line], kinds: list[Kind]) -> None:
    count = len(lines)
    for at in {*range(min(_ADVERT_EDGE, count)), *range(max(0, count - _ADVERT_EDGE), count)}:
        if is_advert(lines[at].text):
            kinds[at] = Kind.ADVERT


def _mark_page_end(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """After the last buttons of a page, short lines are its footer and its navigation."""
    first_after = None
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at].text
        is_short = len(line) <= _LONGEST_TAIL_LINE and not line.endswith("。")
        if kinds[at] is Kind.TABLE or (kinds[at] is Kind.PROSE and not is_short):
            break
        if PAGE_END.match(line):
            first_after = at
    if first_after is not None:
        for at in range(first_after, len(lines)):
            if kinds[at] is Kind.PROSE:
                kinds[at] = Kind.FURNITURE
