"""An address to its bytes, or to the reason why there are none."""

from __future__ import annotations

import hashlib

from disclosure.landing.intake import Taken
from disclosure.landing.reasons import Reason, Refusal
from disclosure.landing.web.fetch import Fetcher, Known
from disclosure.landing.web.offers import Asked
from disclosure.storage.raw_rows import FetchRow


def take_address(asked: Asked, fetcher: Fetcher, before: FetchRow | None) -> Taken:
    """Asks for the document once; where the server says that it is still the one of `before`, no bytes are needed."""
    offered = asked.offered
    if asked.url is None:
        return Taken(offered, b"", None, offered.refusal)
    known = Known(before.etag, before.last_modified) if before else Known()
    try:
        page = fetcher.fetch(asked.url, asked.hosts, known)
        if not page.is_unchanged:
            return Taken(offered, page.data, hashlib.sha256(page.data).hexdigest(), None, page)
        if before is None:
            raise Refusal(Reason.HTTP_STATUS, "304, unasked")
    except Refusal as refusal:
        return Taken(offered, b"", None, refusal)
    return Taken(offered, b"", before.document_id, None)
