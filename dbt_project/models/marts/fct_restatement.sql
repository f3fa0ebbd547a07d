with
report as (
    select * from {{ ref('dim_report') }}
),

-- against one only: a year that many documents speak of would else be compared each with each
first_statement as (
    select * from {{ ref('int_first_statements') }}
),

statement as (
    select * from {{ ref('int_statements_by_year') }}
    where
        {{ of_this_build('report', ref('int_statements_by_year')) }}
        {% if not flags.FULL_REFRESH %}
        or topic in (
            select first_statement.topic
            from first_statement
            where first_statement.document_id in ({{ first_documents_changed() }})
        )
        {% endif %}
),

paired as (
    select
        later.*,
        earlier.document_id as first_document_id,
        earlier.value as first_value,
        earlier.char_start as first_char_start,
        earlier.char_end as first_char_end,
        earlier.quote as first_quote
    from first_statement as earlier
    inner join statement as later
        on earlier.topic = later.topic and earlier.document_id <> later.document_id
    -- the same is only restated where the one cannot be the other
    where earlier.value_high < later.value_low or earlier.value_low > later.value_high
)

select
    paired.agency_id,
    report.agency_name,
    report.region_code,
    paired.about_year,
    paired.measure_code,
    paired.matter,
    paired.channel,
    paired.unit,
    paired.coverage,
    first_report.report_id as first_report_id,
    paired.first_document_id,
    first_report.source_name as first_source_name,
    paired.first_value,
    paired.first_char_start,
    paired.first_char_end,
    paired.first_quote,
    report.report_id,
    paired.document_id,
    report.source_name,
    report.report_year,
    paired.value,
    paired.char_start,
    paired.char_end,
    paired.quote,
    cast(paired.value - paired.first_value as decimal(24, 4)) as difference
from paired
inner join report on paired.document_id = report.document_id
inner join report as first_report on paired.first_document_id = first_report.document_id
