-- depends_on: {{ ref('int_agencies_touched') }}
with
report as (
    select * from {{ ref('dim_report') }}
    where is_annual and agency_id is not null and {{ of_this_build('agency') }}
),

statement as (
    select
        report.agency_id,
        report.report_year - stated.years_back as about_year,
        report.report_id,
        report.report_year,
        report.source_name,
        coalesce(report.published_on, make_date(report.report_year + 1, 12, 31)) as stated_on,
        stated.*
    from {{ ref('int_statements_by_year') }} as stated
    inner join report on stated.document_id = report.document_id
),

-- against one only: a year that many documents speak of would else be compared each with each
first_statement as (
    select *
    from statement
    where years_back = 0
    qualify
        row_number() over (
            partition by agency_id, about_year, subject, coverage
            order by stated_on asc, document_id asc
        ) = 1
),

paired as (
    select
        later.*,
        earlier.report_id as first_report_id,
        earlier.document_id as first_document_id,
        earlier.source_name as first_source_name,
        earlier.value as first_value,
        earlier.char_start as first_char_start,
        earlier.char_end as first_char_end,
        earlier.quote as first_quote
    from first_statement as earlier
    inner join statement as later
        on
            earlier.agency_id = later.agency_id
            and earlier.about_year = later.about_year
            and earlier.subject = later.subject
            and earlier.coverage = later.coverage
            and earlier.document_id <> later.document_id
    -- the same is only restated where the one cannot be the other
    where earlier.value_high < later.value_low or earlier.value_low > later.value_high
)

select
    paired.agency_id,
    report.agency_name,
    report.region_code,
    cast(paired.about_year as integer) as about_year,
    paired.measure_code,
    paired.matter,
    paired.channel,
    paired.unit,
    paired.coverage,
    paired.first_report_id,
    paired.first_document_id,
    paired.first_source_name,
    paired.first_value,
    paired.first_char_start,
    paired.first_char_end,
    paired.first_quote,
    paired.report_id,
    paired.document_id,
    paired.source_name,
    paired.report_year,
    paired.value,
    paired.char_start,
    paired.char_end,
    paired.quote,
    cast(paired.value - paired.first_value as decimal(24, 4)) as difference
from paired
inner join report on paired.document_id = report.document_id
