"""What the marts hold that put reports side by side: agencies, periods, balances, streams, years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hand_made import HandMade
from samples_of_series import BUREAU, HOTLINE, RENAMED, TOWN

Marts = duckdb.DuckDBPyConnection
Samples = dict[str, HandMade]


def rows(marts: Marts, sql: str, *parameters: object) -> list[tuple]:
    return marts.execute(sql, parameters).fetchall()


def row(marts: Marts, sql: str, *parameters: object) -> dict[str, Any]:
    """The only row that there is, by column."""
    answer = marts.execute(sql, parameters)
    names = [column[0] for column in answer.description]
    (only,) = answer.fetchall()
    return dict(zip(names, only, strict=True))


def number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def of(marts: Marts, mart: str, made: HandMade, columns: str, order: str = "all") -> list[tuple]:
    """The columns of a document's rows."""
    found = rows(marts, f"select {columns} from {mart} where document_id = ? order by {order}", made.document_id)
    return [tuple(number(value) for value in one) for one in found]


def test_an_agency_is_one_over_its_names(marts: Marts) -> None:
    assert row(
        marts,
        "select agency_name, kind_code, agency_level, region_name, first_year, last_year, reports, names_used "
        "from dim_agency where agency_name = ?",
        RENAMED,
    ) == {
        "agency_name": RENAMED, "kind_code": "water", "agency_level": "county", "region_name": "东城区",
        "first_year": 2019, "last_year": 2022, "reports": 3, "names_used": 2,
    }  # fmt: skip


def test_every_name_of_an_agency_is_kept(marts: Marts) -> None:
    assert rows(
        marts,
        "select name.agency_alias, name.matched_form, name.first_year, name.last_year from dim_agency_name as name "
        "inner join dim_agency as agency on name.agency_id = agency.agency_id where agency_name = ? order by all",
        RENAMED,
    ) == [(BUREAU, "水利局", 2019, 2019), (RENAMED, "水务局", 2020, 2022)]


@pytest.mark.parametrize(
    ("code", "full_path", "valid_to", "is_current", "successor"),
    [
        pytest.param("230702", "黑龙江省伊春市伊春区", 2019, False, "伊美区", id="split and merged"),
        pytest.param("310230", "上海市崇明县", 2016, False, "崇明区", id="county that became a district"),
        pytest.param("350582", "福建省泉州市晋江市", None, True, None, id="in force"),
        pytest.param("429004", "湖北省仙桃市", None, True, None, id="directly below its province"),
        pytest.param("340500", "安徽省马鞍山市", None, True, None, id="prefecture-level city"),
        pytest.param("110000", "北京市", None, True, None, id="province"),
    ],
)
def test_a_region_has_its_place_and_its_time(
    marts: Marts, code: str, full_path: str, valid_to: int | None, is_current: bool, successor: str | None
) -> None:
    assert rows(
        marts, "select full_path, valid_to, is_current, successor_name from dim_region where region_code = ?", code
    ) == [(full_path, valid_to, is_current, successor)]


def test_a_report_says_how_much_was_read_from_it(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "dim_report", samples["bureau_2020"],
        "period_id, is_annual, figures, figures_implied, rates, cells, findings",
    ) == [("2020", True, 8, 0, 1, 18, 1)]  # fmt: skip


def test_a_bulletin_is_no_annual_report(marts: Marts, samples: Samples) -> None:
    assert of(marts, "dim_report", samples["hotline_in_july"], "period_id, is_annual") == [("2022-07", False)]


def test_a_measure_says_how_each_form_asks_for_it(marts: Marts) -> None:
    assert row(
        marts,
        "select in_narrative, in_indicator_table_2014, in_statutory_2019, in_statutory_2021 from dim_measure "
        "where measure_code = 'not_available'",
    ) == {
        "in_narrative": "free", "in_indicator_table_2014": "different", "in_statutory_2019": "same",
        "in_statutory_2021": "same",
    }  # fmt: skip


def test_streams_of_one_matter_are_not_mixed(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "fct_case_funnel", samples["bureau_2020"],
        "channel, accepted, referred, closed, intake_measure, closed_of_intake_pct, closing_rate_stated_pct, "
        "closing_rate_computed_pct, closing_rate_denominator, closing_rate_denominator_measure, closing_rate_status",
    ) == [
        ("12345热线", 200, 150, 147, "accepted", 73.5, 98, 98, 150, "referred", "consistent"),
        ("来信", 70, None, 70, "accepted", 100, None, None, None, None, None),
        (None, None, None, None, "received", None, None, None, None, None, None),
    ]  # fmt: skip


def test_a_stream_says_what_it_is_part_of_and_what_is_not_settled(marts: Marts, samples: Samples) -> None:
    assert of(marts, "fct_case_funnel", samples["hotline_in_july"], "matter, accepted, closed, is_part, unsettled") == [
        ("咨询类", 30, None, True, None),
        ("求助类", 60, None, True, None),
        ("诉求", 90, 88, False, "closed"),
    ]


