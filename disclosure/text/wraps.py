"""Line breaks that a fixed width put into the middle of sentences, as in text taken from PDF pages and old mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

from disclosure.text.offsets import Traced
from disclosure.text.page import is_furniture
from disclosure.text.shapes import (
    CANNOT_START,
    COMMA_ROW,
    NUMBER_MARK,
    SENTENCE_ENDS,
    TITLE_ENDS,
    is_cell,
    is_date,
    is_form_label,
    is_list_item,
    is_table_row,
)
from disclosure.vocabulary import aliases

_CLOSERS = "”’」』)】》"
_OPENERS = frozenset("《“‘(〔")
_CONTINUES = frozenset(",、")
_JOINS = (*_CONTINUES, *_CLOSERS, '"', ":", "(")
# neither a telephone number before a date nor the year that a paragraph begins with
_NUMBER_AT_END = re.compile(r"(?<!\d)(?<!\d[-—])\d{1,6}$")
_THOUSANDS_AT_END = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){0,3},(\d{1,2})$")
_DIGITS_AT_START = re.compile(r"\d{1,2}(?![\d,.、%])(?=[余多]?[万\u4e00-\u9fff])")
_OF_A_THOUSAND = 3
_NUMBER_AT_START = re.compile(r"(?!(?:19|20)\d\d年)\d{1,6}(?!\d)")
_UNIT = "件条份封次人名个项篇场期起宗元"
# what is left of an amount whose digits were broken: 30件, 件。
_MEASURED_AT_START = re.compile(rf"\d{{0,6}}[余多]?[万亿]?[{_UNIT}](?=[,。;、])")
_AMOUNT_AT_START = re.compile(rf"\d{{1,6}}[余多]?[万亿]?[{_UNIT}](?=[,。;、])")
_LONE_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,4})?[万亿]?%?")
_REST_OF_AMOUNT = re.compile(
    rf"[余多]?[万亿]?(?:人次|车次|台次|件次|辆次|平方米|公里|万元|[{_UNIT}处户家辆台块张吨米])(?=[,。;、余多])"
    rf"|[余多](?:人次|车次|台次|件次|辆次|[{_UNIT}处户家辆台块张])|[,。;、]"
)
"""What follows a number that a page put on a line of its own (…,出动|8000|余人次,…)."""
_SHORTEST_WITH_AMOUNT_BELOW = 6
_HEAD_OF_LETTER = re.compile(
    r"(?!根据|按照|依据|按|贯彻|落实)[\u4e00-\u9fff]{2,10}[〔\[(](?:19|20)\d\d[〕\])]第?\d{1,5}号(?:\s{0,20}签发人:\s{0,4}\S{2,8})?"
)
"""The line of its own on which a document has its number, and who signed it (某水利〔2010〕9号 签发人:某某)."""
_PAIRS = (("(", ")"), ("《", "》"), ("“", "”"))

MIN_WRAPPED_LENGTH = 12
"""Shorter lines are labels, cells and headings; a line of a wrapped paragraph is never that short."""
_WIDTH_SLACK = 4
_TITLE_LENGTH = 2
"""How many times as long as a title the paragraph below it is."""
_LINES_THAT_SHOW_A_WIDTH = 3
_ONE_IN = 3


def join_wrapped_lines(traced: Traced, raw: str) -> None:
    """Leaves out line breaks inside sentences and numbers: where the next line goes on with the sentence by its
    punctuation, or where the line is as wide as the lines of the document usually are when they are full."""
    text = traced.text
    lines = text.split("\n")
    if len(lines) < 2:
        return
    contents = [line.strip() for line in lines]
    breaks = [at for at in range(len(lines) - 1) if _may_be_wrapped(contents[at], contents[at + 1])]
    alone = _numbers_alone(contents)
    if not breaks and not alone:
        return
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    widths = {at: _printed_width(traced, raw, starts[at], lines[at]) for at in breaks}
    full = _full_width(widths, contents)
    is_ragged = _breaks_anywhere(breaks, contents)
    joined = {
        at
        for at in breaks
        if _goes_on(contents[at], contents[at + 1])
        or _is_wrapped(contents[at], abs(widths[at] - full) <= _WIDTH_SLACK, is_ragged)
    }
    joined.update(at for number in alone for at in (number - 1, number))
    traced.cut(
        (starts[at] + len(lines[at].rstrip()), starts[at + 2] - 1 - len(lines[at + 1].lstrip()))
        for at in sorted(joined)
    )


def ends_sentence(line: str) -> bool:
    """Whether a line without trailing blanks ends a sentence; a full stop of ASCII counts after a Han character."""
    end = line.rstrip(_CLOSERS)[-1:]
    if end == ".":
        return line[-2:-1] > "\u33ff"
    return end in SENTENCE_ENDS and not (end == ":" and line[-1] != ":")


def _may_be_wrapped(line: str, following: str) -> bool:
    if not line or not following or line[-1] in SENTENCE_ENDS:
        return False
    if _breaks_thousands(line, following):
        return True
    if len(line) < MIN_WRAPPED_LENGTH and not (_breaks_a_pair(line, following) or _lacks_its_amount(line, following)):
        return False
    if "," in following and COMMA_ROW.fullmatch(following) and line.count(",") == following.count(","):
        return False
    if following[0] not in CANNOT_START and (is_list_item(following) or is_cell(following) or is_date(following)):
        return False
    if _is_title_above(line, following):
        return False
    if ends_sentence(line) or (line[-1].isascii() and line[-1].isalpha()):
        return False
    return not any(is_table_row(part) or is_furniture(part) or is_form_label(part) for part in (line, following))


def _is_title_above(line: str, following: str) -> bool:
    """Whether a numbered line of two clauses is the title of the paragraph below (一、强化统筹,压实责任): a line that its width
    broke would be about as long as the next one."""
    return (
        NUMBER_MARK.match(line) is not None
        and _TITLE_LENGTH * len(line) <= len(following)
        and line[-1] not in _CONTINUES
        and following[0] not in CANNOT_START
        and _NUMBER_AT_END.search(line) is None
        and not _breaks_a_pair(line, following)
    )


def _numbers_alone(contents: Sequence[str]) -> list[int]:
    """The lines that are the numbers of amounts in sentences. Where a page has several, all its numbers between words are."""
    lone = [at for at in range(1, len(contents) - 1) if _is_lone(contents[at])]
    alone = [at for at in lone if _stands_alone(contents[at - 1], contents[at], contents[at + 1])]
    if len(alone) < _LINES_THAT_SHOW_A_WIDTH or 2 * len(alone) < len(lone):
        return alone
    return [at for at in lone if _between_words(contents[at - 1], contents[at + 1])]


def _is_lone(line: str) -> bool:
    return line[:1].isdigit() and _LONE_NUMBER.fullmatch(line) is not None


def _between_words(before: str, behind: str) -> bool:
    return (_is_han(before[-1:]) or before[-1:] in _JOINS) and (_is_han(behind[:1]) or behind[:1] in CANNOT_START)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _stands_alone(before: str, line: str, behind: str) -> bool:
    """Whether a line is the number of an amount that begins before and ends behind it, in a sentence and not in a table."""
    return (
        _is_lone(line)
        and _has_clause(before)
        and before[-1] not in SENTENCE_ENDS
        and _REST_OF_AMOUNT.match(behind) is not None
    )


def _goes_on(line: str, following: str) -> bool:
    """Whether punctuation shows that the following line goes on with the sentence."""
    return (
        line[-1] in _CONTINUES
        or following[0] in CANNOT_START
        or _breaks_a_pair(line, following)
        or _breaks_a_number(line, following)
        or _lacks_its_amount(line, following)
        or (_has_clause(line) and line[-1] + following[0] in _two_characters())
    )


@cache
def _two_characters() -> frozenset[str]:
    """The dictionary's words of two characters, which a line break in a sentence may cut: 业务培|训6次."""
    return frozenset(alias.alias for alias in aliases() if len(alias.alias) == 2 and alias.measure is not None)


