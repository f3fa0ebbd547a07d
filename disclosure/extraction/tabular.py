"""Which lines of a text are rows of cells: divided by pipes or tabs, by blanks, by commas, or a cell a line.

Rows are given only where their number of cells is certain; all other lines are left to be read as prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from disclosure.extraction.alike import Table, continued, tables_of
from disclosure.extraction.cell import Cell, Row, blank_before
from disclosure.extraction.flat import cut
from disclosure.extraction.opening_bar import without_opening_bar
from disclosure.extraction.short_rows import goes_on
from disclosure.extraction.spans import TOTAL, restored
from disclosure.extraction.table.cells import is_unit, is_value
from disclosure.text import Kind, Sentence, Structure
from disclosure.text.shapes import COMMA_ROW, holds_flat_table

_SEPARATORS = ("\t", "|")
_CLOSING = " |\n"
"""What may stand behind the last cell of a text."""
_NO_CELLS = re.compile(r"[\s|:+=—-]*")
_PIECE = re.compile(r"[^\s。]+")
_WIDE_PIECE = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = "  "
_PAIR = re.compile(r"(?P<label>[\u4e00-\u9fff()]{2,16}):?(?P<number>\d{1,7})(?=\s|$)")
_LEAST_PAIRS = 3
_ORDINAL_FIRST = re.compile(r"\d{1,3}[.、]?$")
_FEWEST = 2
_FEWEST_SINGLE = 5
_CLOSED = 5
"""Of so many cells a line each all but one must be closed by a bar where one that is not goes on in the next line."""
_LONGEST_LABEL = 40
_MOST_LINES = 2000
_BETWEEN = re.compile(r"(?:[(]?[\d一二三四五六七八九十]{1,2}[).、])?[^\d,。;:|]{2,20}[:]?")
"""A line within a table: the name of the rows below it."""
_SKIPPED = (Kind.FURNITURE, Kind.ADVERT)


class _Line(NamedTuple):
    """A line that holds cells: how it divides them (a separator, a blank, or none for a cell a line), and they."""

    manner: str
    cells: Row
    is_led: bool = False  # its separator stands before the cell
    is_closed: bool = False  # or behind it


def rows_of_cells(structure: Structure, is_claimed: Callable[[int], bool]) -> Iterator[Table]:
    """The rows of each run of lines that make a table; lines that a prescribed form takes are none."""
    text = structure.clean.text

    def is_between(number: int) -> bool:
        here = structure.sentences[number]
        return here.end - here.start <= _LONGEST_LABEL and _BETWEEN.fullmatch(text, here.start, here.end) is not None

    yield from continued(_tables(structure, is_claimed), is_between)


def _tables(structure: Structure, is_claimed: Callable[[int], bool]) -> Iterator[Table]:
    text = structure.clean.text
    has_marks = any(mark in text for mark in _SEPARATORS)
    commas = {match.start("row") for match in COMMA_ROW.finditer(text)}
    block: list[_Line] = []
    behind = -1
    for number, sentence in enumerate(structure.sentences):
        line = _line(text, structure.sentences, number, sentence, has_marks, commas)
        if line is not None and any(is_claimed(cell.start) for cell in line.cells):
            line = None
        if block and (line is None or number != behind + 1 or len(block) >= _MOST_LINES):
            yield from _runs(text, block)
            block = []
        if line is not None:
            block.append(line)
            behind = number
    yield from _runs(text, block)


def _line(
    text: str, sentences: Sequence[Sentence], number: int, sentence: Sentence, has_marks: bool, commas: set[int]
) -> _Line | None:
    """The cells of a sentence that is a whole line, or None where it is prose."""
    if sentence.kind in _SKIPPED:
        return None
    separator = (
        next((mark for mark in _SEPARATORS if text.find(mark, sentence.start, sentence.end) >= 0), "")
        if has_marks
        else ""
    )
    is_row = sentence.kind is Kind.TABLE or separator or (has_marks and _opens_row(text, sentences, number))
    if not separator and text.find(" ", sentence.start, sentence.end) >= 0:
        flat = _flat(text, sentence, number) or _pairs(text, sentence, number)
        if flat is not None:
            return flat
    is_comma_row = not separator and bool(commas) and _is_beside(text, sentences, number, commas)
    if not is_row and not is_comma_row:
        return None
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    line = text[start : end if end >= 0 else len(text)]
    if start + len(line.rstrip()) != sentence.end or text[start : sentence.start].strip():
        return None
    if is_comma_row:
        return _Line(",", list(_divided(line, start, ",", number)))
    if not separator:
        piece = _WIDE_PIECE if _WIDE_GAP in line.strip() else _PIECE
        pieces = [Cell(start + m.start(), start + m.end(), m.group(), number) for m in piece.finditer(line)]
        if len(pieces) > 1:
            return _Line(" ", pieces)
        return _Line("", pieces)
    cells = list(_divided(line, start, separator, number))
    filled = sum(bool(cell.text) for cell in cells)
    if filled > 1 or len(cells) > _FEWEST:
        return _Line(separator, cells)
    only = next((cell for cell in cells if cell.text), cells[0])
    return _Line("", [only], line.lstrip().startswith(separator), bool(only.text) and line.rstrip().endswith(separator))


def _flat(text: str, sentence: Sentence, number: int) -> _Line | None:
    """The cells of a table that stands in a single sentence, behind words without a number."""
    said = text[sentence.start : sentence.end]
    if not holds_flat_table(said):
        return None
    begin = sentence.start + said.rfind(":") + 1
    if any(character.isdigit() for character in text[sentence.start : begin]):
        return None
    return _Line(
        "flat", [Cell(m.start(), m.end(), m.group(), number) for m in _PIECE.finditer(text, begin, sentence.end)]
    )


def _pairs(text: str, sentence: Sentence, number: int) -> _Line | None:
    """The cells of a line of names that each run into their number (甲局43 乙局31 丙局24)."""
    pieces = text[sentence.start : sentence.end].split()
    if len(pieces) < _LEAST_PAIRS or any(_PAIR.fullmatch(piece) is None for piece in pieces):
        return None
    found = _PAIR.finditer(text, sentence.start, sentence.end)
    cells = [Cell(*m.span(part), m[part], number) for m in found for part in ("label", "number")]
    return _Line("pairs", cells)


def _is_beside(text: str, sentences: Sequence[Sentence], number: int, commas: set[int]) -> bool:
    """Whether a sentence is a row of cells and commas, or the heads right above one."""
    if sentences[number].start in commas:
        return True
    if number + 1 >= len(sentences) or sentences[number + 1].start not in commas:
        return False
    here, below = sentences[number], sentences[number + 1]
    return text.count(",", here.start, here.end) == text.count(",", below.start, below.end)


def _opens_row(text: str, sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a short line is the first cell of a row whose other cells stand a line each, behind a pipe, or one whose own
    pipe stands in the next line."""
    here = sentences[number]
    if here.end - here.start > _LONGEST_LABEL or number + 1 >= len(sentences):
        return False
    below = sentences[number + 1]
    is_closed_below = text[below.start : below.end] == "|" and text.find("。", here.start, here.end) < 0
    return is_closed_below or (text.startswith("| ", below.start) and text.count("|", below.start, below.end) == 1)


