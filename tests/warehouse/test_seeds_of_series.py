"""The seeds behind the marts that put reports side by side name only what there is."""

from __future__ import annotations

from collections import Counter

import pytest

from disclosure.vocabulary import rows

FORMS = ("narrative", "indicator_table_2014", "statutory_2019", "statutory_2021", "local_table", "bulletin")


def keys(seed: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in rows(seed)]


@pytest.mark.parametrize(
    ("seed", "columns"),
    [
        ("agency_line", ("form",)),
        ("agency_kind", ("form",)),
        ("measure_comparability", ("measure_code",)),
        ("table_item", ("table_code", "row_code", "column_code", "item")),
        ("narrative_item", ("item", "measure_code", "match", "word")),
        ("region", ("region_code",)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_row_is_there_twice(seed: str, columns: tuple[str, ...]) -> None:
    assert [key for key, times in Counter(keys(seed, *columns)).items() if times > 1] == []


@pytest.mark.parametrize(
    ("seed", "columns", "known_in", "known_as"),
    [
        ("agency_line", ("form",), "agency_kind", ("form",)),
        ("table_item", ("table_code", "row_code"), "statutory_row", ("table_code", "row_code")),
        ("narrative_item", ("measure_code",), "measure", ("measure_code",)),
        ("narrative_item", ("item",), "table_item", ("item",)),
        ("measure", ("measure_code",), "measure_comparability", ("measure_code",)),
        ("measure_comparability", ("measure_code",), "measure", ("measure_code",)),
        ("region_alias", ("region_code",), "region", ("region_code",)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_row_names_is_known(
    seed: str, columns: tuple[str, ...], known_in: str, known_as: tuple[str, ...]
) -> None:
    assert set(keys(seed, *columns)) - set(keys(known_in, *known_as)) == set()


def test_columns_of_table_items_are_on_the_form() -> None:
    named = {key for key in keys("table_item", "table_code", "column_code") if key[1]}
    assert named - set(keys("statutory_column", "table_code", "column_code")) == set()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_how_it_asks_for_every_measure(form: str) -> None:
    assert {row[form] for row in rows("measure_comparability")} <= {"same", "similar", "different", "free"}


@pytest.mark.parametrize("column", ["parent_code", "successor_code"])
def test_a_region_leads_to_regions(column: str) -> None:
    assert {key for key in keys("region", column) if key[0]} - set(keys("region", "region_code")) == set()


def test_a_region_is_given_up_after_it_came() -> None:
    spans = [key for key in keys("region", "valid_from", "valid_to") if all(key)]
    assert [span for span in spans if int(span[0]) > int(span[1])] == []