def _breaks_thousands(line: str, following: str) -> bool:
    """Whether a line ends within the three digits behind a comma and the next one has those that are missing: 1,3|06条."""
    ends, begins = _THOUSANDS_AT_END.search(line), _DIGITS_AT_START.match(following)
    return ends is not None and begins is not None and len(ends[1]) + len(begins[0]) == _OF_A_THOUSAND


def _breaks_a_number(line: str, following: str) -> bool:
    if _breaks_thousands(line, following):
        return True
    if _NUMBER_AT_END.search(line) is None:
        return False
    if _has_clause(line) and _NUMBER_AT_START.match(following) is not None:
        return True
    return len(line) >= MIN_WRAPPED_LENGTH and _MEASURED_AT_START.match(following) is not None


def _lacks_its_amount(line: str, following: str) -> bool:
    """Whether a clause ends before or within its number and the following line begins with it: 收到来信|305封。"""
    if len(line) < _SHORTEST_WITH_AMOUNT_BELOW or NUMBER_MARK.match(line) or line.endswith(TITLE_ENDS):
        return False
    last_is_word = "\u4e00" <= line[-1] <= "\u9fff" or _NUMBER_AT_END.search(line) is not None
    return last_is_word and _AMOUNT_AT_START.match(following) is not None


def _is_wrapped(line: str, is_full: bool, is_ragged: bool) -> bool:
    """Whether an unfinished line was broken by its width: it is full, or the document breaks its sentences anywhere.
    A numbered line or a title without a clause in it stands for itself."""
    if _has_clause(line):
        return is_full or is_ragged
    stands_for_itself = NUMBER_MARK.match(line) or line.endswith(TITLE_ENDS) or _HEAD_OF_LETTER.fullmatch(line)
    return is_full and not stands_for_itself