def _divided(line: str, start: int, separator: str, sentence: int) -> Iterator[Cell]:
    for written in line.split(separator):
        content = written.strip()
        begin = start + (len(written) - len(written.lstrip()) if content else 0)
        yield Cell(begin, begin + len(content), content, sentence)
        start += len(written) + 1


def _without_empty(block: Sequence[_Line]) -> Iterator[_Line]:
    """The lines but those between two rows that have only the bar of a row without cells, and those of bars alone that close
    a row whose cells stand a line each."""
    manners = [line.manner for line in block]
    for at, line in enumerate(block):
        around = {*manners[max(0, at - 1) : at], *manners[at + 1 : at + 2]}
        if line.manner in _SEPARATORS and around == {""} and not any(cell.text for cell in line.cells):
            continue
        if line.cells[0].text or line.manner or len(around) > 1 or not around & {*_SEPARATORS}:
            yield line


def _runs(text: str, block: Sequence[_Line]) -> Iterator[Table]:
    """The lines of a block that divide their cells alike."""
    for manner, group in groupby(_without_empty(block), key=lambda line: line.manner):
        group_lines = list(group)
        lines = [line.cells for line in group_lines]
        if manner == "":
            cells = list(_singles(group_lines))
            if len(cells) >= _FEWEST_SINGLE:
                is_end = not text[lines[-1][-1].end :].strip(_CLOSING)
                yield from (Table(rows, []) for rows in cut(cells, is_end))
        elif manner == "flat":
            yield from (Table(rows, []) for cells in lines for rows in cut(cells))
        elif manner == "pairs":
            pairs = [cells[at : at + _FEWEST] for cells in lines for at in range(0, len(cells), _FEWEST)]
            yield Table(pairs, [])
        elif manner == " ":
            yield from (Table(rows, []) for rows in _spaced(text, lines))
        else:
            filled = [cells for cells in lines if not all(_NO_CELLS.fullmatch(c.text) for c in cells)]
            yield from tables_of(without_opening_bar(filled))


