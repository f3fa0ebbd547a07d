with
report as (
    select * from {{ ref('int_reports') }}
),

cell as (
    select
        document_id,
        activity_id
    from {{ ref('stg_cell') }}
    where activity_id is not null
),

figure as (
    select
        *,
        measure_code in ('received', 'accepted', 'collected', 'filed') as is_intake
    from {{ ref('fct_disclosure_activity') }} as activity
    where
        scope = 'actual'
        and {{ of_this_build('report', ref('fct_disclosure_activity')) }}
        and list_contains({{ funnel_stages() }}, measure_code)
        and not exists (
            select 1
            from cell
            where activity.document_id = cell.document_id and activity.activity_id = cell.activity_id
        )
),

-- of several numbers for one stage the whole goes before its parts, a number before words, the first before the rest
ranked as (
    select
        *,
        row_number() over (
            partition by document_id, coverage, matter, channel, unit, measure_code
            order by part_of is not null asc, basis = 'implied' asc, char_start asc
        ) as nth_number,
        count(distinct value) over (
            partition by document_id, coverage, matter, channel, unit, measure_code
        ) as values_stated
    from figure
),

stream as (
    select
        document_id,
        coverage,
        matter,
        channel,
        unit,
        {% for stage in funnel_stages() %}
        max(value) filter (where nth_number = 1 and measure_code = '{{ stage }}') as {{ stage }},
        {% endfor %}
        coalesce(bool_and(part_of is not null) filter (where nth_number = 1 and is_intake), false) as is_part,
        string_agg(distinct measure_code, ', ' order by measure_code asc) filter (where values_stated > 1) as unsettled,
        concat_ws('|', document_id, coverage, coalesce(matter, ''), coalesce(channel, ''), unit) as stream_key
    from ranked
    group by document_id, coverage, matter, channel, unit
    having
        bool_or(is_intake)
        or count(distinct measure_code) > 1
),

counted as (
    select
        activity_id,
        measure_code
    from {{ ref('fct_disclosure_activity') }}
    where {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

stated_rate as (
    select * from {{ ref('fct_rate_consistency') }}
    where {{ of_this_build('report', ref('fct_rate_consistency')) }}
),

-- a rate belongs to the stream of the count above its line; where that is not known, to the one of its own words
linked_rate as (
    select
        rate.document_id,
        rate.measure_code,
        rate.stated_pct,
        rate.computed_pct,
        rate.denominator_value,
        denominator.measure_code as denominator_measure,
        rate.status,
        coalesce(numerator.coverage, rate.coverage) as coverage,
        if(numerator.activity_id is null, rate.matter, numerator.matter) as matter,
        if(numerator.activity_id is null, rate.channel, numerator.channel) as channel,
        numerator.unit,
        rate.char_start
    from stated_rate as rate
    left join figure as numerator on rate.numerator_activity_id = numerator.activity_id
    left join counted as denominator on rate.denominator_activity_id = denominator.activity_id
    where
        rate.scope = 'actual'
        and rate.pct_kind = 'percent'
        and rate.formula = 'ratio'
        and list_contains({{ funnel_rates() }}, rate.measure_code)
),

rate_of_stream as (
    select
        stream.stream_key,
        linked_rate.*
    from linked_rate
    inner join stream
        on
            linked_rate.document_id = stream.document_id
            and linked_rate.coverage = stream.coverage
            and linked_rate.matter is not distinct from stream.matter
            and linked_rate.channel is not distinct from stream.channel
            and (linked_rate.unit is null or linked_rate.unit = stream.unit)
    qualify
        row_number() over (
            partition by stream.stream_key, linked_rate.measure_code
            order by linked_rate.unit is null asc, linked_rate.char_start asc
        ) = 1
),

rated as (
    select
        stream_key,
        {% for rate in funnel_rates() %}
        max(stated_pct) filter (where measure_code = '{{ rate }}') as {{ rate }}_stated_pct,
        max(computed_pct) filter (where measure_code = '{{ rate }}') as {{ rate }}_computed_pct,
        max(denominator_value) filter (where measure_code = '{{ rate }}') as {{ rate }}_denominator,
        max(denominator_measure) filter (where measure_code = '{{ rate }}') as {{ rate }}_denominator_measure,
        max(status) filter (where measure_code = '{{ rate }}') as {{ rate }}_status,
        {% endfor %}
        count(*) as rates
    from rate_of_stream
    group by stream_key
),

entered as (
    select
        *,
        case
            when accepted is not null then 'accepted'
            when received is not null then 'received'
            when filed is not null then 'filed'
            when collected is not null then 'collected'
        end as intake_measure,
        coalesce(accepted, received, filed, collected) as intake
    from stream
)

select
    substr(sha256(entered.stream_key), 1, 32) as stream_id,
    report.report_id,
    entered.document_id,
    report.source_name,
    report.agency_name,
    report.region_code,
    report.report_year,
    report.period_id,
    entered.matter,
    entered.channel,
    entered.unit,
    entered.coverage,
    {% for stage in funnel_stages() %}
    entered.{{ stage }},
    {% endfor %}
    entered.is_part,
    entered.unsettled,
    entered.intake_measure,
    {{ share_pct('entered.closed', 'entered.intake') }} as closed_of_intake_pct,
    {% for rate in funnel_rates() %}
    rated.{{ rate }}_stated_pct,
    rated.{{ rate }}_computed_pct,
    rated.{{ rate }}_denominator,
    rated.{{ rate }}_denominator_measure,
    rated.{{ rate }}_status,
    {% endfor %}
    report.extractor_version
from entered
inner join report on entered.document_id = report.document_id
left join rated on entered.stream_key = rated.stream_key
