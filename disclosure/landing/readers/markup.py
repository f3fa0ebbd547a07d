"""Whether markup may be given to the parser: its time grows with nesting times tags, and with attributes squared."""

from __future__ import annotations

import re
from collections import Counter

from disclosure.landing.reasons import Reason, Refusal

MAX_OPEN_ELEMENTS = 512
"""As browsers nest at most; 20,000 open elements take the parser 0.7 s, 200,000 take it four minutes."""

MAX_ATTRIBUTES = 256
"""Of one tag; 10,000 take the parser 0.2 s, 160,000 take it 100 s."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]{0,60})([^<>]*)>")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/]+")
_FEW = 500  # characters of a tag in which attributes need not be counted


def tags(names: str) -> frozenset[str]:
    """Element names as a set, from a line of them."""
    return frozenset(names.split())


# Elements that never stay open, or that the next of their kind closes
_NOT_NESTING = tags(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot "
    "option optgroup colgroup rp rt"
)


def check_markup(text: str) -> None:
    """Raises Refusal(parser_limit) for markup nested or crowded beyond what any page needs."""
    path: list[str] = []
    open_now: Counter[str] = Counter()
    for closing, name, attributes in _TAG.findall(text):
        name = name.lower()
        if closing:
            if open_now[name]:
                while (closed := path.pop()) != name:
                    open_now[closed] -= 1
                open_now[name] -= 1
            continue
        if len(attributes) > _FEW and _count(attributes) > MAX_ATTRIBUTES:
            raise Refusal(Reason.PARSER_LIMIT, f"more than {MAX_ATTRIBUTES} attributes in one tag")
        if name in _NOT_NESTING or attributes.endswith("/"):
            continue
        path.append(name)
        open_now[name] += 1
        if len(path) > MAX_OPEN_ELEMENTS:
            raise Refusal(Reason.PARSER_LIMIT, f"more than {MAX_OPEN_ELEMENTS} elements open at once")


def _count(attributes: str) -> int:
    return len(_BETWEEN_ATTRIBUTES.split(_QUOTED.sub("", attributes)))
