"""Damage done to the marts that put reports side by side, each with the data tests that must notice it."""

from __future__ import annotations

from damage import Damage, missing

BALANCE, FUNNEL = "marts.fct_request_balance", "marts.fct_case_funnel"
PANEL, COVERAGE = "marts.fct_agency_year_panel", "marts.fct_coverage"
RESTATEMENT, YEARS = "marts.fct_restatement", "marts.fct_year_on_year"

GRAINS = {
    "marts.dim_region": "dim_region_one_row_a_code",
    "marts.dim_agency": "dim_agency_one_row_an_agency",
    "marts.dim_agency_name": "dim_agency_name_one_row_a_name",
    "marts.dim_period": "dim_period_one_row_a_period",
    "marts.dim_table_row": "dim_table_row_one_row_a_row",
    "marts.dim_table_column": "dim_table_column_one_row_a_column",
    "staging.int_items_stated": "int_items_stated_one_row_a_source",
    FUNNEL: "fct_case_funnel_one_row_a_stream",
    BALANCE: "fct_request_balance_one_row_a_report",
    "marts.fct_request_by_applicant": "fct_request_by_applicant_one_row_a_kind",
    PANEL: "fct_agency_year_panel_one_row_a_year",
    COVERAGE: "fct_coverage_one_row_a_year",
    RESTATEMENT: "fct_restatement_one_row_a_restatement",
    "marts.fct_copied_report": "fct_copied_report_one_row_a_pair",
    YEARS: "fct_year_on_year_one_row_a_number",
}

