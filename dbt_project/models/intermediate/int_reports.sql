with
report as (
    select * from {{ ref('stg_report') }}
),

document as (
    select * from {{ ref('stg_document') }}
),

-- the first reports ever cover May to December 2008, so a year may be shorter than twelve months
spanned as (
    select
        report.*,
        document.source_name,
        coalesce(date_diff('day', report.period_start, report.period_end) + 1 >= 200, true) as spans_a_year
    from report
    inner join document on report.document_id = document.document_id
)

select
    report_id,
    document_id,
    source_name,
    title,
    agency_name,
    agency_as_written,
    region_code,
    region_name,
    report_year,
    period_start,
    period_end,
    published_on,
    report_form,
    case
        when period_start is not null and period_end is not null then {{ period_id('period_start', 'period_end') }}
        when report_form <> 'bulletin' then cast(report_year as varchar)
    end as period_id,
    report_form <> 'bulletin' and report_year is not null and spans_a_year as is_annual,
    numbers_seen,
    extractor_version
from spanned
