with
rate as (
    select * from {{ ref('int_rates_judged') }}
),

report as (
    select * from {{ ref('int_reports') }}
)

select
    rate.rate_id,
    report.report_id,
    rate.document_id,
    report.source_name,
    report.agency_name,
    report.region_code,
    report.report_year,
    rate.section_title,
    rate.matter,
    rate.channel,
    rate.measure_code,
    rate.stated_pct,
    rate.pct_kind,
    rate.stated_low,
    rate.stated_high,
    rate.decimals,
    rate.formula,
    rate.direction,
    rate.numerator_activity_id,
    rate.numerator_value,
    rate.denominator_activity_id,
    rate.denominator_value,
    rate.numerator_terms,
    rate.denominator_terms,
    rate.link_basis,
    rate.computed_pct,
    rate.computed_low,
    rate.computed_high,
    rate.tolerance_pct,
    rate.status,
    rate.qualifier,
    rate.scope,
    rate.coverage,
    rate.char_start,
    rate.char_end,
    rate.quote,
    rate.sentence_start,
    rate.sentence_end,
    rate.rule_id,
    rate.extractor_version
from rate
inner join report on rate.document_id = report.document_id
