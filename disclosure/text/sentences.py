"""Lines of prose cut into sentences."""

from __future__ import annotations

import re

# ! and ? inside an address of the web end nothing
_END = re.compile(r"[。!?](?<![A-Za-z0-9/][!?](?=[A-Za-z0-9=&/]))[。!?]*[”’」』)】》]{0,4}")
_QUOTATION = re.compile(r"“[^“”\n]*”")
_GOES_ON = frozenset("的、,;:为等是和及与之这原要方类")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of text[start:end], one line, without blanks at their ends.

    A sentence ends at 。 ! ? or with the line. Inside a quotation nothing ends; a quotation that ends a sentence ends
    the one it stands in, unless the sentence goes on: “…。”的要求.
    """
    stops = _stops(text, start, end)
    behind = stops[-1] if stops else start
    if behind < end and not text[behind:end].isspace():
        stops.append(end)
    spans = []
    position = start
    for stop in stops:
        if text[position].isspace() or text[stop - 1].isspace():
            spans.append(_trimmed(text, position, stop))
        else:
            spans.append((position, stop))
        position = stop
    return spans


def _stops(text: str, start: int, end: int) -> list[int]:
    if text.find("“", start, end) < 0:
        return [match.end() for match in _END.finditer(text, start, end)]
    ends = [match.span() for match in _END.finditer(text, start, end)]
    quotations = [match.span() for match in _QUOTATION.finditer(text, start, end)]
    stops = []
    at = 0
    for mark, stop in ends:
        while at < len(quotations) and quotations[at][1] <= mark:
            at += 1
        if at < len(quotations) and quotations[at][0] < mark:
            closes = stop >= quotations[at][1]
            if not closes or (stop < end and text[stop] in _GOES_ON):
                continue
        stops.append(stop)
    return stops


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