def _has_clause(line: str) -> bool:
    return "," in line or "。" in line or ";" in line


def _breaks_anywhere(breaks: Sequence[int], contents: Sequence[str]) -> bool:
    """Whether so many lines end inside a sentence that the document's lines are no paragraphs."""
    unfinished = sum(_has_clause(contents[at]) for at in breaks)
    finished = sum(len(line) >= MIN_WRAPPED_LENGTH and line[-1] in SENTENCE_ENDS for line in contents)
    return unfinished >= _LINES_THAT_SHOW_A_WIDTH and unfinished * _ONE_IN >= unfinished + finished


def _breaks_a_pair(line: str, following: str) -> bool:
    """Whether a bracket, title or quotation that the line opens is closed by the following one."""
    return line[-1] in _OPENERS or any(
        line.rfind(opener) > line.rfind(closer) and closer in following.partition(opener)[0]
        for opener, closer in _PAIRS
    )


def _full_width(widths: Mapping[int, int], contents: Sequence[str]) -> int:
    """The width of a full line; 0 where too few unfinished lines agree on one, or none of them holds a sentence."""
    if not any(mark in contents[at] for at in widths for mark in ",、。"):
        return 0
    counts = Counter(widths.values())
    full, alike = 0, 0
    for width in sorted(counts, reverse=True):
        near = sum(counts[width + step] for step in range(-_WIDTH_SLACK, _WIDTH_SLACK + 1))
        if near > alike:
            full, alike = width, near
    return full if alike >= _LINES_THAT_SHOW_A_WIDTH else 0


def _printed_width(traced: Traced, raw: str, start: int, line: str) -> int:
    """The columns that a line took on the page, blanks between its words included: two for a Han character."""
    first = start + len(line) - len(line.lstrip())
    last = start + len(line.rstrip()) - 1
    printed = raw[traced.index[first] : traced.index[last] + 1]
    return 2 * len(printed) - len(printed.encode("ascii", "ignore"))
