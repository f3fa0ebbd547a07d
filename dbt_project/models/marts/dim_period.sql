with
report as (
    select * from {{ ref('int_reports') }}
),

-- every calendar year between the first and the last report, whether anybody reported on it or not
calendar_year as (
    select cast(unnest(range(min(report_year), max(report_year) + 1)) as integer) as year_no
    from report
),

span as (
    select
        make_date(year_no, 1, 1) as period_start,
        make_date(year_no, 12, 31) as period_end
    from calendar_year
    union
    select
        period_start,
        period_end
    from report
    where period_start is not null and period_end is not null
),

named as (
    select
        *,
        {{ period_id('period_start', 'period_end') }} as period_id,
        {{ period_kind('period_start', 'period_end') }} as kind,
        cast(period_start - interval 1 year as date) as prior_start,
        case
            when last_day(period_end) = period_end then last_day(cast(period_end - interval 1 year as date))
            else cast(period_end - interval 1 year as date)
        end as prior_end
    from span
)

select
    period_id,
    kind,
    period_start,
    period_end,
    cast(year(period_end) as integer) as calendar_year,
    cast(date_diff('day', period_start, period_end) + 1 as integer) as days_covered,
    case kind
        when 'year' then strftime(period_start, '%Y年')
        when 'half' then strftime(period_start, '%Y年') || if(month(period_start) = 1, '上半年', '下半年')
        when 'quarter' then strftime(period_start, '%Y年第') || substr('一二三四', quarter(period_start), 1) || '季度'
        when 'month' then strftime(period_start, '%Y年%-m月')
        else strftime(period_start, '%Y年%-m月%-d日') || '至' || strftime(period_end, '%Y年%-m月%-d日')
    end as name_zh,
    case kind
        when 'year' then strftime(period_start, '%Y')
        when 'half' then if(month(period_start) = 1, 'First', 'Second') || strftime(period_start, ' half of %Y')
        when 'quarter' then 'Quarter ' || quarter(period_start) || strftime(period_start, ' of %Y')
        when 'month' then strftime(period_start, '%B %Y')
        else strftime(period_start, '%Y-%m-%d') || ' to ' || strftime(period_end, '%Y-%m-%d')
    end as name_en,
    {{ period_id('prior_start', 'prior_end') }} as prior_period_id,
    case
        when year(period_end) < 2014 then 'narrative'
        when year(period_end) < 2019 then 'indicator_table_2014'
        when year(period_end) < 2021 then 'statutory_2019'
        else 'statutory_2021'
    end as form_in_force
from named
