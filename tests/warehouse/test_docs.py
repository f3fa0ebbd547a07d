"""gongkai docs: the dbt project as one page that needs neither network nor server."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from built import Built

from disclosure.errors import GongkaiError
from disclosure.resources import dbt_project
from disclosure.stages.build import check_last_build
from disclosure.stages.dbt_child import dbt_target
from disclosure.stages.document import document

MARTS = sorted(path.stem for path in (dbt_project() / "models" / "marts").glob("*.sql"))
FETCHED = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["'](?:https?:)?//""")


@pytest.fixture(scope="module")
def warehouse(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built warehouse with what its build left beside it."""
    copy = tmp_path_factory.mktemp("docs") / built.path.name
    shutil.copyfile(built.path, copy)
    shutil.copytree(dbt_target(built.path), dbt_target(copy))
    return copy


@pytest.fixture(scope="module")
def page(warehouse: Path) -> str:
    file = warehouse.parent / "out" / "gongkai.html"
    document(warehouse, file)
    assert [path.name for path in file.parent.iterdir()] == ["gongkai.html"]
    return file.read_text(encoding="utf-8")


def test_every_table_is_described_with_its_columns(page: str) -> None:
    described = [mart for mart in MARTS if f'"model.gongkai.{mart}"' in page]
    assert described == MARTS
    assert json.dumps("One row an agency and year", ensure_ascii=True)[1:-1] in page
    assert '"DECIMAL(24,4)"' in page


def test_it_begins_with_our_words(page: str) -> None:
    assert "Figures from Chinese government disclosure reports" in page


def test_nothing_is_fetched_from_elsewhere(page: str) -> None:
    assert FETCHED.search('<script src="https://cdn.example/x.js">')
    assert FETCHED.findall(page) == []


def test_no_path_of_this_machine_is_in_it(page: str, warehouse: Path) -> None:
    assert str(dbt_project().absolute()) not in page
    assert str(warehouse.parent) not in page


def test_the_last_build_stays_the_last_build(page: str, warehouse: Path) -> None:
    results = json.loads((dbt_target(warehouse) / "run_results.json").read_text(encoding="utf-8"))
    assert results["args"]["which"] == "build"
    check_last_build(warehouse)


def test_a_folder_is_no_file_to_write(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refused:
        document(warehouse, tmp_path)
    assert refused.value.code == "docs-file"
