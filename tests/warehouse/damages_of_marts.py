"""Damage done to the marts on purpose, each with the data tests that must notice it."""

from __future__ import annotations

from damage import FIGURE, RATE, Damage, missing

KINDS = (
    "rate_mismatch",
    "parts_mismatch",
    "repeat_conflict",
    "funnel_inversion",
    "statutory_identity",
    "cross_year_break",
)
JUDGED = "staging.int_identities_judged"
FOLLOWS = "fct_rate_consistency_status_follows_from_numbers"

DAMAGES_OF_MARTS = [
    # dim_report, dim_measure
    Damage(
        "reports are there twice",
        "insert into marts.dim_report select * from marts.dim_report",
        ("dim_report_one_row_a_document", "dim_report_one_row_a_report"),
    ),
    Damage("a form is unknown", "update marts.dim_report set report_form = 'poem'", ("dim_report_form_is_known",)),
    Damage("a form is missing", missing("report_form", "marts.dim_report", "true"), ("dim_report_form_is_known",)),
    Damage(
        "a region is unknown", "update marts.dim_report set region_code = '999999'", ("dim_report_region_is_known",)
    ),
    Damage(
        "a region's code is cut short",
        "update marts.dim_report set region_code = '11010'",
        ("dim_report_region_is_known",),
    ),
    Damage(
        "a period runs backward",
        "update marts.dim_report set period_end = period_start - 1",
        ("dim_report_period_runs_forward",),
    ),
    Damage(
        "measures are there twice",
        "insert into marts.dim_measure select * from marts.dim_measure",
        ("dim_measure_one_row_a_measure",),
    ),
    Damage(
        "measures are missing",
        "delete from marts.dim_measure",
        ("fct_disclosure_activity_measure_is_known", "fct_rate_consistency_measure_is_known"),
    ),
    # fct_disclosure_activity
    Damage(
        "figures are there twice",
        f"insert into {FIGURE} select * from {FIGURE}",
        ("fct_disclosure_activity_one_row_a_figure", "fct_disclosure_activity_one_figure_a_number"),
    ),
    Damage(
        "two figures of one number",
        f"insert into {FIGURE} select * replace ('another' as activity_id) from {FIGURE} where quote = '120件'",
        ("fct_disclosure_activity_one_figure_a_number",),
    ),
    Damage(
        "a figure's quote is moved by one",
        f"update {FIGURE} set char_start = char_start - 1, char_end = char_end - 1 where quote = '120件'",
        ("fct_disclosure_activity_quote_is_a_slice",),
    ),
    Damage(
        "a figure's quote is made tidy",
        f"update {FIGURE} set quote = '120 件' where quote = '120件'",
        ("fct_disclosure_activity_quote_is_a_slice",),
    ),
    Damage(
        "a figure's quote is missing",
        missing("quote", FIGURE, "quote = '120件'"),
        ("fct_disclosure_activity_quote_is_a_slice",),
    ),
    Damage(
        "a figure stands outside its sentence",
        f"update {FIGURE} set sentence_end = char_end - 1 where quote = '120件'",
        ("fct_disclosure_activity_stands_within_its_sentence",),
    ),
    Damage(
        "a figure's sentence is missing",
        missing("sentence_end", FIGURE, "quote = '120件'"),
        ("fct_disclosure_activity_stands_within_its_sentence",),
    ),
    Damage(
        "a figure quotes a whole passage",
        f"update {FIGURE} set char_end = char_start + 61",
        ("fct_disclosure_activity_quote_is_short",),
    ),
    Damage(
        "a matter is a whole passage",
        f"update {FIGURE} set matter = repeat('事', 31)",
        ("fct_disclosure_activity_matter_is_short",),
    ),
    Damage(
        "a value is not what the wording allows",
        f"update {FIGURE} set value = value_high + 1",
        ("fct_disclosure_activity_value_is_allowed_by_the_wording",),
    ),
    Damage(
        "a limit is missing",
        missing("value_high", FIGURE, "true"),
        ("fct_disclosure_activity_value_is_allowed_by_the_wording",),
    ),
    Damage("a basis is unknown", f"update {FIGURE} set basis = ''", ("fct_disclosure_activity_basis_is_known",)),
    *(
        Damage(
            f"a figure's {column} is unknown",
            f"update {FIGURE} set {column} = 'other' where quote = '120件'",
            ("fct_disclosure_activity_wording_is_known",),
        )
        for column in ("qualifier", "scope", "coverage")
    ),
    Damage(
        "a part's total is nowhere",
        f"update {FIGURE} set part_of = 'nowhere' where part_of is not null",
        ("fct_disclosure_activity_part_has_its_total",),
    ),
    # fct_rate_consistency
    Damage(
        "rates are there twice",
        f"insert into {RATE} select * from {RATE}",
        ("fct_rate_consistency_one_row_a_rate",),
    ),
    Damage(
        "a rate's quote is moved by one",
        f"update {RATE} set char_start = char_start - 1, char_end = char_end - 1",
        ("fct_rate_consistency_quote_is_a_slice",),
    ),
    Damage(
        "a rate stands outside its sentence",
        f"update {RATE} set sentence_start = char_end",
        ("fct_rate_consistency_stands_within_its_sentence",),
    ),
    Damage(
        "a rate quotes a whole passage",
        f"update {RATE} set char_end = char_start + 61",
        ("fct_rate_consistency_quote_is_short",),
    ),
    Damage(
        "a rate's matter is a whole passage",
        f"update {RATE} set matter = repeat('事', 31)",
        ("fct_rate_consistency_matter_is_short",),
    ),
    *(
        Damage(
            f"a rate's {column} is unknown",
            f"update {RATE} set {column} = 'other'",
            ("fct_rate_consistency_wording_is_known",),
        )
        for column in ("qualifier", "scope", "coverage")
    ),
    *(
        Damage(
            f"a rate's {column} is unknown",
            f"update {RATE} set {column} = {value}",
            ("fct_rate_consistency_formula_is_known",),
        )
        for column, value in (("pct_kind", "'permille'"), ("formula", "'sum'"), ("direction", "0"))
    ),
    Damage(
        "a percentage is not what the wording allows",
        f"update {RATE} set stated_low = stated_pct + 1, stated_high = stated_pct + 2",
        ("fct_rate_consistency_stated_is_allowed_by_the_wording",),
    ),
    Damage(
        "nobody knows where the counts come from",
        f"update {RATE} set link_basis = null",
        ("fct_rate_consistency_link_says_its_basis",),
    ),
    Damage(
        "a rate has a printed count and terms for the same side",
        f"update {RATE} set numerator_terms = '+' || numerator_activity_id",
        ("fct_rate_consistency_terms_stand_in_place_of_a_figure",),
    ),
    Damage(
        "a rate's counts are nowhere",
        f"delete from {FIGURE} where quote in ('114件', '120件')",
        (
            "fct_rate_consistency_numerator_exists",
            "fct_rate_consistency_denominator_exists",
            FOLLOWS,
        ),
    ),
    *(
        Damage(
            what,
            f"update {RATE} set {change} where quote = '{quote}'",
            (FOLLOWS,),
        )
        for what, change, quote in (
            ("a true rate is called false", "status = 'inconsistent'", "95%"),
            ("a false rate is called true", "status = 'consistent'", "57.5%"),
            ("a false rate is called unverifiable", "status = 'unverifiable'", "57.5%"),
            ("a false change is called true", "status = 'consistent'", "20%"),
            ("a rate without counts is called true", "status = 'consistent'", "98%以上"),
            ("a count is not its figure's", "numerator_value = 115", "95%"),
            ("a count is forgotten", "denominator_value = null", "95%"),
            ("a computed percentage is wrong", "computed_pct = 95.1", "95%"),
            ("a computed percentage is forgotten", "computed_pct = null", "95%"),
            ("a tolerance is wider than printed", "tolerance_pct = 5", "57.5%"),
            ("a stated percentage is repaired", "stated_pct = 75, stated_low = 75, stated_high = 75", "57.5%"),
        )
    ),
    Damage(
        "a status is missing",
        missing("status", RATE, "quote = '95%'"),
        (FOLLOWS,),
    ),
    # fct_findings, fct_check_coverage, known_finding
    Damage(
        "findings are there twice",
        "insert into marts.fct_findings select * from marts.fct_findings",
        ("fct_findings_one_row_a_finding", "checks_leave_nothing_out", *KINDS),
    ),
    Damage("a finding is hidden", "delete from marts.fct_findings where quote = '30件'", ("checks_leave_nothing_out",)),
    Damage(
        "a kind was never checked",
        "delete from marts.fct_check_coverage where kind = 'repeat_conflict'",
        ("checks_leave_nothing_out",),
    ),
    Damage(
        "a check compared less than there is",
        "update marts.fct_check_coverage set compared = compared - 1, cannot_tell = cannot_tell - 1",
        ("checks_leave_nothing_out",),
    ),
    Damage(
        "a check does not add up",
        "update marts.fct_check_coverage set held = held + 1",
        ("fct_check_coverage_adds_up",),
    ),
    Damage(
        "a finding's quotes are moved by one",
        "update marts.fct_findings set char_start = char_start + 1, other_char_start = other_char_start + 1",
        ("fct_findings_quote_is_a_slice", "fct_findings_other_quote_is_a_slice"),
    ),
    Damage("a severity is unknown", "update marts.fct_findings set severity = ''", ("fct_findings_severity_is_known",)),
    Damage(
        "an acknowledged finding holds no more",
        "insert into staging.known_finding select document_id, 'rate_mismatch', 0, '', 'seen' from marts.dim_report",
        ("known_finding_still_holds",),
    ),
    Damage(
        "a finding is acknowledged without a reason",
        "insert into staging.known_finding values ('elsewhere', 'rate_mismatch', 0, '', ' '), "
        "('elsewhere', 'rate_mismatch', 1, '', null)",
        ("known_finding_gives_a_reason",),
    ),
    Damage(
        "a finding is acknowledged twice",
        "insert into staging.known_finding values ('elsewhere', 'k', 0, '', 'a'), ('elsewhere', 'k', 0, '', 'b')",
        ("known_finding_one_row_a_finding",),
    ),
    # fct_sentence, fct_statutory_table
    Damage(
        "sentences are there twice",
        "insert into marts.fct_sentence select * from marts.fct_sentence",
        ("fct_sentence_one_row_a_sentence",),
    ),
    Damage(
        "a sentence was edited",
        "update marts.fct_sentence set sentence_text = trim(sentence_text, '。')",
        ("fct_sentence_text_is_a_slice",),
    ),
    Damage(
        "cells are there twice",
        "insert into marts.fct_statutory_table select * from marts.fct_statutory_table",
        ("fct_statutory_table_one_row_a_cell",),
    ),
    *(
        Damage(what, f"update marts.fct_statutory_table set {change}", ("fct_statutory_table_value_fits_its_kind",))
        for what, change in (
            ("a blank cell is read as zero", "value = 0"),
            ("a number is lost", "value = null"),
            ("a kind of cell is unknown", "value_kind = 'odd'"),
        )
    ),
    Damage(
        "a table belongs to nobody",
        "update marts.fct_statutory_table set coverage = 'theirs'",
        ("fct_statutory_table_coverage_is_known",),
    ),
    Damage(
        "a cell ends before it begins",
        "update marts.fct_statutory_table set char_end = char_start - 1",
        ("fct_statutory_table_offsets_run_forward",),
    ),
    Damage(
        "a cell's figure is nowhere",
        "update marts.fct_statutory_table set activity_id = 'nowhere'",
        ("fct_statutory_table_figure_exists",),
    ),
    Damage(
        "a row is on no form",
        "update marts.fct_statutory_table set row_code = 'margin'",
        ("fct_statutory_table_row_is_on_the_form",),
    ),
    Damage(
        "a column is on no form",
        "update marts.fct_statutory_table set column_code = 'margin'",
        ("fct_statutory_table_column_is_on_the_form",),
    ),
    # views
    Damage(
        "an identity is compared twice",
        f"insert into {JUDGED} select * from {JUDGED}",
        ("int_identities_judged_one_row_a_comparison",),
    ),
    Damage(
        "a verdict is unknown",
        f"update {JUDGED} set verdict = 'perhaps'",
        ("int_identities_judged_verdicts_are_known",),
    ),
    Damage(
        "what is not stated passes",
        f"update {JUDGED} set verdict = 'pass', parts_stated = 0",
        ("int_identities_judged_passes_nothing_unstated",),
    ),
    Damage(
        "an error is traced to two cells",
        "insert into staging.int_identities_traced (document_id, table_no) values ('d', 1), ('d', 1)",
        ("int_identities_traced_one_row_a_table",),
    ),
]
