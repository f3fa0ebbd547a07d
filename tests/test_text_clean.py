"""Cleaning: what a raw text reads as, and the way back to the raw characters."""

from __future__ import annotations

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from disclosure.resources import seed
from disclosure.text import CleanText, clean
from disclosure.text.traditional import SIMPLIFIED_ONLY, TRADITIONAL_ONLY

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "shared" / "seeds"
READINGS = [
    (said, group["reads"])
    for group in yaml.safe_load((HERE / "corpus" / "text" / "clean.yaml").read_text(encoding="utf-8"))
    for said in group["said"]
]
FRAGMENTS = [
    *[
        "受理",
        "申请",
        "全年共收到市民来电",
        "件",
        "条",
        "年",
        "自然人",
        "附件",
        "一是",
        "无",
        "12",
        "3",
        "0",
        "2022-",
        "21:05",
        "%",
    ],
    *[
        "，",
        "。",
        "、",
        "；",
        "：",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        ",",
        ":",
        "-",
        "|",
        " ",
        "　",
        "\n",
        "\n",
        "\t",
        "\r\n",
    ],
    *["務", "報告", "(wù)", "wù", "LED", "首页 > ", "一、", "(一)", "1.", "\u200b", "\ufeff", "\x00"],
]
PAGES = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)


@cache
def simplified(text: str) -> str:
    return OpenCC("t2s").convert(text)


def without_blanks(text: str) -> str:
    return "".join(text.split())


def assert_traced(cleaned: CleanText) -> None:
    assert len(cleaned.index) == len(cleaned.text)
    assert all(before < after for before, after in pairwise(cleaned.index))
    assert not cleaned.index or cleaned.index[-1] < len(cleaned.raw)


@pytest.mark.parametrize(("said", "reads"), READINGS, ids=[repr(said) for said, _ in READINGS])
def test_a_text_reads_as(said, reads):
    cleaned = clean(said)
    assert cleaned.text == reads
    assert_traced(cleaned)


@pytest.mark.parametrize("reads", sorted({reads for _, reads in READINGS}), ids=repr)
def test_a_clean_text_is_clean(reads):
    assert clean(reads).text == reads


def test_a_clean_span_gives_the_raw_one():
    raw = "共受理申請(qǐng)１ ２件，辦結(jié)１２件。"
    cleaned = clean(raw)
    start = cleaned.text.index("申请12件")
    assert raw[slice(*cleaned.span(start, start + len("申请12件")))] == "申請(qǐng)１ ２件"


@pytest.mark.parametrize(("at", "place"), [(0, 0), (2, 3), (3, 4)])
def test_an_empty_span_is_a_place_between_raw_characters(at, place):
    assert clean("受\u200b理件").span(at, at) == (place, place)


@pytest.mark.parametrize(
    ("raw", "was_traditional", "had_pinyin"),
    [
        ("共受理申请5件", False, False),
        ("共受理申請5件", True, False),
        ("共受理申請(qǐng)5件", True, True),
        ("受(shòu)理(lǐ)投诉5件", False, True),
        ("《務實報》刊发受理申请、办结时间、领导组织、进一步调查研究的总结报道", False, False),
        ("乾县人民政府", False, False),
        ("制度制定:機制、體制、制作、管制,制止", True, False),
        ("", False, False),
    ],
)
def test_flags(raw, was_traditional, had_pinyin):
    cleaned = clean(raw)
    assert (cleaned.was_traditional, cleaned.had_pinyin) == (was_traditional, had_pinyin)


def test_characters_that_tell_traditional_from_simplified_are_pairs():
    assert simplified(TRADITIONAL_ONLY) == SIMPLIFIED_ONLY
    assert simplified(SIMPLIFIED_ONLY) == SIMPLIFIED_ONLY
    assert not set(TRADITIONAL_ONLY) & set(SIMPLIFIED_ONLY)
    to_traditional = OpenCC("s2t")
    assert [character for character in SIMPLIFIED_ONLY if to_traditional.convert(character) == character] == []


@pytest.mark.parametrize("written", ["simplified", "traditional"])
def test_no_name_of_a_region_is_changed_in_a_traditional_report(written):
    with seed("region").open(encoding="utf-8", newline="") as file:
        names = "、".join(sorted({name for row in csv.DictReader(file) for name in (row["name"], row["full_name"])}))
    said = OpenCC("s2t").convert(names) if written == "traditional" else names
    padding = "機關辦理報告" * len(names)
    cleaned = clean(f"{said}。{padding}")
    assert cleaned.was_traditional
    assert cleaned.text.partition("。")[0].split("、") == names.split("、")


@settings(max_examples=150, deadline=None)
@given(st.one_of(PAGES, st.text()))
def test_any_text_is_cleaned_and_traced(raw):
    assert_traced(clean(raw))


@settings(max_examples=150, deadline=None)
@given(PAGES, st.data())
def test_the_raw_text_of_a_span_reads_as_the_span(raw, data):
    """Blanks aside: whether a blank stays depends on the whole line. A cut-out may be too short to tell its script."""
    cleaned = clean(raw)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    again = clean(raw[slice(*cleaned.span(start, end))]).text
    assert without_blanks(simplified(cleaned.text[start:end])) in without_blanks(simplified(again))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([part for part in FRAGMENTS if part not in ("(wù)", "務", "報告")]), max_size=60))
def test_only_blanks_and_invisible_characters_go(parts):
    folded = "".join(clean(part).text for part in parts)
    assert without_blanks(clean("".join(parts)).text) == without_blanks(folded)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real reports in ../shared/seeds are not here")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_real_report_is_traced_and_stays_clean(path):
    cleaned = clean(path.read_bytes().decode("utf-8"))
    assert_traced(cleaned)
    assert clean(cleaned.text).text == cleaned.text
    assert not re.search(r"[\u4e00-\u9fff]\([a-zà-ǜ]{1,7}\)", cleaned.text)
