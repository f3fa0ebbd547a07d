"""Every table written by hand gives the cells that it states, and refuses what it cannot tell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from table_texts import read

from disclosure.extraction.table.forms import form

CORPUS = Path(__file__).parent / "corpus" / "tables"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['id']}")
    for path in sorted(CORPUS.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_the_cells_as_printed(case: dict[str, Any]) -> None:
    found = {(cell.row_code, cell.column_code): cell.cell_text for cell in read(case["text"]).cells}

    assert found == by_place(case, case["cells"])


@pytest.mark.parametrize("case", [case for case in CASES if case.values[0]["cells"]])
def test_the_form_is_recognised(case: dict[str, Any]) -> None:
    assert {cell.table_code for cell in read(case["text"]).cells} == {case["form"]}


@pytest.mark.parametrize("case", CASES)
def test_what_is_refused(case: dict[str, Any]) -> None:
    assert [refused.reason for refused in read(case["text"]).rejections] == case.get("refused", [])


@pytest.mark.parametrize("case", [case for case in CASES if "values" in case.values[0]])
def test_the_values_in_base_units(case: dict[str, Any]) -> None:
    values = {(cell.row_code, cell.column_code): cell.value for cell in read(case["text"]).cells}
    expected = {place: Decimal(value) for place, value in by_place(case, case["values"]).items()}

    assert {place: values[place] for place in expected} == expected


def by_place(case: dict[str, Any], rows: dict[str, str]) -> dict[tuple[str, str], str]:
    """The cells of a case by row and column, in the order of its columns or else of the form's."""
    blocks = {row.code: row.block for row in form(case["form"]).rows}
    places = {}
    for row, written in rows.items():
        columns = (
            case["columns"].split() if "columns" in case else [c.code for c in form(case["form"]).block(blocks[row])]
        )
        for column, cell in zip(columns, written.split(), strict=True):
            if cell != "?":
                places[row, column] = "" if cell == "." else cell
    return places
