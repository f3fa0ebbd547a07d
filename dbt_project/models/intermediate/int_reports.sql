with
report as (
    select * from {{ ref('stg_report') }}
),

document as (
    select * from {{ ref('stg_document') }}
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

-- the first reports ever cover May to December 2008, so a year may be shorter than twelve months
spanned as (
    select
        report.*,
        document.source_name,
        coalesce(figure.figures, 0) as figures,
        coalesce(figure.figures_implied, 0) as figures_implied,
        coalesce(rate.rates, 0) as rates,
        coalesce(cell.cells, 0) as cells,
        coalesce(date_diff('day', report.period_start, report.period_end) + 1 >= 200, true) as spans_a_year
    from report
    inner join document on report.document_id = document.document_id
    left join figure on report.document_id = figure.document_id
    left join rate on report.document_id = rate.document_id
    left join cell on report.document_id = cell.document_id
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
    figures,
    figures_implied,
    rates,
    cells,
    extractor_version
from spanned
