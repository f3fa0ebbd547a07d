"""Where the words of the dictionary stand in a text: by one automaton, leftmost and longest."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

import daachorse

from disclosure.vocabulary import aliases, words

_CASES_OPENED = r"(?=(?:(?:各类|各种)?(?:刑事|治安|行政|民事|经济|毒品|电信|网络|公益|命案|涉)|各类案|各种案)[^,。;\d]{0,14}\d{1,7}[余多]?[起件宗])"
_OPENED = re.compile(  # each alternative opens with a character of its own, so that the matcher tries few places
    rf"立(?<![成设建创确独树起对挂订签竖自公中]立){_CASES_OPENED}|破(?:(?<![突打爆攻]破){_CASES_OPENED}|(?<=[起件宗]破)(?=\d))"
)
"""The police's verbs of one character, before their cases or the number (立|刑事案件743起, 发命案2起|破2起)."""
_MEANT = {"立": "立案", "破": "破获"}
_EVENT_ROLES = frozenset(("verb", "outcome", "remedy", "amount"))

_POLICE = "110"
"""What every word of the dictionary that holds digits holds."""


@dataclass(slots=True, frozen=True)
class Entry:
    """What a word may mean: a measure (in its role), a channel, or both."""

    word: str
    measure: str | None
    role: str | None  # verb, outcome, remedy, amount, weak, noun, absorb
    is_channel: bool
    is_event: bool  # whether it says that something was done, or became of a case


@dataclass(slots=True, eq=False)
class Hit:
    """A word of the dictionary in a text; offsets of the clean text. Slots are made and asked in half the time of a tuple's
    names, and there are many hits."""

    start: int
    end: int
    entry: Entry

    @property
    def is_event(self) -> bool:
        """Whether it says that something was done, or became of a case."""
        return self.entry.is_event


@cache
def _automaton() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[Entry, ...]]:
    channels = set(words("channel"))
    entries = {
        a.alias: Entry(a.alias, a.measure, a.role, a.alias in channels, a.role in _EVENT_ROLES) for a in aliases()
    }
    for word in channels - entries.keys():
        entries[word] = Entry(word, None, None, True, False)
    ordered = tuple(entries[word] for word in sorted(entries))
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
        [entry.word for entry in ordered], daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )
    return automaton, ordered


class Hits:
    """All hits of a stretch of text, such as a sentence, asked for by span."""

    def __init__(self, text: str, start: int, end: int) -> None:
        automaton, entries = _automaton()
        found = automaton.find(text[start:end])
        self._all = [Hit(start + begins, start + ends, entries[index]) for begins, ends, index in found]
        if "破" in text or "立" in text:
            self._all = _with_opened(text, start, end, self._all)
        if "数字" in text:
            self._all = [_without_digital(text, hit) for hit in self._all]
        if _POLICE in text:
            self._all = [hit for hit in self._all if not _is_within_number(text, hit)]
        self._starts = [hit.start for hit in self._all]

    def between(self, start: int, end: int) -> list[Hit]:
        """Hits that lie wholly between two offsets, in order."""
        if start >= end:
            return []
        first = bisect_left(self._starts, start)
        behind = bisect_left(self._starts, end, first)
        hits = self._all[first:behind]
        if hits and hits[-1].end > end:
            hits.pop()
        return hits


def _is_within_number(text: str, hit: Hit) -> bool:
    """Whether a number of the dictionary (110) is but some digits of a longer one (1105人)."""
    word = hit.entry.word
    begins = word[0].isdigit() and text[hit.start - 1 : hit.start].isdigit()
    return begins or (word[-1].isdigit() and text[hit.end : hit.end + 1].isdigit())


def _with_opened(text: str, start: int, end: int, hits: list[Hit]) -> list[Hit]:
    """The hits with those verbs of one character that no word of the dictionary covers."""
    found = [m for m in _OPENED.finditer(text, start, end) if not any(h.start <= m.start() < h.end for h in hits)]
    opened = [Hit(m.start(), m.end(), hits_of(_MEANT[m.group()])[0].entry) for m in found]
    return sorted([*hits, *opened], key=lambda hit: hit.start) if opened else hits


def _without_digital(text: str, hit: Hit) -> Hit:
    """派遣 where 派遣数 would take the first half of 数字 from what follows (派遣|数字城管案件)."""
    if hit.entry.role != "amount" or not text.startswith("数字", hit.end - 1):
        return hit
    shorter = hits_of(hit.entry.word[:-1])
    return (
        Hit(hit.start, hit.end - 1, shorter[0].entry) if shorter and shorter[0].end == len(hit.entry.word) - 1 else hit
    )


@lru_cache(maxsize=4096)
def hits_of(phrase: str) -> tuple[Hit, ...]:
    """The dictionary's words in a short phrase or title."""
    return tuple(Hits(phrase, 0, len(phrase)).between(0, len(phrase)))
