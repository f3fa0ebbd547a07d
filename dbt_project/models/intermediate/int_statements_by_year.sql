with
annual as (
    select * from {{ ref('int_reports') }}
    where is_annual and {{ of_this_build('report', ref('int_reports')) }}
),

-- what nobody is known to have said is compared with nothing
report as (
    select
        annual.document_id,
        annual.report_year,
        agency.agency_id,
        coalesce(annual.published_on, make_date(annual.report_year + 1, 12, 31)) as stated_on
    from annual
    inner join {{ ref('int_agencies_identified') }} as agency on annual.document_id = agency.document_id
),

measure as (
    select * from {{ ref('measure') }}
),

figure as (
    select *
    from {{ ref('fct_disclosure_activity') }}
    where
        coverage in ('own', 'aggregate')
        and document_id in (select report.document_id from report)
        and {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

item_of_figure as (
    select
        activity_id,
        item
    from {{ ref('int_figures_of_items') }}
    where is_total and {{ of_this_build('report', ref('int_figures_of_items')) }}
),

stated as (
    select * from {{ ref('int_items_stated') }}
    where {{ of_this_build('report', ref('int_items_stated')) }}
),

item_of_report as (
    select stated.*
    from stated
    inner join report on stated.document_id = report.document_id
    inner join measure on stated.item = measure.measure_code
    where stated.is_preferred and stated.applicant_kind = 'total' and stated.value is not null and stated.is_told_whole
),

-- 收到 16 件,较上年的 19 件减少: what the 19 counts is what the number beside it counts
beside as (
    select
        retold.*,
        actual.activity_id as beside_id,
        actual.matter as beside_matter,
        actual.channel as beside_channel
    from figure as retold
    inner join figure as actual
        on
            retold.document_id = actual.document_id
            and retold.sentence_start = actual.sentence_start
            and retold.measure_code = actual.measure_code
            and retold.unit = actual.unit
            and retold.coverage = actual.coverage
    where retold.scope = 'prior' and actual.scope = 'actual'
    qualify
        row_number() over (
            partition by retold.activity_id
            order by abs(retold.char_start - actual.char_start) asc, actual.char_start asc
        ) = 1
),

-- where one report states it twice and differently, that is its own contradiction
told_once as (
    select *
    from figure
    where scope = 'actual' and matter is not null
    qualify
        count(distinct value) over (partition by document_id, measure_code, matter, channel, unit, coverage) = 1
        and row_number() over (
            partition by document_id, measure_code, matter, channel, unit, coverage order by char_start asc
        ) = 1
),

-- what a report says of its own year …
own_statement as (
    select
        document_id,
        0 as years_back,
        item as subject,
        item as measure_code,
        null as matter,
        null as channel,
        null as unit,
        coverage,
        value,
        value_low,
        value_high,
        char_start,
        char_end,
        quote
    from item_of_report
    union all
    select
        document_id,
        0 as years_back,
        concat_ws('|', measure_code, matter, channel, unit) as subject,
        measure_code,
        matter,
        channel,
        unit,
        coverage,
        value,
        value_low,
        value_high,
        char_start,
        char_end,
        quote
    from told_once
),

-- … and of the year before
later_statement as (
    select
        beside.document_id,
        1 as years_back,
        coalesce(
            item_of_figure.item,
            concat_ws('|', beside.measure_code, beside.beside_matter, beside.beside_channel, beside.unit)
        ) as subject,
        beside.measure_code,
        beside.beside_matter as matter,
        beside.beside_channel as channel,
        beside.unit,
        beside.coverage,
        beside.value,
        beside.value_low,
        beside.value_high,
        beside.char_start,
        beside.char_end,
        beside.quote
    from beside
    left join item_of_figure on beside.beside_id = item_of_figure.activity_id
    where item_of_figure.item is not null or beside.beside_matter is not null
),

statement as (
    select * from own_statement
    union all
    select * from later_statement
)

select
    statement.*,
    report.agency_id,
    cast(report.report_year - statement.years_back as integer) as about_year,
    report.stated_on,
    concat_ws(
        '|', report.agency_id, report.report_year - statement.years_back, statement.coverage, statement.subject
    ) as topic
from statement
inner join report on statement.document_id = report.document_id
