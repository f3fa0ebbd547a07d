with
balanced as (
    select * from {{ ref('int_requests_balanced') }}
    where applicant_kind <> 'total'
),

report as (
    select * from {{ ref('dim_report') }}
),

applicant as (
    select
        column_code,
        min(name_zh) as name_zh,
        min(name_en) as name_en
    from {{ ref('statutory_column') }}
    where table_code in ('t3_2019', 't3_2021')
    group by column_code
)

select
    report.report_id,
    balanced.document_id,
    report.source_name,
    report.agency_id,
    report.agency_name,
    report.region_code,
    report.report_year,
    balanced.coverage,
    balanced.applicant_kind,
    applicant.name_zh as applicant_zh,
    applicant.name_en as applicant_en,
    {% for item in request_items() if item != 'replied' %}
    balanced.{{ item }},
    {% endfor %}
    balanced.balance_difference,
    balanced.balance_strict,
    balanced.balance_blank_as_zero,
    balanced.outcomes_difference,
    balanced.outcomes_strict,
    balanced.outcomes_blank_as_zero,
    balanced.granted_pct,
    balanced.not_disclosed_pct,
    balanced.not_available_pct
from balanced
inner join report on balanced.document_id = report.document_id
inner join applicant on balanced.applicant_kind = applicant.column_code
