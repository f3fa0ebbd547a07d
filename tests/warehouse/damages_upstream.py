"""Damage done to raw and staging, and on the way to the marts, each with the data tests that must notice it."""

from __future__ import annotations

from damage import FIGURE, RATE, Damage

QUOTES = (
    "fct_disclosure_activity_quote_is_a_slice",
    "fct_rate_consistency_quote_is_a_slice",
    "fct_findings_quote_is_a_slice",
    "fct_findings_other_quote_is_a_slice",
    "fct_sentence_text_is_a_slice",
    "ext_rejection_quote_is_a_slice",
)

CHECKS = ("rates", "parts", "repeats", "narratives", "funnels", "identities", "years")

DAMAGES_UPSTREAM = [
    # raw
    Damage("a sighting is missing", "delete from raw.sightings where source_name like '%漏斗%'", ("batches_balance",)),
    Damage(
        "a sighting is there twice",
        "insert into raw.sightings select * from raw.sightings where source_name like '%漏斗%'",
        ("batches_balance",),
    ),
    Damage("an outcome is unknown", "update raw.sightings set outcome = 'lost'", ("batches_balance",)),
    Damage("a rejection has no reason", "delete from raw.rejected_documents", ("batches_balance",)),
    Damage("a batch does not add up", "update raw.batches set offered = offered + 1", ("batches_balance",)),
    Damage("a batch is missing", "delete from raw.batches", ("batches_balance",)),
    Damage(
        "a document is there twice",
        "insert into raw.documents select * from raw.documents where source_name like '%漏斗%'",
        ("documents_one_row_a_content",),
    ),
    Damage(
        "a document is missing",
        "delete from raw.documents where source_name in ('2021/漏斗.txt', '表三.txt', '其中.txt')",
        (
            "batches_balance",
            *(f"ext_{table}_is_of_a_document" for table in ("reading", "report", "sentence", "figure", "rate", "part")),
            *("ext_cell_is_of_a_document", "ext_rejection_is_of_a_document", "ext_rejection_quote_is_a_slice"),
            *(
                f"{mart}_quote_is_a_slice"
                for mart in ("fct_disclosure_activity", "fct_rate_consistency", "fct_findings")
            ),
            *("fct_findings_other_quote_is_a_slice", "fct_sentence_text_is_a_slice"),
        ),
    ),
    Damage(
        "a text was edited",
        "update raw.documents set raw_text = ' ' || raw_text",
        (
            "ext_rejection_quote_is_a_slice",
            *(
                f"{mart}_quote_is_a_slice"
                for mart in ("fct_disclosure_activity", "fct_rate_consistency", "fct_findings")
            ),
            *("fct_findings_other_quote_is_a_slice", "fct_sentence_text_is_a_slice"),
        ),
    ),
    # staging
    Damage("a document was never read", "delete from staging.ext_reading", ("stg_document_was_extracted",)),
    Damage("a report was lost", "delete from staging.ext_report", ("ext_reading_gave_a_report",)),
    Damage(
        "a sentence was lost",
        "delete from staging.ext_sentence",
        ("stg_figure_stands_in_a_sentence", "stg_rate_stands_in_a_sentence"),
    ),
    Damage(
        "a sentence is there twice",
        "insert into staging.ext_sentence select * from staging.ext_sentence",
        ("stg_sentence_one_row_a_sentence",),
    ),
    Damage(
        "a figure was lost",
        "delete from staging.ext_figure where quote in ('45条', '30件')",
        ("stg_part_has_its_figure", "stg_part_has_its_total"),
    ),
    Damage(
        "a part is there twice",
        "insert into staging.ext_part select * from staging.ext_part",
        ("stg_part_one_row_a_part",),
    ),
    Damage(
        "a part is its own total",
        "update staging.ext_part set part_activity_id = total_activity_id",
        ("stg_part_is_not_its_own_total",),
    ),
    Damage(
        "a list of parts was never compared",
        "update staging.ext_part set group_id = 'another' where part_activity_id = "
        "(select activity_id from staging.ext_figure where quote = '45条')",
        ("checks_leave_nothing_out",),
    ),
    # on the way to the marts
    *(
        Damage(
            f"comparisons of {check} are there twice",
            f"insert into staging.int_{check}_checked select * from staging.int_{check}_checked",
            (f"int_{check}_checked_one_row_a_comparison",),
        )
        for check in CHECKS
    ),
    Damage(
        "figures of items are there twice",
        "insert into staging.int_figures_of_items select * from staging.int_figures_of_items",
        ("int_figures_of_items_one_row_a_figure",),
    ),
    *(
        Damage(f"{what} are there twice", f"insert into staging.{table} select * from staging.{table}", (test,))
        for what, table, test in (
            ("agencies of this build", "int_agencies_touched", "int_agencies_touched_one_row_an_agency"),
            ("counts of checks", "int_comparisons_counted", "int_comparisons_counted_one_row_a_report_and_kind"),
            ("statements of years", "int_statements_by_year", "int_statements_by_year_one_row_a_statement"),
            ("first statements", "int_first_statements", "int_first_statements_one_row_a_topic"),
            ("topics that changed", "int_first_statements_changed", "int_first_statements_changed_one_row_a_topic"),
        )
    ),
    Damage(
        "contradictions are there twice",
        "insert into staging.int_contradictions select * from staging.int_contradictions",
        ("int_contradictions_one_row_a_contradiction",),
    ),
    Damage(
        "headers are there twice",
        "insert into staging.int_reports select * from staging.int_reports",
        ("int_reports_one_row_a_document",),
    ),
    # what is lost between staging and marts
    Damage("a report did not arrive", "delete from marts.dim_report", ("stg_report_is_in_dim_report",)),
    Damage("a figure did not arrive", f"delete from {FIGURE}", ("stg_figure_is_in_fct_disclosure_activity",)),
    Damage("a rate did not arrive", f"delete from {RATE}", ("stg_rate_is_in_fct_rate_consistency",)),
    Damage("a cell did not arrive", "delete from marts.fct_statutory_table", ("stg_cell_is_in_fct_statutory_table",)),
]