def _singles(lines: Sequence[_Line]) -> Iterator[Cell]:
    """Cells a line each. Where the pipe stands before the cell, the last one of a row closes it and is no cell."""
    leads = any(line.is_led and line.cells[0].text for line in lines)
    closed = sum(line.is_closed or not line.cells[0].text for line in lines)
    if not leads and _CLOSED * closed > len(lines) * (_CLOSED - 1):
        lines = list(_with_broken(lines))
    for at, line in enumerate(lines):
        closes = leads and not line.cells[0].text and (at + 1 == len(lines) or not lines[at + 1].is_led)
        if not closes:
            yield line.cells[0]


def _with_broken(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines of cells that a bar closes, those of a cell of several lines (受理, 总量 |) as one."""
    begun: Row = []
    for line in lines:
        cell = line.cells[0]
        is_word = bool(cell.text) and not is_value(cell.text)
        if is_word and not line.is_closed and len(begun) < _FEWEST:
            begun.append(cell)
            continue
        if is_word and line.is_closed and begun:
            yield line._replace(cells=[_joined([*begun, cell])])
        elif begun and not cell.text:
            yield _Line("", [_joined(begun)], is_closed=True)  # its bar stands in a line of its own
        else:
            yield from (_Line("", [part]) for part in begun)
            yield line
        begun = []
    yield from (_Line("", [part]) for part in begun)


def _spaced(text: str, lines: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of a label and as many numbers each, whose labels may hold blanks, below a line of as many heads."""
    counts = [_values_behind(line) for line in lines]
    at = 0
    while at < len(lines):
        values = counts[at]
        end = at + 1
        while end < len(lines) and counts[end] == values:
            end += 1
        if values and (end - at > 1 or (at and not counts[at - 1])):
            heads = lines[at - 1] if at and not counts[at - 1] else None
            if heads is not None and len(heads) < values and len(finer := _by_blanks(text, heads)) == values + 1:
                heads = finer  # 乡镇  交办数 按期回复: one gap is wider than the others
            if heads is not None and len(heads) == values and _indent(text, heads) > _indent(text, lines[at]):
                heads = [
                    blank_before(heads[0]),
                    *heads,
                ]  # nothing above the labels
            with_units = all(is_unit(line[-1 - values].text) and len(line) - values > 1 for line in lines[at:end])
            labels = len(heads) - values if heads else 1 + with_units
            rows = [_labelled(line, values, labels) for line in lines[at:end]]
            if heads is not None and at > 1 and not counts[at - 2] and len(heads) <= values:
                named = [row for line in lines[at:end] if (row := _labelled(line, values, 1)) is not None]
                tiers = restored(lines[at - 2], heads, named) if len(named) == end - at else None
                if tiers is not None:
                    yield [*tiers, *named]
                    at = end
                    continue
            if all(rows) and (heads is None or len(heads) > values):
                table = [*([heads] if heads else []), *(row for row in rows if row)]
                more = goes_on(text, table, lines[end:])
                yield [*table, *more]
                end += len(more)
        at = end


def _by_blanks(text: str, line: Row) -> Row:
    """The cells of a line that every blank divides."""
    found = _PIECE.finditer(text, line[0].start, line[-1].end)
    return [Cell(m.start(), m.end(), m.group(), line[0].sentence) for m in found]


def _indent(text: str, line: Row) -> int:
    return line[0].start - text.rfind("\n", 0, line[0].start)


def _values_behind(line: Row) -> int:
    count = 0
    while count < len(line) - 1 and is_value(line[-1 - count].text):
        count += 1
    return count


def _labelled(line: Row, values: int, labels: int) -> Row | None:
    """A row of so many labels before its numbers; None where its words do not make as many."""
    words, numbers = line[: len(line) - values], line[len(line) - values :]
    if TOTAL.fullmatch("".join(word.text for word in words)):
        blank = blank_before(words[0])
        return [*[blank] * (labels - 1), _joined(words), *numbers]  # 合 计, below 序号 | 单位
    if labels == len(words):
        return line
    if labels == 1:
        return [_joined(words), *numbers]
    if labels == _FEWEST < len(words) and is_unit(words[-1].text):
        return [_joined(words[:-1]), words[-1], *numbers]
    if labels == _FEWEST and _ORDINAL_FIRST.match(words[0].text):
        return [words[0], _joined(words[1:]), *numbers]
    return None


def _joined(words: Row) -> Cell:
    text = "".join(word.text for word in words)
    return Cell(words[0].start, words[-1].end, text, words[0].sentence)
