"""The text of a document made ready for matching, with the way back to the raw text."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from disclosure.text.doubled import single_doubled
from disclosure.text.entities import decode_entities
from disclosure.text.marks import remove_marks
from disclosure.text.offsets import Traced
from disclosure.text.page_breaks import join_pages
from disclosure.text.pinyin import remove_pinyin
from disclosure.text.spaces import close_gaps
from disclosure.text.traditional import simplify
from disclosure.text.widths import fold
from disclosure.text.wording import one_wording
from disclosure.text.wraps import join_wrapped_lines


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned text: text[i] stands for the raw character raw[index[i]], and index is strictly increasing."""

    raw: str
    text: str
    index: array[int]
    was_traditional: bool
    had_pinyin: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw (char_start, char_end) of the clean characters from start up to end; of none, the place between."""
        if start < end:
            return self.index[start], self.index[end - 1] + 1
        at = self.index[start] if start < len(self.index) else len(self.raw)
        return at, at


def clean(raw: str) -> CleanText:
    """The raw text in simplified characters and ASCII digits and punctuation, without what stands inside words and
    numbers by accident: entities, invisible and doubled characters, marks strewn between words, pinyin in brackets, numbers
    of pages, blanks, line breaks of a fixed width.

    Thousands separators, headings, tables and the page around the report stay. Takes any text and never fails.
    """
    traced = Traced(raw)
    decode_entities(traced)
    fold(traced)
    single_doubled(traced)
    remove_marks(traced)
    had_pinyin = remove_pinyin(traced)
    was_traditional = simplify(traced)
    join_pages(traced)
    close_gaps(traced)
    one_wording(traced)
    join_wrapped_lines(traced, raw)
    return CleanText(raw, traced.text, traced.index, was_traditional, had_pinyin)
