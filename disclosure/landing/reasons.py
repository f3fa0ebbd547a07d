"""Why a source was not landed: every reason in one place, with the sentence that a person reads."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The code in raw.rejected_documents.reason."""

    EMPTY = "empty"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    UNREADABLE = "unreadable"
    NOT_REGULAR = "not_regular"
    CHANGED_WHILE_READ = "changed_while_read"
    PARSER_LIMIT = "parser_limit"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no_text_layer"
    UNMAPPED_FONT = "unmapped_font"
    DAMAGED = "damaged"
    UNSAFE_ZIP = "unsafe_zip"
    UNSAFE_XML = "unsafe_xml"
    LIMIT = "limit"
    ADDRESS_REFUSED = "address_refused"
    HOST_NOT_ALLOWED = "host_not_allowed"
    ROBOTS = "robots"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CUT_OFF = "cut_off"
    HTTP_STATUS = "http_status"
    REDIRECTS = "redirects"
    SOFT_404 = "soft_404"
    LOGIN_PAGE = "login_page"
    ACCESS_CHECK = "access_check"

    @property
    def sentence(self) -> str:
        """What happened, for a person who has never seen the code."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.EMPTY: "There is no text in it.",
    Reason.UNDECODABLE: "Its bytes are no text in any encoding that Chinese reports come in, or in more than one.",
    Reason.TOO_LARGE: "It is larger than any report; it was not read.",
    Reason.UNSUPPORTED_TYPE: "Its content, whatever its name says, is of a format that is not read.",
    Reason.UNREADABLE: "The system did not let it be read.",
    Reason.NOT_REGULAR: "It is a link, a pipe, a device or a socket; only plain files are read.",
    Reason.CHANGED_WHILE_READ: "It was written to while it was being read; offer it again.",
    Reason.PARSER_LIMIT: "Its markup is nested or crowded beyond what any page needs; it was not parsed.",
    Reason.ENCRYPTED: "It opens with a password only.",
    Reason.NO_TEXT_LAYER: "Its pages are pictures: nothing in it is text.",
    Reason.UNMAPPED_FONT: "Its fonts do not tell which characters they show, so its text cannot be taken out.",
    Reason.DAMAGED: "It is broken or cut off: its parser could not make sense of it.",
    Reason.UNSAFE_ZIP: "It is packed as no office program packs: it may be made to do harm, and was not opened.",
    Reason.UNSAFE_XML: "It declares what no office program declares: it may be made to do harm, and was not opened.",
    Reason.LIMIT: "Reading it takes more time, memory or pages than any report does.",
    Reason.ADDRESS_REFUSED: "It is no address of the public web, or leads to none; nothing was asked of it.",
    Reason.HOST_NOT_ALLOWED: "It is a link of an index page to a host that is not on the list.",
    Reason.ROBOTS: "The host's robots.txt asks programs to leave it alone, or could not be read.",
    Reason.UNREACHABLE: "Its host has no address, or did not answer.",
    Reason.TIMEOUT: "Its host took longer than any page needs.",
    Reason.CUT_OFF: "Its host sent less than it announced, or something that is no HTTP.",
    Reason.HTTP_STATUS: "Its host answered that it does not give the page.",
    Reason.REDIRECTS: "It leads from page to page and never to a document.",
    Reason.SOFT_404: "Its host sent a page that says that there is none.",
    Reason.LOGIN_PAGE: "Its host sent a page that asks for a name and password.",
    Reason.ACCESS_CHECK: "Its host sent a page that asks whether a person is looking.",
}


class Refusal(Exception):
    """A source that cannot be landed. `detail` adds what was seen, and names no path of this machine."""

    def __init__(self, reason: Reason, detail: str = "", byte_size: int | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.byte_size = byte_size
