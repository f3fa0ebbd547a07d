"""What a phrase means does not hang on its script, its punctuation, its place in the page or the size of its number."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import opencc
import pytest
from corpus_cases import Case, cases, misreadings

TO_TRADITIONAL = opencc.OpenCC("s2t")
TO_SIMPLIFIED = opencc.OpenCC("t2s")
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
HALF_PUNCTUATION = str.maketrans("，；：（）", ",;:()")
TRADITIONAL_PAGE = "根據有關規定，現將本單位政務公開工作的總體情況、主要問題與後續措施報告如下，歡迎社會各界監督。\n"
A_PARAGRAPH = "一年来，我局高度重视政务公开工作，认真贯彻落实条例要求，各项工作取得明显成效。\n"

WRITTEN: dict[str, Callable[[str], str]] = {
    "with punctuation of half width": lambda text: text.translate(HALF_PUNCTUATION),
    "with digits of full width": lambda text: text.translate(FULL_DIGITS),
    "on a traditional page": lambda text: TRADITIONAL_PAGE + TO_TRADITIONAL.convert(text),
    "with lines ended as on Windows": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: "\u3000\u3000" + text.replace("\n", "\n\u3000\u3000"),
    "behind a paragraph": lambda text: A_PARAGRAPH + text,
    "before a paragraph": lambda text: f"{text}\n{A_PARAGRAPH}",
    "under a title": lambda text: f"石桥县民政局政府信息公开工作年度报告\n{text}",
}
"""Ways to write the same thing; a page has one script, so phrases in traditional characters stay as they are."""

LIKE_OTHER_THINGS = ("1", "12", "110", "2013", "12345", "12319", "100", "10000", "353000", "07")
"""Counts that look like ordinals, years, hotlines and postcodes, and are none before a measure word."""


@cache
def understood() -> tuple[Case, ...]:
    """The phrases that are read as they stand; those that are not fail in test_corpus."""
    return tuple(case for case in cases() if not misreadings(case))


@cache
def simplified() -> tuple[Case, ...]:
    return tuple(case for case in understood() if TO_SIMPLIFIED.convert(case.text) == case.text)


@pytest.mark.parametrize("way", WRITTEN)
def test_meaning_does_not_hang_on_the_writing(way: str) -> None:
    variants = [case._replace(text=WRITTEN[way](case.text)) for case in simplified()]
    assert {case.text: wrong for case in variants if (wrong := misreadings(case))} == {}


def one_plain_count(case: Case) -> bool:
    """Whether a phrase states one exact count, in digits that stand there once and alone, before a measure word."""
    if len(case.means) != 1 or case.means[0].get("kind", "figure") != "figure":
        return False
    value = case.means[0]["value"]
    return (
        "unit" in case.means[0]
        and "low" not in case.means[0]
        and isinstance(value, str)
        and (re.findall(r"[\d.,，]*" + re.escape(value) + r"[\d.,，万亿]*", case.text) == [value])
    )


@pytest.mark.parametrize("count", LIKE_OTHER_THINGS)
def test_a_count_is_read_whatever_it_looks_like(count: str) -> None:
    plain = [case for case in understood() if one_plain_count(case)]
    assert len(plain) > 300
    variants = [
        case._replace(text=case.text.replace(case.means[0]["value"], count), means=({**case.means[0], "value": count},))
        for case in plain
    ]
    assert {case.text: wrong for case in variants if (wrong := misreadings(case))} == {}
