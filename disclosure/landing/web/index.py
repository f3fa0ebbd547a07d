"""The links of an index page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

import httpx
from selectolax.lexbor import LexborHTMLParser

from disclosure.landing import content
from disclosure.landing.decode import decode
from disclosure.landing.readers.markup import check_markup
from disclosure.landing.reasons import Reason, Refusal

MOST_LINKS = 5_000


def links(data: bytes, url: str, pattern: str) -> list[str]:
    """The addresses that a page links to and that fit the pattern (of a shell: * and ?), each once, in their order.

    Raises Refusal where the bytes are no page.
    """
    text = decode(data).text
    if not content.is_html(text):
        raise Refusal(Reason.UNSUPPORTED_TYPE, "an index page must be HTML")
    check_markup(text)
    tree = LexborHTMLParser(text)
    base = tree.css_first("base[href]")
    start = _joined(url, (base.attributes.get("href") or "") if base else "") or url
    found = (_joined(start, href) for href in _hrefs(tree))
    fitting = (address for address in found if address and fnmatchcase(address, pattern))
    return list(dict.fromkeys(address for address in fitting if address != url))[:MOST_LINKS]


def _hrefs(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("a[href], area[href]"):
        href = (node.attributes.get("href") or "").strip()
        # what runs a script, writes a letter or jumps within the page leads to no document
        if href and not href.startswith("#") and not re.match(r"(?:javascript|mailto|tel|data|about):", href, re.I):
            yield href


def _joined(base: str, href: str) -> str | None:
    try:
        return str(httpx.URL(base).join(href).copy_with(fragment=None))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return None