DAMAGES_OF_SERIES = [
    *(
        Damage(f"rows of {table} are there twice", f"insert into {table} select * from {table}", (test,))
        for table, test in GRAINS.items()
    ),
    # dimensions
    Damage(
        "an agency is nowhere",
        "update marts.dim_report set agency_id = 'nobody'",
        ("dim_report_agency_is_known", "dim_report_is_in_the_panel", "dim_report_is_in_fct_coverage"),
    ),
    Damage("a period is nowhere", "update marts.dim_report set period_id = '2021-13'", ("dim_report_period_is_known",)),
    Damage("a year is not in the panel", f"delete from {PANEL}", ("dim_report_is_in_the_panel",)),
    Damage("a year is not covered", f"delete from {COVERAGE}", ("dim_report_is_in_fct_coverage",)),
    Damage("a level is unknown", "update marts.dim_agency set agency_level = 'village'", ("dim_agency_level_is_known",)),
    Damage(
        "a level is missing",
        missing("agency_level", "marts.dim_agency", "true"),
        ("dim_agency_level_is_known",),
    ),
    *(
        Damage(what, f"update marts.dim_period set {change}", ("dim_period_kind_fits_its_days",))
        for what, change in (
            ("a kind of period is unknown", "kind = 'decade'"),
            ("a month passes for a year", "kind = 'year' where kind = 'month'"),
            ("a period ends before it begins", "period_end = period_start - 1"),
            ("days are miscounted", "days_covered = days_covered + 1"),
        )
    ),
    # streams
    *(
        Damage(what, f"update {FUNNEL} set {change}", ("fct_case_funnel_has_an_intake_or_two_stages",))
        for what, change in (
            ("nothing comes in", "accepted = null, received = null where channel = '来信'"),
            ("what comes in is not named", "intake_measure = null"),
            ("a stream of one stage", "accepted = null, closed = null, intake_measure = null where channel = '来信'"),
        )
    ),
    # balances
    *(
        Damage(what, f"update {BALANCE} set {change}", ("fct_request_balance_follows_from_its_numbers",))
        for what, change in (
            ("a difference is wrong", "balance_difference = balance_difference + 1"),
            ("a number is changed afterwards", "received = received + 1"),
            ("an open balance passes", "balance_strict = 'pass' where balance_strict = 'cannot_tell'"),
            ("a wrong balance passes", "balance_strict = 'pass' where balance_strict = 'fail'"),
            ("a balance that holds fails", "balance_strict = 'fail' where balance_strict = 'pass'"),
            ("a verdict is unknown", "balance_blank_as_zero = 'perhaps'"),
            ("outcomes that nobody stated pass", "outcomes_strict = 'pass'"),
            ("a verdict on the outcomes is unknown", "outcomes_blank_as_zero = ''"),
            ("outcomes are of another total", "outcome_total = outcome_total + 1"),
        )
    ),
    Damage(
        "a verdict is missing",
        missing("balance_strict", BALANCE, "true"),
        ("fct_request_balance_follows_from_its_numbers",),
    ),
    *(
        Damage(what, f"update {BALANCE} set {change}", ("fct_request_balance_percentages_follow",))
        for what, change in (
            ("a share granted is of something else", "granted_pct = granted_pct + 0.1"),
            ("a share refused is of something else", "not_disclosed_pct = 100"),
            ("a share not available is of something else", "not_available_pct = not_available_pct + 0.1"),
            ("disputes are of something else", "dispute_pct = dispute_pct + 0.1"),
            ("cases not yet decided are taken for decided", "corrected_pct = 16.666667 where review_pending > 0"),
        )
    ),
    *(
        Damage(
            f"by kind of applicant, {what}",
            f"update marts.fct_request_by_applicant set {change}",
            ("fct_request_by_applicant_follows_from_its_numbers",),
        )
        for what, change in (
            ("a difference is wrong", "balance_difference = balance_difference + 1"),
            ("an open balance passes", "closed = null, balance_difference = null"),
            ("a verdict is unknown", "balance_blank_as_zero = 'perhaps'"),
        )
    ),
    # years
    *(
        Damage(what, f"update {PANEL} set {change}", ("fct_agency_year_panel_counts_agree",))
        for what, change in (
            ("an annual report is not counted", "annual_reports = 0"),
            ("more annual reports than reports", "reports = annual_reports - 1"),
            ("a document is missing", "document_id = null"),
            ("more false rates than rates", "rates_inconsistent = rates + 1"),
        )
    ),
    *(
        Damage(what, f"update {COVERAGE} set {change}", ("fct_coverage_status_follows",))
        for what, change in (
            ("a missing year passes for present", "status = 'present' where reports = 0"),
            ("a late report passes for in time", "status = 'present', days_late = null where status = 'late'"),
            ("a status is unknown", "status = 'somewhere'"),
            ("lateness has no days", "days_late = null"),
            ("a year with a report is a gap", "is_gap = true"),
        )
    ),
    *(
        Damage(what, f"update {RESTATEMENT} set {change}", ("fct_restatement_differs",))
        for what, change in (
            ("the same again is a restatement", "value = first_value, difference = 0"),
            ("a difference is wrong", "difference = difference + 1"),
            ("a report restates itself", "first_document_id = document_id"),
        )
    ),
    Damage(
        "quotes of restatements are moved by one",
        f"update {RESTATEMENT} set char_start = char_start + 1, first_char_start = first_char_start + 1",
        ("fct_restatement_quote_is_a_slice", "fct_restatement_first_quote_is_a_slice"),
    ),
    *(
        Damage(
            f"of a copy, {what}",
            f"update marts.fct_copied_report set {change}",
            ("fct_copied_report_counts_agree",),
        )
        for what, change in (
            ("more is shared than there is", "shared_numbers = numbers + 1"),
            ("next to nothing is shared", "shared_numbers = 4, is_identical = false"),
            ("a difference is overlooked", "numbers = numbers + 1"),
        )
    ),
    *(
        Damage(f"of two years, {what}", f"update {YEARS} set {change}", ("fct_year_on_year_change_follows",))
        for what, change in (
            ("the difference is wrong", "difference = difference + 1"),
            ("the percentage is forgotten", "change_pct = null"),
            ("a percentage is of nothing", "prior_value = 0, difference = value"),
            ("the comparability is unknown", "comparability = 'so-so'"),
            ("what cannot be compared is", "comparability = 'different'"),
        )
    ),
]  # fmt: skip
