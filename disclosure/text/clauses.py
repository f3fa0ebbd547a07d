"""Sentences cut into clauses."""

from __future__ import annotations

import re

# not in 1,234,567 and not in 13:21
_NOT_IN_NUMBER = r"(?<!\d,(?=\d{3}(?!\d)))(?<!\d:(?=\d))"
_TITLE = r"《[^《》\n]{0,120}》"
_BRACKET = r"\([^()\n]{0,200}\)"
_MARKS = {False: "[,;:。!?]", True: "[,;:。!?、]"}

_PLAIN = {enumerations: re.compile(f"({marks}){_NOT_IN_NUMBER}") for enumerations, marks in _MARKS.items()}
# a match without the group is a stretch that stays whole
_AROUND_TITLES = {
    enumerations: re.compile(f"{_TITLE}|({marks}){_NOT_IN_NUMBER}") for enumerations, marks in _MARKS.items()
}
_AROUND_BRACKETS = {
    enumerations: re.compile(f"{_BRACKET}|{_TITLE}|({marks}){_NOT_IN_NUMBER}") for enumerations, marks in _MARKS.items()
}


def clauses(
    text: str, start: int, end: int, *, brackets_whole: bool = False, enumerations: bool = False
) -> list[tuple[int, int]]:
    """The spans between , ; : 。 ! ? in text[start:end], in order, without the marks and without blanks at their ends.

    The separator of thousands in 1,234,567, the colon of 13:21 and marks inside 《》 do not split. With brackets_whole
    marks inside ( ) do not split either; with enumerations 、 splits too.
    """
    if brackets_whole and text.find("(", start, end) >= 0:
        pattern = _AROUND_BRACKETS[enumerations]
    elif text.find("《", start, end) >= 0:
        pattern = _AROUND_TITLES[enumerations]
    else:
        pattern = _PLAIN[enumerations]
    spans: list[tuple[int, int]] = []
    position = start
    for match in pattern.finditer(text, start, end):
        if match[1]:
            stop, following = match.span()
            if stop > position:
                spans.append((position, stop))
            position = following
    if position < end:
        spans.append((position, end))
    if any(text.find(blank, start, end) >= 0 for blank in " \t\n"):
        return [_trimmed(text, *span) for span in spans if not text[span[0] : span[1]].isspace()]
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    clause = text[start:end]
    return start + len(clause) - len(clause.lstrip()), start + len(clause.rstrip())
