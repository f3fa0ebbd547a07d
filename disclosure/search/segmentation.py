"""A text as terms to search by: the words that jieba cuts it into, and the dictionary's words inside those.

jieba without its hidden Markov model: the same word is cut the same wherever it stands, so that what is asked for is
cut as it was in the text. rjieba does the cutting; in every document it is held against jieba on some of the text,
and where the two differ the document is cut by jieba.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from disclosure import EXTRACTOR_VERSION
from disclosure.text import clean
from disclosure.vocabulary import rows

RULES = "1"
"""Raised whenever this module may cut the same text otherwise."""

CHECKED = 40
"""Of so many runs of Chinese characters one is cut by jieba too, the first always."""

WORD_FREQUENCY = 3
"""Of the project's own words: enough to hold their characters together, too little to break a common word."""

_RUN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[0-9a-z]{2,40}")  # numbers and names in ASCII; the text is folded to half width before
_OWN_WORD = re.compile(r"[\u4e00-\u9fff]{2,12}")
_SHORTEST_INNER = 2
_SOURCES = (  # seed, its column, and the column and values that rows are taken by, all of them where there is none
    ("measure", "name_zh", None, ()),
    ("measure_alias", "alias", "role", ("verb", "outcome", "remedy", "amount", "noun")),
    ("agency_kind", "form", None, ()),
    ("region", "name", None, ()),
    ("region", "full_name", None, ()),
    ("region_alias", "alias", None, ()),
    ("word", "word", "kind", ("channel",)),
)


@cache
def own_words() -> tuple[str, ...]:
    """The project's words (measures, organs, places, channels) that a dictionary of the language may lack, sorted."""
    found = {
        row[column]
        for seed, column, kind, taken in _SOURCES
        for row in rows(seed)
        if kind is None or row[kind] in taken
    }
    return tuple(sorted(word for word in found if _OWN_WORD.fullmatch(word)))


@cache
def segmenter_version() -> str:
    """The version that the terms carry: of the rules, of jieba, of the cleaning before and of the project's words."""
    words = hashlib.sha256("\n".join(own_words()).encode()).hexdigest()[:8]
    return f"{RULES}-jieba{version('jieba')}-{EXTRACTOR_VERSION}-{words}"


class Segmenter:
    """Cuts texts into terms. Takes about a second to make: two dictionaries are read."""

    def __init__(self, words: Iterable[str] | None = None) -> None:
        import jieba  # read here: who only asks for the version waits for neither dictionary
        import rjieba

        self._jieba = jieba.Tokenizer()
        # as initialize() would, but without the cache file that it leaves in the folder for temporary files
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True
        self._rjieba = rjieba.Jieba()
        for word in own_words() if words is None else words:
            if not self._jieba.FREQ.get(word):
                self._jieba.add_word(word, WORD_FREQUENCY)
                self._rjieba.add_word(word, WORD_FREQUENCY, None)
        self._inner: dict[str, list[str]] = {}

    def terms(self, text: str) -> Counter[str]:
        """The terms of a cleaned text and how often each occurs; words inside a longer word count as well."""
        tokens = Counter(self._tokens(text))
        terms = Counter(tokens)
        for token, occurrences in tokens.items():
            for inner in self._inside(token):
                terms[inner] += occurrences
        return terms

    def words(self, asked: str) -> list[str]:
        """What a reader typed as terms, in its order, each once: cleaned and cut as the texts are."""
        return list(dict.fromkeys(self._tokens(clean(asked).text)))

    def by_jieba(self, run: str) -> list[str]:
        """A run of Chinese characters as jieba cuts it."""
        return self._jieba.lcut(run, HMM=False)

    def by_rjieba(self, run: str) -> list[str]:
        """A run of Chinese characters as rjieba cuts it."""
        return self._rjieba.cut(run, False)

    def _tokens(self, text: str) -> list[str]:
        runs = _RUN.findall(text)
        agreed = all(self.by_rjieba(run) == self.by_jieba(run) for run in runs[::CHECKED])
        cut = self.by_rjieba if agreed else self.by_jieba
        return [token for token in cut("\n".join(runs)) if token != "\n"] + _LATIN.findall(text.lower())

    def _inside(self, token: str) -> list[str]:
        """The dictionary's words within a token that are shorter than it."""
        found = self._inner.get(token)
        if found is None:
            spans = (
                token[start:end]
                for start in range(len(token) - 1)
                for end in range(start + _SHORTEST_INNER, len(token) + 1)
                if end - start < len(token)
            )
            found = self._inner[token] = [span for span in spans if self._jieba.FREQ.get(span)]
        return found
