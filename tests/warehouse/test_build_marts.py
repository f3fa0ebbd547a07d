"""What the marts hold of hand-made documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hand_made import HandMade

Samples = dict[str, HandMade]


def rows(marts: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[tuple]:
    return marts.execute(sql, parameters).fetchall()


def test_a_report_has_one_row_with_its_header(marts: duckdb.DuckDBPyConnection, samples: Samples) -> None:
    assert rows(
        marts, "select source_name, region_code, report_year from dim_report where document_id = ?",
        samples["true_funnel"].document_id,
    ) == [("2021/漏斗.txt", "110101", 2021)]  # fmt: skip


@pytest.mark.parametrize(
    "mart",
    [
        "dim_report",
        "fct_disclosure_activity",
        "fct_rate_consistency",
        "fct_findings",
        "fct_statutory_table",
        "fct_sentence",
    ],
)
def test_a_superseded_document_is_in_no_mart(marts: duckdb.DuckDBPyConnection, samples: Samples, mart: str) -> None:
    assert rows(marts, f"select * from {mart} where document_id = ?", samples["superseded"].document_id) == []


def test_a_figure_carries_its_report(marts: duckdb.DuckDBPyConnection, samples: Samples) -> None:
    made = samples["true_funnel"]
    assert rows(
        marts,
        "select report_id, agency_name, region_code, report_year, value, unit, quote from fct_disclosure_activity "
        "where document_id = ? order by char_start",
        made.document_id,
    ) == [
        (made.report.report_id, made.report.agency_name, "110101", 2021, Decimal(value), "件", f"{value}件")
        for value in (120, 114)
    ]


@pytest.mark.parametrize(
    ("document", "quote", "status", "computed"),
    [
        pytest.param("true_funnel", "95%", "consistent", Decimal(95), id="114 of 120 is 95 %"),
        pytest.param("wrong_rate", "57.5%", "inconsistent", Decimal(75), id="300 of 400 is not 57.5 %"),
        pytest.param("wrong_rate", "20%", "inconsistent", Decimal(0), id="300 after 300 has not fallen by 20 %"),
        pytest.param("rates_without_counts", "98%以上", "unverifiable", None, id="no counts"),
        pytest.param("rates_without_counts", "2.5个百分点", "unverifiable", None, id="percentage points"),
        pytest.param("rates_without_counts", "99%", "inconsistent", Decimal(50), id="a plan has its arithmetic too"),
    ],
)
def test_a_rate_is_recomputed_from_its_counts(
    marts: duckdb.DuckDBPyConnection, samples: Samples, document: str, quote: str, status: str, computed: Decimal | None
) -> None:
    assert rows(
        marts, "select status, computed_pct from fct_rate_consistency where document_id = ? and quote = ?",
        samples[document].document_id, quote,
    ) == [(status, computed)]  # fmt: skip


def test_rates_that_share_a_percentage_have_a_row_each(marts: duckdb.DuckDBPyConnection, samples: Samples) -> None:
    assert rows(
        marts, "select measure_code, status from fct_rate_consistency where document_id = ? order by measure_code",
        samples["shared_percentage"].document_id,
    ) == [("handling_rate", "consistent"), ("reply_rate", "unverifiable")]  # fmt: skip


def test_a_table_keeps_zero_blank_and_not_applicable_apart(marts: duckdb.DuckDBPyConnection, samples: Samples) -> None:
    assert rows(
        marts,
        "select row_code, value, value_kind from fct_statutory_table where document_id = ? order by all",
        samples["table"].document_id,
    ) == [
        ("carried_in", Decimal(0), "zero"),
        ("closed", None, "blank"),
        ("granted", None, "not_applicable"),
        ("not_held", None, "text"),
        ("received", Decimal(17), "number"),
    ]


def test_sentences_are_those_that_something_stands_in(marts: duckdb.DuckDBPyConnection, samples: Samples) -> None:
    assert rows(
        marts, "select sentence_text from fct_sentence where document_id = ?", samples["true_funnel"].document_id
    ) == [("全年受理投诉120件,办结114件,办结率95%。",)]


def test_a_measure_has_names_in_both_languages(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts, "select name_zh, name_en, is_core, unit_kind from dim_measure where measure_code = 'closing_rate'"
    ) == [("办结率", "Closing rate", True, "percent")]


@pytest.mark.parametrize(
    ("kind", "compared", "held", "contradicted", "cannot_tell"),
    [
        pytest.param("rate_mismatch", 8, 3, 2, 3, id="all rates but the planned one"),
        pytest.param("parts_mismatch", 12, 4, 4, 4, id="all lists of parts"),
        pytest.param("repeat_conflict", 6, 2, 2, 2, id="pairs of amounts for the same thing, and text against table"),
        pytest.param("funnel_inversion", 11, 7, 3, 1, id="closed beside received or accepted"),
        pytest.param("cross_year_break", 5, 3, 2, 0, id="what two reports of an agency say of one number"),
    ],
)
def test_each_check_says_how_much_it_compared(
    marts: duckdb.DuckDBPyConnection, kind: str, compared: int, held: int, contradicted: int, cannot_tell: int
) -> None:
    assert rows(marts, "select * exclude (kind) from fct_check_coverage where kind = ?", kind) == [
        (compared, held, contradicted, cannot_tell)
    ]


def test_descriptions_are_comments_in_the_database(marts: duckdb.DuckDBPyConnection) -> None:
    comments: list[Any] = rows(
        marts,
        "select comment from duckdb_tables() where schema_name = 'marts' "
        "union all select comment from duckdb_columns() where schema_name = 'marts'",
    )
    assert comments
    assert all(comment and comment.strip() for (comment,) in comments)
