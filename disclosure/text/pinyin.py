"""Pinyin that copied pages put in brackets behind a character: 務(wù) becomes 務."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from disclosure.text.offsets import Traced

_BRACKETED = re.compile(r"\(([a-zA-Zāáǎăàōóǒŏòēéěĕèīíǐĭìūúǔŭùǖǘǚǜüńňǹḿêɑɡ\u0300\u0301\u0304\u0306\u0308\u030c]{1,8})\)")
# ü keeps its dots apart from the tone; pypinyin writes it as v
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u0306\u030c")) | str.maketrans("ɑɡ", "ag")


def remove_pinyin(traced: Traced) -> bool:
    """Leaves out each bracket that pypinyin confirms as a reading of the character before it; True where any went.

    Brackets that stand for something else, such as (ofd) or (LED), stay. Some pages repeat the bracket: 公(gong)(gong).
    """
    text = traced.text
    spans: list[tuple[int, int]] = []
    read = ""
    last = -1
    for match in _BRACKETED.finditer(text):
        start, end = match.span()
        if start != last:
            if start > 1 and text[start - 1] == " ":
                start -= 1
            read = text[start - 1] if start else ""
        if read > "\u33ff" and _is_reading(read, match[1]):
            spans.append((start, end))
            last = end
    if spans:
        traced.cut(spans)
    return bool(spans)


@lru_cache(maxsize=8192)
def _is_reading(character: str, letters: str) -> bool:
    return _toneless(letters) in _readings(character)


@lru_cache(maxsize=8192)
def _readings(character: str) -> frozenset[str]:
    # a quarter of a second to import, and most documents have no pinyin
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(_toneless(reading) for readings in found for reading in readings)


def _toneless(letters: str) -> str:
    bare = unicodedata.normalize("NFD", letters.lower()).translate(_TONES)
    return bare.replace("u\u0308", "v")
