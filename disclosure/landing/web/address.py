"""What an address is in the warehouse: http or https, in one spelling, without a name and password."""

from __future__ import annotations

import re

import httpx

from disclosure.landing.reasons import Reason, Refusal

SCHEMES = {"http": 80, "https": 443}
LONGEST = 2000  # characters; servers and browsers stop near there too

_CREDENTIALS = re.compile(r"(?<=//)[^/?#\s]{1,2000}@")


def parse(text: str) -> httpx.URL:
    """The address in its one spelling: host in lower case and ASCII, what needs it percent-encoded, no fragment.

    Raises Refusal (address_refused) for another scheme, credentials, and what is no address at all.
    """
    if len(text) > LONGEST:
        raise Refusal(Reason.ADDRESS_REFUSED, f"more than {LONGEST} characters")
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refusal(Reason.ADDRESS_REFUSED, f"no address: {error}") from None
    if url.scheme not in SCHEMES:
        raise Refusal(Reason.ADDRESS_REFUSED, f"scheme {url.scheme or 'missing'}")
    if url.userinfo:
        raise Refusal(Reason.ADDRESS_REFUSED, "with a name or password")
    if not url.host:
        raise Refusal(Reason.ADDRESS_REFUSED, "no host")
    return url.copy_with(fragment=None)


def redacted(text: str) -> str:
    """The text of an address with *** in the place of a name and password: what may be stored and shown."""
    return _CREDENTIALS.sub("***@", text.strip())[:LONGEST]
