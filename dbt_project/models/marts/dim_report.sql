with
report as (
    select * from {{ ref('int_reports') }}
),

agency as (
    select * from {{ ref('int_agencies_identified') }}
),

figure as (
    select
        document_id,
        count(*) as figures,
        count(*) filter (where basis = 'implied') as figures_implied
    from {{ ref('stg_figure') }}
    group by document_id
),

rate as (
    select
        document_id,
        count(*) as rates
    from {{ ref('stg_rate') }}
    group by document_id
),

cell as (
    select
        document_id,
        count(*) as cells
    from {{ ref('stg_cell') }}
    group by document_id
),

finding as (
    select
        document_id,
        count(*) as findings
    from {{ ref('int_contradictions') }}
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
    coalesce(figure.figures, 0) as figures,
    coalesce(figure.figures_implied, 0) as figures_implied,
    coalesce(rate.rates, 0) as rates,
    coalesce(cell.cells, 0) as cells,
    coalesce(finding.findings, 0) as findings,
    report.extractor_version
from report
left join agency on report.document_id = agency.document_id
left join figure on report.document_id = figure.document_id
left join rate on report.document_id = rate.document_id
left join cell on report.document_id = cell.document_id
left join finding on report.document_id = finding.document_id