def test_every_number_of_a_stream_is_a_figure(marts: Marts) -> None:
    stages = rows(
        marts,
        "unpivot (select document_id, matter, channel, unit, coverage, received, accepted, collected, filed, referred, "
        "handled, closed, replied, pending, overdue from fct_case_funnel) "
        "on columns(* exclude (document_id, matter, channel, unit, coverage)) into name measure_code value value",
    )
    figures = set(
        rows(
            marts,
            "select document_id, matter, channel, unit, coverage, measure_code, value from fct_disclosure_activity",
        )
    )
    assert stages
    assert set(stages) <= figures


def test_the_balance_of_a_table(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "fct_request_balance", samples["bureau_2020"],
        "found_in, received, carried_in, granted, not_available, closed, carried_out, received_natural_person, "
        "received_organisation, balance_difference, balance_strict, outcome_base, outcomes_strict, granted_pct",
    ) == [("table", 17, 2, 13, 5, 18, 1, 15, 2, 0, "pass", "closed", "cannot_tell", 72.222222)]  # fmt: skip


def test_what_cannot_be_is_shown_in_the_balance(marts: Marts, samples: Samples) -> None:
    assert of(marts, "fct_request_balance", samples["form_2020"], "balance_difference, balance_strict") == [(1, "fail")]


def test_the_balance_of_words(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "fct_request_balance", samples["town_2020"],
        "found_in, received, replied, closed, balance_strict, outcome_base, outcome_total",
    ) == [("narrative", 6, 6, None, "cannot_tell", "replied", 6)]  # fmt: skip


def test_disputes_and_corrections(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "fct_request_balance", samples["bureau_2019"],
        "review_filed, litigation_filed, review_corrected_pct, litigation_corrected_pct, corrected_pct, dispute_pct",
    ) == [(3, 2, 50, 0, 25, 29.411765)]  # fmt: skip


def test_each_kind_of_applicant_has_a_balance(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "fct_request_by_applicant", samples["bureau_2019"],
        "applicant_zh, received, carried_in, closed, carried_out, balance_strict",
    ) == [("商业企业", 2, 0, 2, 0, "pass"), ("自然人", 16, 1, 15, 2, "pass")]  # fmt: skip


def test_the_panel_has_a_row_for_each_year_of_an_agency(marts: Marts) -> None:
    assert rows(
        marts,
        "select report_year, report_form, published, requests_received, findings from fct_agency_year_panel "
        "where agency_name = ? order by report_year",
        RENAMED,
    ) == [
        (2019, "statutory_2019", 210, 18, 0),
        (2020, "statutory_2019", 240, 17, 1),
        (2022, "statutory_2021", 250, None, 0),
    ]


def test_a_year_with_bulletins_only_has_no_annual_numbers(marts: Marts) -> None:
    assert row(
        marts,
        "select reports, annual_reports, document_id, requests_received from fct_agency_year_panel where agency_name = ?",
        HOTLINE,
    ) == {"reports": 1, "annual_reports": 0, "document_id": None, "requests_received": None}


def test_coverage_shows_late_and_missing_years(marts: Marts) -> None:
    assert rows(
        marts,
        "select report_year, status, days_late, is_gap from fct_coverage where agency_name = ? order by report_year",
        RENAMED,
    ) == [
        (2019, "present", None, False),
        (2020, "late", 3, False),
        (2021, "absent", None, True),
        (2022, "present", None, False),
    ]


def test_a_number_told_otherwise_a_year_later_is_a_restatement(marts: Marts, samples: Samples) -> None:
    assert of(
        marts, "fct_restatement", samples["bureau_2020"],
        "about_year, measure_code, first_value, first_quote, first_document_id, value, quote, difference",
    ) == [(2019, "received", 18, "18", samples["bureau_2019"].document_id, 19, "19件", 1)]  # fmt: skip


def test_equal_numbers_in_consecutive_years_are_a_copy(marts: Marts, samples: Samples) -> None:
    copied = rows(
        marts, "select document_id, prior_document_id, numbers, shared_pct, is_identical from fct_copied_report"
    )
    assert copied == [(samples["town_2021"].document_id, samples["town_2020"].document_id, 5, 100, True)]


def test_years_are_compared_with_their_comparability(marts: Marts) -> None:
    assert rows(
        marts,
        "select report_year, value, prior_value, difference, change_pct, comparability from fct_year_on_year "
        "where agency_name = ? and measure_code = 'published' order by report_year",
        TOWN,
    ) == [(2021, 31, 31, 0, 0, "same"), (2022, 38, 31, 7, Decimal("22.580645"), "same")]
