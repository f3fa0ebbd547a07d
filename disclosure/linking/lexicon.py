"""Where the words of the dictionary stand in a text: by one automaton, leftmost and longest."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

import daachorse

from disclosure.vocabulary import aliases, words

_EVENT_ROLES = frozenset(("verb", "outcome", "remedy", "amount"))


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
        if "数字" in text:
            self._all = [_without_digital(text, hit) for hit in self._all]
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
