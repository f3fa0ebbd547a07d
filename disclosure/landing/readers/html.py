"""HTML pages: the text that a person sees, one line a block, the cells of a table joined by tab, its rows by newline.

Page furniture (breadcrumbs, print buttons) is kept; to mark it is the text stage's work. The page's title comes first.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.landing.readers.lines import Lines
from disclosure.landing.readers.markup import check_markup, tags
from disclosure.landing.readers.tables import Cell, Table

VERSION = "html/1"

_TEXT = "-text"

# What no reader of the page sees: code, fallbacks for what is not shown, annotations above the line, closed lists
_DROPPED = tags(
    "head script style template noscript noembed noframes iframe frameset object embed canvas audio video svg map "
    "rp rt select datalist"
)
_BLOCKS = tags(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre search section summary table "
    "tbody textarea tfoot thead tr ul"
)
_PREFORMATTED = tags("pre textarea listing plaintext xmp")
_CELLS = tags("td th")
_INVISIBLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.I)


def read(text: str) -> str:
    """The visible text of a page, its title first; "" where the page shows none.

    Raises Refusal(parser_limit) for markup that would hold up the parser.
    """
    check_markup(text)
    tree = LexborHTMLParser(text)
    if tree.body is None:
        return ""
    page = _Page()
    _walk(tree.body, page)
    lines = page.lines.finished()
    if not lines:
        return ""
    title = tree.css_first("head > title")
    return "\n".join(_title_lines(title) + lines)


def _title_lines(title: LexborNode | None) -> list[str]:
    if title is None:
        return []
    lines = Lines()
    lines.add(title.text())
    return lines.finished()


def _walk(body: LexborNode, page: _Page) -> None:
    """Visits the nodes in order without recursion: a page may be nested deeper than Python's stack."""
    path: list[LexborNode] = []
    node: LexborNode | None = body
    while node is not None:
        if page.enter(node):
            path.append(node)
            node = node.child
        else:
            node = node.next
        while node is None and path:
            parent = path.pop()
            page.leave(parent)
            node = parent.next if path else None


class _Page:
    """The lines of a page as they come; a cell has lines of its own until its row is complete."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._outer: list[Lines] = []
        self._tables: list[Table] = []
        self._cells: list[Cell] = []

    def enter(self, node: LexborNode) -> bool:
        """Takes the node in; whether its children are to be visited."""
        tag = node.tag
        if tag == _TEXT:
            self.lines.add(node.text_content or "")
            return False
        if tag in _DROPPED or not node.is_element_node or _is_hidden(node):
            return False
        if tag in _BLOCKS:
            self.lines.end()
        if tag in _PREFORMATTED:
            self.lines.preformatted += 1
        if tag == "table":
            self._open_table()
        elif tag in _CELLS and self._tables:  # a td inside math markup belongs to no table
            self._open_cell(node)
        return True

    def leave(self, node: LexborNode) -> None:
        """Finishes an element whose children have been visited."""
        tag = node.tag
        if tag in _BLOCKS:
            self.lines.end()
        if tag in _PREFORMATTED:
            self.lines.preformatted -= 1
        if tag == "table":
            self._tables.pop()
        elif tag == "tr" and self._tables:
            self.lines.extend(self._tables[-1].finish_row())
        elif tag in _CELLS and self._tables:
            self._cells.pop().close(self.lines.finished())
            self.lines = self._outer.pop()

    def _open_table(self) -> None:
        if self._cells:
            self._cells[-1].holds_table = True
        self._tables.append(Table())

    def _open_cell(self, node: LexborNode) -> None:
        cell = self._tables[-1].add_cell(node.attributes.get("colspan"), node.attributes.get("rowspan"))
        self._cells.append(cell)
        self._outer.append(self.lines)
        self.lines = Lines()


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_INVISIBLE.search(attributes.get("style") or ""))
