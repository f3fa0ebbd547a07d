{%- set of_reports = {'published': '条', 'review_filed': '件', 'litigation_filed': '件', 'fees_collected': '元'} -%}
with
panel as (
    select * from {{ ref('fct_agency_year_panel') }}
    where document_id is not null and {{ of_this_build('agency') }}
),

measure as (
    select * from {{ ref('dim_measure') }}
),

-- one number a measure for the year of an agency
of_year as (
    select
        agency_id,
        report_year,
        document_id,
        report_form,
        items_coverage,
        requests_coverage,
        unnest([
            {% for measure in request_items() %}
            { 'measure_code': '{{ measure }}', 'matter': '政府信息公开申请', 'unit': '件', 'value': requests_{{ measure }} },
            {% endfor %}
            {% for measure, unit in of_reports.items() %}
            { 'measure_code': '{{ measure }}', 'matter': '政府信息公开', 'unit': '{{ unit }}', 'value': {{ measure }} }
            {{- ',' if not loop.last }}
            {% endfor %}
        ]) as stated
    from panel
),

-- one number for each stage of a stream of cases
of_stream as (
    select
        document_id,
        matter,
        channel,
        unit,
        coverage,
        unnest([
            {% for stage in funnel_stages() %}
            { 'measure_code': '{{ stage }}', 'value': {{ stage }} }{{ ',' if not loop.last }}
            {% endfor %}
        ]) as stated
    from {{ ref('fct_case_funnel') }}
    where document_id in (select panel.document_id from panel)
),

yearly as (
    select
        agency_id,
        report_year,
        document_id,
        report_form,
        'year' as series,
        stated.measure_code,
        stated.matter,
        null as channel,
        stated.unit,
        if(stated.measure_code in ('published', 'fees_collected'), items_coverage, requests_coverage) as coverage,
        stated.value
    from of_year
    where stated.value is not null
    union all
    select
        panel.agency_id,
        panel.report_year,
        panel.document_id,
        panel.report_form,
        'stream' as series,
        of_stream.stated.measure_code,
        of_stream.matter,
        of_stream.channel,
        of_stream.unit,
        of_stream.coverage,
        of_stream.stated.value
    from of_stream
    inner join panel on of_stream.document_id = panel.document_id
    where of_stream.stated.value is not null
),

paired as (
    select
        later.*,
        earlier.document_id as prior_document_id,
        earlier.report_form as prior_report_form,
        earlier.value as prior_value,
        later.report_form = earlier.report_form as is_same_form,
        {{ asked_for('measure', 'later.report_form') }} as asked,
        {{ asked_for('measure', 'earlier.report_form') }} as prior_asked
    from yearly as later
    inner join yearly as earlier
        on
            later.agency_id = earlier.agency_id
            and later.report_year = earlier.report_year + 1
            and later.series = earlier.series
            and later.measure_code = earlier.measure_code
            and later.matter is not distinct from earlier.matter
            and later.channel is not distinct from earlier.channel
            and later.unit = earlier.unit
            and later.coverage = earlier.coverage
    inner join measure on later.measure_code = measure.measure_code
),

judged as (
    select
        *,
        case
            when is_same_form or series = 'stream' then 'same'
            when asked = prior_asked and asked = 'same' then 'same'
            when 'different' in (asked, prior_asked) then 'different'
            when asked <> prior_asked and 'free' in (asked, prior_asked) then 'uncertain'
            else 'similar'
        end as comparability
    from paired
)

select
    judged.agency_id,
    panel.agency_name,
    panel.region_code,
    judged.report_year,
    judged.series,
    judged.measure_code,
    judged.matter,
    judged.channel,
    judged.unit,
    judged.coverage,
    judged.value,
    judged.prior_value,
    cast(judged.value - judged.prior_value as decimal(24, 4)) as difference,
    cast(
        {{ displayed_percentage(whole_units('judged.value'), whole_units('judged.prior_value')) }} - 100
        as decimal(38, 6)
    ) as change_pct,
    judged.report_form,
    judged.prior_report_form,
    judged.comparability,
    judged.comparability in ('same', 'similar') as is_comparable,
    judged.document_id,
    judged.prior_document_id
from judged
inner join panel on judged.document_id = panel.document_id
