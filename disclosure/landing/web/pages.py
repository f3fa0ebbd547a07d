"""Pages that are none: what servers send with status 200 in the place of a document."""

from __future__ import annotations

import re
from functools import cache

from disclosure.landing import content
from disclosure.landing.reasons import Reason, Refusal
from disclosure.vocabulary import rows

LONGEST_NOTICE = 800
"""Characters. A page that says that there is nothing says little else; a report that mentions a login is longer."""

_PASSWORD = re.compile(rb"""<input\b[^<>]{0,500}?\btype\s{0,5}=\s{0,5}["']?password\b""", re.I)


def check_page(data: bytes, media_type: str, text: str) -> None:
    """Raises Refusal where the page is short and says that there is no document, or asks for a login or a person."""
    if media_type not in (content.HTML, content.PLAIN) or len(text) > LONGEST_NOTICE:
        return
    if _PASSWORD.search(data):
        raise Refusal(Reason.LOGIN_PAGE, "a field for a password")
    lowered = text.lower()
    for sign, reason in _signs():
        if sign in lowered:
            raise Refusal(reason, sign)


@cache
def _signs() -> list[tuple[str, Reason]]:
    return [(row["sign"], Reason(row["reason"])) for row in rows("page_sign")]
