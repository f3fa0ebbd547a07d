"""What is promised of the published tables: names, order and types, for those who open nothing but the published file.

A promised column never changes its name or type without a migration and a note in the changelog; others may be added.
"""

from __future__ import annotations

_TYPES = {
    "DECIMAL(24,4)": "value value_low value_high numerator_value denominator_value",
    "INTEGER": "report_year table_no",
    "BIGINT": "char_start char_end sentence_start sentence_end other_char_start other_char_end",
    "DATE": "period_start period_end published_on",
    "BOOLEAN": "acknowledged",
}
_TYPE_OF = {name: sql_type for sql_type, names in _TYPES.items() for name in names.split()}
PERCENTAGES = ("stated_pct", "stated_low", "stated_high", "computed_pct", "tolerance_pct")  # DECIMAL of any width

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


def promised_type(column: str) -> str:
    """The SQL type of a promised column; of a percentage the beginning of it."""
    return "DECIMAL(" if column in PERCENTAGES else _TYPE_OF.get(column, "VARCHAR")
