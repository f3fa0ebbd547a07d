"""Whose a figure is: the report's own, that of many bodies together, or a running total."""

from __future__ import annotations

import re

from disclosure.linking.scope import clause_start
from disclosure.vocabulary import words

_CUMULATIVE = re.compile(
    r"历年累计|来[^。;]{0,8}累计|自[^,。;]{2,14}(?:以来|起)[^。;]{0,12}(?:累计|共)|累计至|历年"
    r"|(?:19|20)\d\d年?(?:至|到|-|—)(?:19|20)\d\d年[^。;\d]{0,12}(?:共|累计)|[两二三四五六七八九十\d]年来[^。;\d]{0,8}(?:共|累计)"
)
_OWN_YEAR_AGAIN = re.compile(r"\d[^。;]{0,12}[,;](?:其中,?)?(?:(?:19|20)\d\d年|本年|今年|当年)")
"""What goes from a running total on to one year (自2010年以来累计120期,|2020年12期)."""
_THIS_YEAR_OF_IT = re.compile(r"[^。;]{0,16}其中,?(?:(?:19|20)\d\d年|本年|今年|当年)")
"""What follows a running total, of which this year's is told apart (累计|310条,其中今年25条)."""
_AGGREGATE = re.compile("|".join(map(re.escape, words("aggregate_cue"))))


def coverage_of(text: str, sentence_start: int, at: int) -> str:
    """Whose figure it is: own, aggregate (全市 …) or cumulative (历年累计, 自…以来累计)."""
    window = text[max(sentence_start, at - 60) : at]
    running = _CUMULATIVE.search(window)
    if (running and not _OWN_YEAR_AGAIN.search(window, running.end())) or (
        "累计" in window and _THIS_YEAR_OF_IT.match(text, at)
    ):
        return "cumulative"
    start = clause_start(text, sentence_start, at)
    return "aggregate" if _AGGREGATE.search(text[start:at]) else "own"
