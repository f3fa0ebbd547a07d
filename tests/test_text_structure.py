"""Structure: what each line of a page is, its sections and its sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.text import Kind, Structure, clean, read_structure
from disclosure.text.sentences import sentence_spans

HERE = Path(__file__).parent
REPORTS = HERE / "reports" / "dev"
SEEDS = HERE.parent.parent / "shared" / "seeds"


def corpus(name: str) -> list[dict]:
    return yaml.safe_load((HERE / "corpus" / "text" / f"{name}.yaml").read_text(encoding="utf-8"))


LINES = [
    "一、总体情况",
    "(一)主动公开。全年120条。",
    "1.网站更新",
    "受理 12 件,办结 11 件。",
    "第二部分 统计",
    "附表:统计表",
    "0",
    "12",
]
LINES += [
    "自然人",
    "总计",
    "受理数\t12",
    "合计 1 2 3",
    "首页 > 公开",
    "打印本页",
    "本站由网友上传",
    "2022年1月5日",
    "",
    "  ",
    "“好。”“再办”。",
]
LINES += [
    "一、。",
    "(二)",
    "①",
    "# 概述",
    "办理情况",
    "全年未收到申请,也没有行政复议和行政诉讼案件发生",
    "- 导航",
    "。",
    "!?",
    "\t",
]
PAGES = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), max_size=25).map("\n".join)


def assert_covered(structure: Structure) -> None:
    """Every character that is not blank stands in exactly one sentence, and each sentence inside its section."""
    text = structure.clean.text
    last = 0
    for sentence in structure.sentences:
        assert last <= sentence.start < sentence.end
        assert not text[last : sentence.start].strip()
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        last = sentence.end
        if sentence.section is not None:
            section = structure.sections[sentence.section]
            assert section.start <= sentence.start and sentence.end <= section.end
    assert not text[last:].strip()


def nth_place(text: str, quote: str, nth: int) -> int:
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return start


def kinds_between(structure: Structure, raw_start: int, raw_end: int) -> list[Kind]:
    """The kinds of the sentences that a stretch of the raw text stands in."""
    index = structure.clean.index
    return [
        sentence.kind
        for sentence in structure.sentences
        if index[sentence.start] < raw_end and index[sentence.end - 1] >= raw_start
    ]


@pytest.mark.parametrize("case", corpus("structure"), ids=lambda case: case["name"])
def test_a_page_reads_as(case):
    structure = read_structure(clean(case["page"]))
    text = structure.clean.text
    assert [
        [
            str(sentence.kind),
            None if sentence.section is None else structure.sections[sentence.section].title,
            text[sentence.start : sentence.end],
        ]
        for sentence in structure.sentences
    ] == case["reads"]
    assert_covered(structure)


def test_sections_nest_by_the_style_of_their_numbers():
    page = "第一部分 概况\n一、公开\n(一)网站\n1.更新\n(1)次数\n公开12条。\n二、申请\n第二部分 附表\n(一)统计\n无。"
    sections = read_structure(clean(page)).sections
    assert [(section.level, section.title) for section in sections] == [
        (1, "概况"),
        (2, "公开"),
        (3, "网站"),
        (4, "更新"),
        (5, "次数"),
        (2, "申请"),
        (1, "附表"),
        (2, "统计"),
    ]


def test_a_section_ends_where_the_next_of_its_level_begins():
    page = "一、公开\n(一)网站\n公开12条。\n\n二、申请\n收到3件。"
    structure = read_structure(clean(page))
    text = structure.clean.text
    assert [text[section.start : section.end] for section in structure.sections] == [
        "一、公开\n(一)网站\n公开12条。",
        "(一)网站\n公开12条。",
        "二、申请\n收到3件。",
    ]


def test_a_paragraph_is_a_line_that_is_not_blank():
    structure = read_structure(clean("受理12件。办结11件。\n\n\n转办1件。"))
    assert [sentence.paragraph for sentence in structure.sentences] == [0, 0, 1]


@pytest.mark.parametrize("case", corpus("sentences"), ids=lambda case: case["line"])
def test_a_line_of_prose_holds_these_sentences(case):
    line = case["line"]
    assert [line[start:end] for start, end in sentence_spans(line, 0, len(line))] == case["sentences"]


@pytest.mark.parametrize(
    "path", sorted(path for path in REPORTS.iterdir() if path.suffix in (".txt", ".md")), ids=lambda path: path.stem
)
def test_what_the_gold_states_stands_in_one_sentence_of_the_report(path):
    """A quote over several lines is one of a table whose cells stand one a line."""
    raw = path.read_bytes().decode("utf-8-sig")
    structure = read_structure(clean(raw))
    for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["kind"] in ("figure", "rate", "implied"):
            start = nth_place(raw, entry["quote"], entry.get("nth", 1))
            kinds = kinds_between(structure, start, start + len(entry["quote"]))
            assert set(kinds) <= {Kind.PROSE, Kind.TABLE}, entry["quote"]
            assert len(kinds) == 1 or set(kinds) == {Kind.TABLE}, entry["quote"]


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_sentences_cover_every_character_once(page):
    assert_covered(read_structure(clean(page)))


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_sections_have_titles_and_nest(page):
    for section in (sections := read_structure(clean(page)).sections):
        assert section.title and len(section.title) <= 60
        assert section.start < section.end
        enclosing = [other for other in sections if other.start < section.start and section.end <= other.end]
        assert len(enclosing) == section.level - 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real reports in ../shared/seeds are not here")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_real_report_is_covered_and_has_sections(path):
    structure = read_structure(clean(path.read_bytes().decode("utf-8")))
    assert_covered(structure)
    assert sum(section.level == 1 for section in structure.sections) >= 2
