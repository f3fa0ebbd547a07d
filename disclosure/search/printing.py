"""What a search found, in lines for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclosure.search.query import Found, Hit, Sentence


class Marking(NamedTuple):
    """What stands before and behind a found word."""

    before: str
    behind: str


IN_COLOUR = Marking("\x1b[1;31m", "\x1b[0m")
IN_BRACKETS = Marking("【", "】")


def in_lines(found: Found, marking: Marking) -> Iterator[str]:
    """A report a line, with its year and organ, and below it the sentences with their source and place."""
    for hit in found.hits:
        yield _heading(hit)
        for sentence in hit.sentences:
            yield f"  {hit.source_name}:{sentence.start}-{sentence.end}  {_marked(sentence, marking)}"
        if not hit.sentences:
            yield "  (no sentence to quote: the words stand in a table, or in sentences without a figure)"
        if hit.more:
            yield f"  ({hit.more} more)"
    words = " ".join(found.words)
    yield f"{len(found.hits)} of {found.reports} reports with {words}" if found.hits else f"no report with {words}"


def _heading(hit: Hit) -> str:
    known = [str(part) for part in (hit.report_year, hit.agency_name) if part is not None]
    return "  ".join([*known, f"{hit.source_name}  ({hit.score:.2f})"])


def _marked(sentence: Sentence, marking: Marking) -> str:
    """The sentence on one line with its found words marked."""
    pieces, last = [], 0
    for start, end in sentence.marks:
        pieces += [sentence.text[last:start], marking.before, sentence.text[start:end], marking.behind]
        last = end
    return " ".join("".join([*pieces, sentence.text[last:]]).split())
