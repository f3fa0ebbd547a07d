"""What every model of the dbt project keeps to, read from dbt's manifest and from the database it made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from built import Built
from columns_of_series import AMOUNTS_OF_SERIES, MAY_BE_MISSING_IN_SERIES
from damages_of_marts import KINDS

from disclosure.resources import dbt_project

ROOT = Path(__file__).parents[2]
MODELS = sorted(path.stem for path in (dbt_project() / "models").rglob("*.sql"))
MARTS = sorted(path.stem for path in (dbt_project() / "models" / "marts").glob("*.sql"))
SEEDS = sorted(path.stem for path in (dbt_project() / "seeds").glob("*.yml"))

# promised to analysts and BI tools: a name or a type never changes without a migration and a note in the changelog
PROMISED = {
    "dim_report": "report_id document_id source_name title agency_name agency_as_written region_code region_name "
    "report_year period_start period_end published_on report_form",
    "fct_disclosure_activity": "activity_id report_id document_id source_name agency_name region_code report_year "
    "section_title matter channel measure_code value value_low value_high unit unit_as_written qualifier basis scope "
    "coverage part_of char_start char_end quote sentence_start sentence_end rule_id extractor_version",
    "fct_rate_consistency": "rate_id report_id document_id source_name agency_name region_code report_year "
    "matter channel measure_code stated_pct pct_kind stated_low stated_high numerator_activity_id numerator_value "
    "denominator_activity_id denominator_value link_basis computed_pct tolerance_pct status qualifier scope coverage "
    "char_start char_end quote sentence_start sentence_end",
    "fct_findings": "finding_id kind severity report_id document_id source_name expected found char_start char_end "
    "quote other_document_id other_char_start other_char_end other_quote explanation_zh explanation_en acknowledged",
    "fct_statutory_table": "report_id document_id source_name report_year table_no table_code coverage row_code "
    "column_code value value_kind cell_text char_start char_end",
    "fct_sentence": "document_id sentence_start sentence_end",
}
AMOUNTS = {"value", "value_low", "value_high", "numerator_value", "denominator_value"} | AMOUNTS_OF_SERIES
MAY_BE_MISSING = {
    "fct_disclosure_activity": {
        "agency_name", "region_code", "report_year", "section_title", "matter", "channel", "part_of", "subject_key",
    },
    "fct_rate_consistency": {
        "agency_name", "region_code", "report_year", "section_title", "matter", "channel", "numerator_activity_id",
        "numerator_value", "denominator_activity_id", "denominator_value", "numerator_terms", "denominator_terms",
        "link_basis", "computed_pct", "computed_low", "computed_high",
    },
    "fct_findings": {"acknowledged_reason"},
    "fct_statutory_table": {"report_year", "value", "activity_id"},
    "fct_sentence": {"section_title"},
} | MAY_BE_MISSING_IN_SERIES  # fmt: skip


@pytest.fixture(scope="module")
def nodes(built: Built) -> dict[str, Any]:
    """Models and seeds by name."""
    found = built.manifest["nodes"].values()
    return {node["name"]: node for node in found if node["resource_type"] in ("model", "seed")}


@pytest.fixture(scope="module")
def exposures(built: Built) -> dict[str, Any]:
    """What the marts are used for, by name."""
    return {exposure["name"]: exposure for exposure in built.manifest["exposures"].values()}


def exposed(exposures: dict[str, Any], name: str) -> set[str]:
    return {node.removeprefix("model.gongkai.") for node in exposures[name]["depends_on"]["nodes"]}


def in_both_languages(description: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", description) and re.search(r"[A-Za-z]{2}", description))


def in_database(marts: duckdb.DuckDBPyConnection, mart: str) -> Iterator[tuple[str, str, bool]]:
    yield from marts.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() "
        "where schema_name = 'marts' and table_name = ? order by column_index",
        [mart],
    ).fetchall()


@pytest.mark.parametrize("name", [*MODELS, *SEEDS])
def test_the_description_begins_with_the_grain(nodes: dict[str, Any], name: str) -> None:
    assert nodes[name]["description"].startswith(("One row a ", "One row an "))


@pytest.mark.parametrize("name", [*MODELS, *SEEDS])
def test_the_description_is_also_in_chinese(nodes: dict[str, Any], name: str) -> None:
    assert "一行一" in nodes[name]["description"]


@pytest.mark.parametrize("model", MODELS)
def test_a_yml_of_its_name_stands_beside_each_model(nodes: dict[str, Any], model: str) -> None:
    assert nodes[model]["patch_path"].endswith(nodes[model]["original_file_path"].removesuffix(".sql") + ".yml")


@pytest.mark.parametrize("model", MODELS)
def test_every_column_is_described(built: Built, nodes: dict[str, Any], model: str) -> None:
    with duckdb.connect(str(built.path), read_only=True) as connection:
        schema = nodes[model]["schema"]
        columns = [row[0] for row in connection.execute(f"describe {schema}.{model}").fetchall()]
    described = {name for name, column in nodes[model]["columns"].items() if column["description"].strip()}

    assert set(columns) == described


@pytest.mark.parametrize("name", [*MODELS, *SEEDS])
def test_every_column_is_described_in_both_languages(nodes: dict[str, Any], name: str) -> None:
    columns = nodes[name]["columns"].values()
    in_one = {column["name"] for column in columns if not in_both_languages(column["description"])}

    assert in_one == set()


def test_every_model_and_seed_of_the_build_is_looked_at(nodes: dict[str, Any]) -> None:
    assert set(nodes) == {*MODELS, *SEEDS}


def test_every_mart_is_exposed_as_published(exposures: dict[str, Any]) -> None:
    assert exposed(exposures, "published_file") == set(MARTS)


def test_an_exposure_says_what_it_is_in_both_languages(exposures: dict[str, Any]) -> None:
    assert [name for name, exposure in exposures.items() if not in_both_languages(exposure["description"])] == []


def test_the_cookbook_is_exposed_with_the_tables_it_asks(exposures: dict[str, Any]) -> None:
    text = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")

    assert exposed(exposures, "cookbook") == {mart for mart in MARTS if f"marts.{mart} as" in text}


@pytest.fixture(scope="module")
def tested(built: Built) -> set[str]:
    """The names of what data tests and unit tests look at, and of the views of staging that stand below it."""
    nodes = built.manifest["nodes"]
    tests = [node for node in nodes.values() if node["resource_type"] == "test"]
    looked_at = {
        node for test in [*tests, *built.manifest["unit_tests"].values()] for node in test["depends_on"]["nodes"]
    }
    below = {node for name in looked_at if name.startswith("model.") for node in nodes[name]["depends_on"]["nodes"]}
    return {name.split(".")[-1] for name in looked_at | {node for node in below if ".stg_" in node}}


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_tested(tested: set[str], model: str) -> None:
    assert model in tested


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_has_an_enforced_contract_and_tests(built: Built, nodes: dict[str, Any], mart: str) -> None:
    tests = [
        node for node in built.manifest["nodes"].values()
        if node["resource_type"] == "test" and node.get("attached_node") == f"model.gongkai.{mart}"
    ]  # fmt: skip

    assert nodes[mart]["config"]["contract"]["enforced"]
    assert tests


@pytest.mark.parametrize("mart", PROMISED)
def test_a_mart_has_the_promised_columns(marts: duckdb.DuckDBPyConnection, mart: str) -> None:
    present = [name for name, _, _ in in_database(marts, mart)]

    assert [name for name in present if name in PROMISED[mart].split()] == PROMISED[mart].split()


@pytest.mark.parametrize("mart", MARTS)
def test_names_tell_the_type(marts: duckdb.DuckDBPyConnection, mart: str) -> None:
    def by_name(name: str) -> set[str]:
        if name in AMOUNTS:
            return {"DECIMAL(24,4)"}
        if name.startswith(("stated_", "computed_", "tolerance_")) or name.endswith("_pct"):
            return {"DECIMAL(18,6)", "DECIMAL(38,6)", "DECIMAL(18,7)"}
        if name.endswith(("char_start", "char_end", "sentence_start", "sentence_end")):
            return {"BIGINT"}
        if name in ("period_start", "period_end") or name.endswith("_on"):
            return {"DATE"}
        if name.endswith(("_year", "_no")):
            return {"INTEGER"}
        if name.startswith("is_") or name == "acknowledged":
            return {"BOOLEAN"}
        return {"VARCHAR", "INTEGER", "BIGINT"}

    assert [(name, kind) for name, kind, _ in in_database(marts, mart) if kind not in by_name(name)] == []


@pytest.mark.parametrize("mart", MARTS)
def test_only_what_a_text_may_leave_out_may_be_missing(marts: duckdb.DuckDBPyConnection, mart: str) -> None:
    nullable = {name for name, _, is_nullable in in_database(marts, mart) if is_nullable}

    assert nullable == MAY_BE_MISSING.get(mart, set())


def test_only_the_tests_of_the_sources_warn(built: Built) -> None:
    tests = [node for node in built.manifest["nodes"].values() if node["resource_type"] == "test"]
    warning = {node["name"] for node in tests if node["config"]["severity"].lower() == "warn"}

    assert warning == set(KINDS)
