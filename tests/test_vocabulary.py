"""The seeds of words: in order, so that two who add words rarely meet in one line; no row twice; every kind is read."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import disclosure
from disclosure.vocabulary import rows

ORDER = {
    "word": ("kind", "word"),
    "measure_alias": ("role", "measure_code", "alias"),
    "unit": ("kind", "unit_as_written"),
    "agency_kind": ("form",),
    "agency_line": ("form",),
    "region_alias": ("alias", "region_code"),
}
"""By which columns the rows of a seed are in order."""
LIBRARY = Path(disclosure.__file__).parent
READ = re.compile(r"(?:words|_any)\((?P<kinds>[\"'][^()]+)\)")
"""A call that reads words by their kinds."""


@pytest.mark.parametrize("name", ORDER)
def test_rows_stand_in_their_order(name):
    keys = [tuple(row[column] for column in ORDER[name]) for row in rows(name)]
    assert [(one, other) for one, other in pairwise(keys) if one >= other] == []


def test_every_kind_of_word_is_read_and_every_kind_that_is_read_has_words():
    code = "".join(path.read_text(encoding="utf-8") for path in LIBRARY.rglob("*.py"))
    read = {kind for call in READ.finditer(code) for kind in re.findall(r"[\"'](\w+)[\"']", call["kinds"])}
    assert {row["kind"] for row in rows("word")} == read
