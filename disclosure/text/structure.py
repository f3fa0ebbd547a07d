"""Sections and sentences of a clean text, with what each stretch is."""

from __future__ import annotations

from typing import NamedTuple

from disclosure.text.clean import CleanText
from disclosure.text.headings import Heading, find_headings, is_statement
from disclosure.text.lines import Kind, Line, kinds_of, lines_of
from disclosure.text.sentences import sentence_spans


class Section(NamedTuple):
    """A heading and what stands below it, subsections included. Clean offsets; the title without its number, at most 60
    characters; level 1 is the outermost."""

    title: str
    level: int
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, or a line that is none: a heading, a table row, a cell. Clean offsets; section: the place of the
    innermost section in Structure.sections, None before the first and outside the report; paragraph: the running number
    of the line that is not blank."""

    start: int
    end: int
    kind: Kind
    section: int | None
    paragraph: int


class Structure(NamedTuple):
    """A clean text with its sections and sentences in order. The sentences cover every character that is not blank
    exactly once."""

    clean: CleanText
    sections: list[Section]
    sentences: list[Sentence]

    def title_paths(self) -> list[list[str]]:
        """For every section its title with the titles above it, outermost first."""
        paths: list[list[str]] = []
        open_sections: list[tuple[int, str]] = []
        for section in self.sections:
            while open_sections and open_sections[-1][0] >= section.level:
                open_sections.pop()
            open_sections.append((section.level, section.title))
            paths.append([title for _, title in open_sections])
        return paths


def read_structure(clean: CleanText) -> Structure:
    """The sections and sentences of a clean text. Page furniture and advertising are marked, never left out."""
    text = clean.text
    lines = lines_of(text)
    kinds = kinds_of(lines)
    headings = find_headings(lines, kinds)
    sections = _sections(headings, lines)
    opening = {heading.line: (number, heading) for number, heading in enumerate(headings)}
    sentences: list[Sentence] = []
    made = Sentence._make  # half the time of Sentence itself
    heading_kind, prose = Kind.HEADING, Kind.PROSE
    section: int | None = None
    for paragraph, (start, end, line) in enumerate(lines):
        kind = kinds[paragraph]
        heading = None
        if paragraph in opening:
            section, heading = opening[paragraph]
        if kind is not prose:
            inside = None if kind is Kind.FURNITURE or kind is Kind.ADVERT else section
            sentences.append(made((start, end, kind, inside, paragraph)))
            continue
        title_end = (
            start + heading.run_in if heading and heading.run_in and not is_statement(line[: heading.run_in]) else -1
        )
        for span_start, span_end in sentence_spans(text, start, end):
            is_title = span_end == title_end and span_end < end
            sentences.append(made((span_start, span_end, heading_kind if is_title else prose, section, paragraph)))
    return Structure(clean, sections, sentences)


def _sections(headings: list[Heading], lines: list[Line]) -> list[Section]:
    """One section a heading; it ends where the next heading of its rank or of one further out begins."""
    levels: list[int] = []
    ends = [lines[-1].end for _ in headings]
    open_numbers: list[int] = []
    for number, heading in enumerate(headings):
        while open_numbers and headings[open_numbers[-1]].rank >= heading.rank:
            ends[open_numbers.pop()] = lines[heading.line - 1].end
        open_numbers.append(number)
        levels.append(len(open_numbers))
    return [
        Section(heading.title, level, lines[heading.line].start, end)
        for heading, level, end in zip(headings, levels, ends, strict=True)
    ]
