with
report as (
    select * from {{ ref('stg_report') }}
),

document as (
    select * from {{ ref('stg_document') }}
)

select
    report.report_id,
    report.document_id,
    document.source_name,
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
    report.numbers_seen,
    report.extractor_version
from report
inner join document on report.document_id = document.document_id
