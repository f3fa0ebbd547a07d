with
report as (
    select * from {{ ref('int_reports') }}
),

agency as (
    select * from {{ ref('int_agencies_identified') }}
),

finding as (
    select
        document_id,
        count(*) as findings
    from {{ ref('fct_findings') }}
    group by document_id
)

select
    report.report_id,
    report.document_id,
    report.source_name,
    report.title,
    report.agency_name,
    report.agency_as_written,
    report.region_code,
    report.region_name,
    report.report_year,
    report.period_start,
    report.period_end,
    report.published_on,
    report.report_form,
    agency.agency_id,
    report.period_id,
    report.is_annual,
    report.numbers_seen,
    report.figures,
    report.figures_implied,
    report.rates,
    report.cells,
    coalesce(finding.findings, 0) as findings,
    report.extractor_version
from report
left join agency on report.document_id = agency.document_id
left join finding on report.document_id = finding.document_id
