"""What the words before a small table speak of: its title, its section's, or the sentence that leads to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.draft import CASE_STAGES, ENDED
from disclosure.linking.heads import units_of_caption
from disclosure.linking.lexicon import hits_of

_INTRODUCED = frozenset({*CASE_STAGES, "published", "issued"})
_ACT = "handled"
_CARRIED_OUT = "实施"
_LONGEST_INTRO = 120
_LONGEST_TITLE = 40
_LONGEST_CAPTION = 12
_LEADS = re.compile(r"下表|如下|附表|见表|:$")
_COUNTS = re.compile(r"\d")
_TITLE_TAIL = re.compile(
    r"的?(?:情况|数据|统计|汇总|一览|分布|明细|排名|实施数量|表){1,4}(?:如下|见下表)?(?:\([^()]*\))?[:。]?$"
)
"""What a title says of itself, behind what was done (受理情况统计表)."""
_RANKED = re.compile(r"前[两二三四五六七八九十\d]{1,3}[名位类]的?(?P<what>[^,。;:\d]{2,10})$")
"""How a title ends that ranks what it names (本月城管类前三名|诉求)."""


def introduced(intro: Sequence[str], titles: Sequence[str]) -> str:
    """The measure that the words before a table, or else its section's title, speak of, where they speak of one alone."""
    is_led = any(map(_leads, intro))
    for said in (*filter(_speaks_of_table, intro), *reversed(titles)):
        measures = done(said[-_LONGEST_INTRO:])
        if not is_led and said in intro and measures <= ENDED:
            continue  # 已办结投诉90件。 before a table of what came in
        if not measures and len(said) <= _LONGEST_TITLE:
            named = titled(said)
            measures = done(named) or nouns(named) or nouns(named.removesuffix("办理"))
        if len(measures) == 1:
            return measures.pop()
    return ""


def act_of(intro: Sequence[str], titles: Sequence[str]) -> str:
    """What the authority did of which a table tells apart the kinds or the steps (行政处罚, in 行政处罚实施情况统计表), or ''."""
    for said in (*filter(_leads, intro), *reversed(titles)):
        named = titled(said).removesuffix(_CARRIED_OUT)
        if not named or done(named):
            continue
        acts = [hit for hit in hits_of(named) if hit.entry.role == "noun" and hit.entry.measure == _ACT]
        if len(acts) == 1:
            return named[acts[0].start : acts[0].end]
    return ""


def _speaks_of_table(said: str) -> bool:
    """Whether a sentence before a table leads to it: a title, one that ends open or names the table, or one that counts."""
    return _leads(said) or _COUNTS.search(said) is not None


def _leads(said: str) -> bool:
    return _LEADS.search(said) is not None or bool(titled(said))


def title_of(intro: Sequence[str]) -> str:
    """The title or open sentence right above a table and its caption, or ''."""
    above = next((said for said in intro if not units_of_caption(said) or len(said) > _LONGEST_CAPTION), "")
    is_open = above.endswith((":", "如下", "如下。", "下表。"))
    return above if is_open or titled(above) else ""


def titled(said: str) -> str:
    """What a short title speaks of, without what it says of itself (受理情况统计表), or '' where it is no title."""
    if len(said) > _LONGEST_TITLE:
        return ""
    tail, ranked = _TITLE_TAIL.search(said), _RANKED.search(said)
    return said[: tail.start()] if tail is not None else ranked["what"] if ranked is not None else ""


def done(said: str) -> set[str]:
    """The measures that the verbs of some words speak of."""
    return {hit.entry.measure or "" for hit in hits_of(said) if hit.is_event and hit.entry.measure in _INTRODUCED}


def nouns(name: str) -> set[str]:
    """The measures that the nouns of a name hint at; a kind (投诉类) only says what cases are about."""
    return {
        hit.entry.measure or ""
        for hit in hits_of(name)
        if hit.entry.role in ("noun", "weak")
        and hit.entry.measure in _INTRODUCED
        and name[hit.end : hit.end + 1] != "类"
    }
