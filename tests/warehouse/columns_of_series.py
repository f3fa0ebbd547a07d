"""Which columns of the marts that put reports side by side are amounts, and which may be missing in a row."""

from __future__ import annotations

REQUESTS = {
    "received", "carried_in", "granted", "partially_granted", "not_disclosed", "not_available", "not_processed",
    "other_outcome", "replied", "closed", "carried_out",
}  # fmt: skip
REMEDIES = {
    f"{remedy}_{result}"
    for remedy in ("review", "litigation")
    for result in ("filed", "upheld", "corrected", "other", "pending")
}
STAGES = {
    "received", "accepted", "collected", "filed", "referred", "handled", "closed", "replied", "pending", "overdue",
}  # fmt: skip
OF_PANEL = {f"requests_{item}" for item in REQUESTS} | {
    "published", "normative_issued", "licences_decided", "penalties_decided", "enforcement_decided", "fees_collected",
    "review_filed", "review_corrected", "litigation_filed", "litigation_corrected",
}  # fmt: skip
RATES = ("closing_rate", "handling_rate", "reply_rate", "on_time_rate")
OF_RATES = {
    f"{rate}_{what}"
    for rate in RATES
    for what in ("stated_pct", "computed_pct", "denominator", "denominator_measure", "status")
}
SHARES = {"granted_pct", "not_disclosed_pct", "not_available_pct"}
DISPUTES = {"corrected_pct", "dispute_pct"}
DIFFERENCES = {"balance_difference", "outcomes_difference"}

AMOUNTS_OF_SERIES = (
    REQUESTS | REMEDIES | STAGES | OF_PANEL | DIFFERENCES
    | {f"{rate}_denominator" for rate in RATES}
    | {"outcome_total", "received_natural_person", "received_organisation", "first_value", "prior_value", "difference"}
)  # fmt: skip

OF_HEADER = {"agency_name", "region_code", "report_year"}
MAY_BE_MISSING_IN_SERIES = {
    "dim_region": {
        "parent_code", "parent_name", "city_name", "aliases", "valid_from", "valid_to", "successor_code",
        "successor_name",
    },
    "dim_agency": {"kind_code", "kind_zh", "kind_en", "region_code", "region_name", "first_year", "last_year"},
    "dim_agency_name": {"matched_form", "first_year", "last_year"},
    "dim_table_row": {"parent_code", "measure_code", "unit"},
    "dim_table_column": {"unit"},
    "dim_report": {
        "title", "agency_name", "agency_as_written", "region_code", "region_name", "report_year", "period_start",
        "period_end", "published_on", "agency_id", "period_id",
    },
    "fct_case_funnel": OF_HEADER | STAGES | OF_RATES | {
        "period_id", "matter", "channel", "unsettled", "intake_measure", "closed_of_intake_pct",
    },
    "fct_request_balance": OF_HEADER | REQUESTS | REMEDIES | SHARES | DISPUTES | DIFFERENCES | {
        "agency_id", "received_natural_person", "received_organisation", "outcome_base", "outcome_total",
        "review_corrected_pct", "litigation_corrected_pct", "unsettled",
    },
    "fct_request_by_applicant": OF_HEADER | (REQUESTS - {"replied"}) | SHARES | DIFFERENCES | {"agency_id"},
    "fct_agency_year_panel": OF_PANEL | SHARES | DISPUTES | {
        "kind_code", "region_code", "region_name", "report_id", "document_id", "source_name", "report_form",
        "items_coverage", "requests_coverage", "balance_strict", "balance_blank_as_zero",
    },
    "fct_coverage": {"kind_code", "region_code", "published_on", "days_late"},
    "fct_restatement": {"agency_name", "region_code", "matter", "channel", "unit"},
    "fct_copied_report": {"region_code"},
    "fct_year_on_year": {"region_code", "matter", "channel", "change_pct"},
}  # fmt: skip
