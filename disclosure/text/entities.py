"""Entities and tags of HTML that a copy left in a plain text: &nbsp;, &ldquo;, <br/>."""

from __future__ import annotations

import html
import re

from disclosure.text.offsets import Traced

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,5});")
_TAG = re.compile(r"</?(?P<name>br|p|div|tr|span|font|strong|b|em|u)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_BREAKS = frozenset(("br", "p", "div", "tr"))


def decode_entities(traced: Traced) -> None:
    """Puts the character that an entity stands for in its place, and a line break where a tag made one."""
    if "&" in traced.text and ";" in traced.text:
        _put(traced, [(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY.finditer(traced.text)])
    if "<" in traced.text:
        breaks = ((m, "\n" if m["name"].lower() in _BREAKS else "") for m in _TAG.finditer(traced.text))
        _put(traced, [(m.start(), m.end(), said) for m, said in breaks])


def _put(traced: Traced, found: list[tuple[int, int, str]]) -> None:
    """Exchanges stretches for a character or for nothing; what stands for more than one character is left as it is."""
    known = [(start, end, said) for start, end, said in found if len(said) <= 1]
    if not known:
        return
    characters = list(traced.text)
    for start, _, said in known:
        if said:
            characters[start] = said
    traced.text = "".join(characters)
    traced.cut((start + len(said), end) for start, end, said in known)
