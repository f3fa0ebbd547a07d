with
activity as (
    select * from {{ ref('fct_disclosure_activity') }}
    where {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

part as (
    select * from {{ ref('stg_part') }}
),

outcome as (
    select measure_code from {{ ref('measure') }} where family = 'outcome'
),

listed as (
    select
        part.group_id,
        part.document_id,
        part.total_activity_id,
        bool_and(part.is_complete) as is_complete,
        min(part.cue) as cue,
        count(*) as parts,
        count(distinct activity.unit) as units,
        count(distinct activity.measure_code) as measures,
        count(distinct activity.channel) as channels,
        min(activity.measure_code) as measure_code,
        bool_and(outcome.measure_code is not null or activity.measure_code = 'published') as are_outcomes,
        min(activity.unit) as unit,
        sum(activity.value_low) as sum_low,
        sum(activity.value_high) as sum_high,
        max(activity.value_low) as greatest_low,
        string_agg(
            {{ plain_range('activity.value_low', 'activity.value_high') }},
            ' + ' order by activity.char_start, activity.activity_id
        ) as summands,
        min(activity.char_start) as parts_start,
        max(activity.char_end) as parts_end
    from part
    left join activity on part.part_activity_id = activity.activity_id
    left join outcome on activity.measure_code = outcome.measure_code
    group by part.group_id, part.document_id, part.total_activity_id
),

compared as (
    select
        listed.*,
        total.char_start,
        total.char_end,
        {{ plain_range('total.value_low', 'total.value_high') }} || total.unit as stated,
        {{ plain_range('listed.sum_low', 'listed.sum_high') }} || listed.unit as summed,
        listed.summands || ' = ' || summed as arithmetic,
        listed.greatest_low > total.value_high as is_one_larger,
        case
            -- a list of different units has no sum
            when not coalesce(listed.units = 1 and listed.unit = total.unit, false) then 'cannot_tell'
            -- a list introduced by 其中 may leave parts out, and its parts may overlap (问卷, 其中满意的; 其中涉及噪声的; 从内容看):
            -- wrong is only a part that is larger than the whole, or three and more kinds of one thing that come to more
            -- than all of it (not what no measure names: asked, and content; of ways in only where each part is one, and
            -- of cases, since the same item may be published through several), or of an amount of money
            when not listed.is_complete and listed.greatest_low > total.value_high then 'fail'
            when
                not listed.is_complete
                and listed.parts >= 3
                and listed.sum_low > total.value_high
                and not starts_with(listed.cue, '从')
                and listed.cue not in ('其中涉及', '其中反映')
                and (
                    listed.unit = '元'
                    or (
                        listed.measures = 1
                        and listed.measure_code = total.measure_code
                        and total.measure_code <> 'other'
                        and (
                            listed.channels <= 1
                            or (listed.channels = listed.parts and total.measure_code in ('received', 'accepted'))
                        )
                    )
                )
                then 'fail'
            -- a request is answered in one way (国办公开办函〔2021〕30号: 只计这一情形), but reasons may follow what they are reasons of
            -- (不予公开5件,属于行政执法案卷3件)
            when
                not listed.is_complete
                and listed.parts >= 3
                and listed.sum_low > total.value_high
                and listed.are_outcomes
                and total.measure_code in ('replied', 'closed')
                and listed.measures = listed.parts
                then 'fail'
            when not listed.is_complete and listed.sum_high <= total.value_low then 'pass'
            when not listed.is_complete then 'cannot_tell'
            when listed.sum_low > total.value_high then 'fail'
            when listed.sum_high < total.value_low then 'fail'
            when listed.sum_low >= total.value_low and listed.sum_high <= total.value_high then 'pass'
            else 'cannot_tell'
        end as verdict
    from listed
    left join activity as total on listed.total_activity_id = total.activity_id
)

select
    group_id as comparison_id,
    'hard' as severity,
    document_id,
    char_start,
    char_end,
    document_id as other_document_id,
    parts_start as other_char_start,
    parts_end as other_char_end,
    summed as expected,
    stated as found,
    case cue
        when '增减' then '写作 ' || stated || ',而另一期与增减之和为 ' || arithmetic
        else '合计为 ' || stated || ',而所列 ' || parts || ' 项之和为 ' || arithmetic
    end
    || case
        when is_complete then '。'
        when is_one_larger then ',其中一项已超过合计。'
        else ',已超过合计。'
    end as explanation_zh,
    case cue
        when '增减' then 'The count is stated as ' || stated || ', the other period and the change make ' || arithmetic
        else 'The total is stated as ' || stated || ', the ' || parts || ' listed parts add up to ' || arithmetic
    end
    || case
        when is_complete then '.'
        when is_one_larger then ', and one part is larger than the total.'
        else ', which is more than the total.'
    end as explanation_en,
    verdict
from compared
