"""A published file asked for words: the reports in which they occur, best first, and their sentences to quote."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import duckdb

from disclosure.errors import GongkaiError
from disclosure.publishing.reading import open_published
from disclosure.search.segmentation import Segmenter
from disclosure.text import clean

SENTENCES_SHOWN = 3
"""Of a report; there may be many that hold a common word."""


class Sentence(NamedTuple):
    """A sentence as written, its place in the raw text, and the spans within it that answer the question."""

    text: str
    start: int
    end: int
    marks: list[tuple[int, int]]


class Hit(NamedTuple):
    """A report in which a word occurs. Only sentences that hold a figure, a rate or a finding are published."""

    source_name: str
    agency_name: str | None
    report_year: int | None
    score: float
    sentences: list[Sentence]
    more: int  # sentences with the words besides those


class Found(NamedTuple):
    """What a search gave."""

    words: list[str]  # what was asked for, as it was looked up
    hits: list[Hit]
    reports: int  # in which one of the words occurs, shown or not
    unsearchable: int  # published reports that were not cut into terms


def search(
    published: Path, asked: list[str], year: int | None = None, region: str | None = None, limit: int = 10
) -> Found:
    """The `limit` best reports for the words, of a year or of a region and what lies in it where these are given.

    Raises GongkaiError where nothing is published (not-published), it holds no terms (not-segmented), or the words
    hold none (no-word).
    """
    with open_published(published) as connection:
        reports, unsearchable = _searchable(connection)
        if unsearchable == reports:
            raise GongkaiError(
                "not-segmented",
                f"No report in {published} can be searched.",
                "Run gongkai segment, gongkai build and gongkai publish.",
            )
        segmenter = Segmenter()
        words = list(dict.fromkeys(term for word in asked for term in segmenter.words(word)))
        if not words:
            raise GongkaiError(
                "no-word", f"There is no word in {' '.join(asked)}.", "Ask for a word: gongkai search 申请."
            )
        found = connection.execute(
            """
            select document_id, source_name, agency_name, report_year, score
            from marts.search_reports($words)
            where ($year is null or report_year = $year) and ($region is null or starts_with(region_code, $region))
            order by score desc, source_name
            """,
            {"words": " ".join(words), "year": year, "region": None if region is None else _prefix(region)},
        ).fetchall()
        sought = list(dict.fromkeys(_folded(word) for word in asked)) + [word for word in words if len(word) > 1]
        hits = [_hit(connection, sought, *report) for report in found[:limit]]
    return Found(words, hits, len(found), unsearchable)


def _searchable(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """How many reports are published, and how many of them cannot be searched: all, in a file of an earlier version."""
    ((reports,),) = connection.execute("select count(*) from marts.dim_report").fetchall()
    if not connection.execute("select 1 from duckdb_functions() where function_name = 'search_reports'").fetchall():
        return reports, reports
    ((searchable,),) = connection.execute("select count(*) from marts.fct_text_length").fetchall()
    return reports, reports - searchable


def _prefix(region_code: str) -> str:
    """What the codes of a region and of all that lies in it begin with: 23 for 230000, 2301 for 230100."""
    pairs = [region_code[at : at + 2] for at in range(0, 6, 2)]
    while len(pairs) > 1 and pairs[-1] in ("00", ""):
        pairs.pop()
    return "".join(pairs)


def _hit(
    connection: duckdb.DuckDBPyConnection,
    sought: list[str],
    document_id: str,
    source_name: str,
    agency_name: str | None,
    report_year: int | None,
    score: float,
) -> Hit:
    rows = connection.execute(
        "select sentence_text, sentence_start, sentence_end from marts.fct_sentence where document_id = ? order by 2",
        [document_id],
    ).fetchall()
    sentences: list[tuple[int, Sentence]] = []
    for text, start, end in rows:
        words_in_it, marks = _marks(text, sought)
        if marks:
            sentences.append((words_in_it, Sentence(text, start, end, marks)))
    best = sorted(sentences, key=lambda ranked: -ranked[0])[:SENTENCES_SHOWN]
    shown = sorted((sentence for _, sentence in best), key=lambda sentence: sentence.start)
    return Hit(source_name, agency_name, report_year, score, shown, len(sentences) - len(shown))


def _marks(sentence: str, sought: list[str]) -> tuple[int, list[tuple[int, int]]]:
    """How many of the words stand in the sentence, and the spans of them as written, joined where they touch."""
    cleaned = clean(sentence)
    text = cleaned.text.lower()
    spans, words_in_it = [], 0
    for word in sought:
        at = text.find(word)
        words_in_it += at >= 0
        while at >= 0:
            spans.append(cleaned.span(at, at + len(word)))
            at = text.find(word, at + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return words_in_it, joined


def _folded(word: str) -> str:
    return clean(word).text.lower()
