"""How a text is cut into terms: as jieba does it, whoever does the cutting, and the same in a text and in a question."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from command_support import ROOT

from disclosure.search import segmentation
from disclosure.search.segmentation import Segmenter, own_words, segmenter_version
from disclosure.text import clean

TEXTS = [path for folder in ("raw", "tests/reports") for path in sorted((ROOT / folder).rglob("*.txt"))]


def test_rjieba_cuts_every_run_of_the_samples_as_jieba_does(segmenter: Segmenter) -> None:
    runs = {
        run
        for path in TEXTS
        for run in segmentation._RUN.findall(clean(path.read_text(encoding="utf-8", errors="replace")).text)
    }

    assert len(runs) > 5_000
    assert [run for run in runs if segmenter.by_rjieba(run) != segmenter.by_jieba(run)] == []


def test_rjieba_cuts_the_own_words_as_jieba_does(segmenter: Segmenter) -> None:
    assert [word for word in own_words() if segmenter.by_rjieba(word) != segmenter.by_jieba(word)] == []


def test_where_the_two_differ_jieba_decides(segmenter: Segmenter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenter, "by_rjieba", list)  # one that knows no words

    assert segmenter.terms("受理申请") == Counter({"受理": 1, "申请": 1})


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("受理申请3件,申请已答复", "受理 申请 申请 件 已 答复"),
        ("办结率95.6%", "办结率 办结 95"),
        ("昂昂溪区", "昂昂溪区 昂昂溪 昂昂"),
        ("发布微博WeChat共2016条", "发布 微博 wechat 共 条 2016"),
        ("12345热线", "热线 12345"),
        ("", ""),
        ("。\n\t%", ""),
    ],
    ids=["words", "own word and a word in it", "place", "letters", "numbers", "nothing", "no word"],
)
def test_a_text_is_cut_into_terms(segmenter: Segmenter, text: str, terms: str) -> None:
    assert segmenter.terms(text) == Counter(terms.split())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("办结率", ["办结率"]),
        ("政務公開", ["政务", "公开"]),
        ("12345 热线", ["热线", "12345"]),
        ("ＡＰＰ", ["app"]),
        ("申请申请", ["申请"]),
        ("!?", []),
    ],
    ids=["a word", "traditional characters", "numbers", "full width", "twice", "none"],
)
def test_a_question_is_cut_as_the_texts_are(segmenter: Segmenter, asked: str, words: list[str]) -> None:
    assert segmenter.words(asked) == words


@pytest.mark.parametrize("around", ["今年{}很多", "对{}的办理", "{}、其他"])
def test_an_own_word_is_found_wherever_it_stands(segmenter: Segmenter, around: str) -> None:
    """Every term that asking for the word gives is one of the text's, for nearly all of the project's words."""
    asked = own_words()[::7]
    lost = [word for word in asked if not set(segmenter.words(word)) <= set(segmenter.terms(around.format(word)))]

    assert len(lost) < len(asked) / 100, lost


def test_jieba_leaves_no_cache_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Segmenter().terms("公开")

    assert list(tmp_path.iterdir()) == []


def test_another_list_of_words_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = segmenter_version()
    monkeypatch.setattr(segmentation, "own_words", lambda: ("新词",))
    segmenter_version.cache_clear()
    try:
        assert segmenter_version() != before
    finally:
        segmenter_version.cache_clear()
