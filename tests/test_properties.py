"""What holds of every reading, whatever the text: rows are grounded, counted, told apart by id, and the same each time."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import opencc
from corpus_cases import cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from disclosure.reading import read_report
from disclosure.rows import ExtractedReport
from disclosure.rule_coverage import texts
from disclosure.stages.reading_jobs import uncollected

REPORTS = Path(__file__).parent / "reports" / "dev"
LONGEST_QUOTE = 60
DIGITS = re.compile("[0-9０-９]+")
TO_TRADITIONAL = opencc.OpenCC("s2t")

phrases = st.sampled_from([case.text for case in cases()])
numbers = st.from_regex(r"[0-9０-９]{1,9}([.,，][0-9]{1,4})?", fullmatch=True)
scraps = st.one_of(
    numbers,
    st.text(alphabet="零一二三两十百千万亿点半余多近约", min_size=1, max_size=6),
    st.text(alphabet="，。；：、（）()《》“”%％‰〔〕-—~·.,;:|\t\n \u3000\u00a0\u200b", min_size=1, max_size=4),
    st.sampled_from(
        ["件", "条", "万元", "人次", "个百分点", "年", "号", "分别为", "其中", "均已办结", "办结率", "占", "无"]
    ),
    st.text(max_size=5),
)


def cut_short(text: str, place: float) -> str:
    """The text without what stands behind a place, as a bad copy has it."""
    return text[: int(len(text) * place)]


def with_blanks(text: str, every: int) -> str:
    """Blanks at regular distances, as PDF and word processors leave them."""
    return " ".join(text[at : at + every] for at in range(0, len(text), every))


def with_pinyin(text: str, every: int) -> str:
    """Traditional characters with the reading behind some, as copying sites publish them."""
    traditional = TO_TRADITIONAL.convert(text)
    return "".join(
        f"{char}({pinyin(char, style=Style.TONE)[0][0]})" if at % every == 0 and "一" <= char <= "鿿" else char
        for at, char in enumerate(traditional)
    )


lengths = st.integers(min_value=2, max_value=9)
garbled = st.one_of(
    phrases,
    phrases.map(TO_TRADITIONAL.convert),
    st.builds(with_blanks, phrases, lengths),
    st.builds(with_pinyin, phrases, lengths),
    st.builds(cut_short, phrases, st.floats(min_value=0, max_value=1)),
)
reports = st.lists(st.one_of(garbled, scraps), max_size=8).flatmap(
    lambda pieces: st.sampled_from(["", "\n", "，", " "]).map(lambda joint: joint.join(pieces))
)
readings = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)  # the same texts each time: a change of rules, not chance, is what may break these


def read(text: str) -> ExtractedReport:
    return read_report("generated", "generated.txt", text, None)


@readings
@given(reports)
def test_every_quote_is_a_slice(text: str) -> None:
    report = read(text)
    for row in (*report.figures, *report.rates, *report.rejections):
        assert row.quote == text[row.char_start : row.char_end]
        assert 0 < len(row.quote) <= LONGEST_QUOTE
    for cell in report.cells:
        assert 0 <= cell.char_start <= cell.char_end <= len(text)


@readings
@given(reports)
def test_every_quote_stands_in_its_sentence(text: str) -> None:
    report = read(text)
    known = {(row.sentence_start, row.sentence_end) for row in report.sentences}
    for row in (*report.figures, *report.rates):
        assert row.sentence_start <= row.char_start < row.char_end <= row.sentence_end <= len(text)
    assert {(row.sentence_start, row.sentence_end) for row in report.rates} <= known


@readings
@given(reports)
def test_every_digit_is_accounted_for(text: str) -> None:
    """A number is a figure, a rate, a cell, or refused with a reason; none is dropped in silence."""
    report = read(text)
    rows = (*report.figures, *report.rates, *report.rejections, *report.cells)
    taken = [(row.char_start, row.char_end) for row in rows]
    dropped = [
        found.group()
        for found in DIGITS.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in taken)
    ]
    assert dropped == []


@readings
@given(reports)
def test_numbers_seen_is_the_count_of_rows(text: str) -> None:
    report = read(text)
    assert report.report.numbers_seen == len(report.figures) + len(report.rates) + len(report.rejections)


@readings
@given(reports)
def test_ids_are_told_apart_and_refer_to_rows(text: str) -> None:
    report = read(text)
    figures = [row.activity_id for row in report.figures]
    rates = [row.rate_id for row in report.rates]
    assert len({*figures, *rates}) == len(figures) + len(rates)
    referred = {row.part_of for row in report.figures}
    referred |= {row.numerator_activity_id for row in report.rates}
    referred |= {row.denominator_activity_id for row in report.rates}
    terms = [row.numerator_terms for row in report.rates] + [row.denominator_terms for row in report.rates]
    referred |= {signed_id[1:] for side in terms if side for signed_id in side.split()}
    referred |= {part.total_activity_id for part in report.parts} | {part.part_activity_id for part in report.parts}
    referred |= {cell.activity_id for cell in report.cells}
    assert referred - {None} <= set(figures)


@readings
@given(reports)
def test_amounts_lie_within_their_bounds(text: str) -> None:
    report = read(text)
    for row in report.figures:
        assert row.value_low <= row.value <= row.value_high
        assert row.value_low >= 0 or row.quote.startswith("-")  # a change in a table's cell
    for rate in report.rates:
        assert rate.stated_low <= rate.stated_pct <= rate.stated_high


@readings
@given(reports)
def test_two_readings_are_equal(text: str) -> None:
    assert read(text) == read(text)


def test_reading_leaves_no_cycles_to_collect() -> None:
    """Else the stage, which does not search for them while it reads, would hold on to every report of a batch."""
    found = list(texts([REPORTS]))
    for name, text in found:  # what is read once a process may leave some
        read_report(name, name, text)
    gc.collect()
    with uncollected():
        for name, text in found:
            read_report(name, name, text)
        assert gc.collect() == 0
    assert gc.isenabled()
