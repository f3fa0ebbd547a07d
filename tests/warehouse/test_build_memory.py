"""Models and tests that look into texts, over more text than the memory they are given: what they hold goes with the rows, not the texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from built import Built

TEXTS, LENGTH = 20_000, 4_680  # as long as real reports; 280 MB in all
MEMORY = "200MB"  # a vector of texts, decoded, is some 30 of them

WAREHOUSE = f"""
create schema staging;
create schema marts;
create table staging.stg_document as
    select md5(cast(range as varchar)) as document_id, range || repeat('政府信息公开', {LENGTH // 6}) as raw_text from range({TEXTS});
create table staging.int_reports as
    select document_id as report_id, document_id, document_id as source_name from staging.stg_document;
create table marts.dim_report as from staging.int_reports;
create table staging.stg_sentence as
    select document_id, cast(null as varchar) as section_title, 60 as sentence_start, 99 as sentence_end
    from staging.stg_document;
create table staging.known_finding (document_id varchar, kind varchar, char_start integer, reason varchar);
create table staging.int_contradictions as
    select
        document_id as finding_id, 'rate_mismatch' as kind, 'soft' as severity, document_id, '1' as expected, '2' as found,
        60 as char_start, 70 as char_end, document_id as other_document_id, 80 as other_char_start, 90 as other_char_end,
        '一' as explanation_zh, 'one' as explanation_en
    from staging.stg_document;
create table marts.fct_disclosure_activity as
    select document_id, 60 as char_start, 64 as char_end, substr(raw_text, 61, 4) as quote from staging.stg_document;
"""

TEST = "fct_disclosure_activity_quote_is_a_slice"


@pytest.fixture(scope="module")
def many_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "gongkai.duckdb"  # compiled statements name the catalog
    with duckdb.connect(str(path)) as connection:
        connection.execute(WAREHOUSE)
    return path


@pytest.fixture
def with_little_memory(many_texts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings = {"memory_limit": MEMORY, "threads": 1, "preserve_insertion_order": False}
    with duckdb.connect(str(many_texts), config=settings) as connection:
        yield connection


@pytest.mark.parametrize(
    ("model", "quoted"),
    [("fct_sentence", "sentence_text"), ("fct_findings", "quote"), ("fct_findings", "other_quote")],
)
def test_a_model_quotes_more_text_than_memory_holds(
    model: str, quoted: str, built: Built, with_little_memory: duckdb.DuckDBPyConnection
) -> None:
    compiled = built.manifest["nodes"][f"model.gongkai.{model}"]["compiled_code"]
    with_little_memory.execute(f"create or replace temp table made as {compiled}")
    assert with_little_memory.execute(f"select count({quoted}) from made").fetchall() == [(TEXTS,)]


def test_quotes_are_held_against_more_text_than_memory_holds(
    built: Built, with_little_memory: duckdb.DuckDBPyConnection
) -> None:
    compiled = next(node["compiled_code"] for node in built.manifest["nodes"].values() if node["name"] == TEST)
    with_little_memory.execute("update marts.fct_disclosure_activity set quote = '公开' where document_id = md5('7')")
    assert len(with_little_memory.execute(compiled).fetchall()) == 1
