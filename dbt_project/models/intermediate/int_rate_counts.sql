with
rate as (
    select * from {{ ref('stg_rate') }}
),

activity as (
    select * from {{ ref('fct_disclosure_activity') }}
    where {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

-- a printed count is one term, a count that several give has its terms with their signs
side as (
    select
        rate_id,
        'numerator' as side,
        coalesce(numerator_terms, '+' || numerator_activity_id) as terms
    from rate
    union all
    select
        rate_id,
        'denominator' as side,
        coalesce(denominator_terms, '+' || denominator_activity_id) as terms
    from rate
),

signed as (
    select
        rate_id,
        side,
        unnest(string_split(terms, ' ')) as signed_id
    from side
    where terms is not null
),

term as (
    select
        signed.rate_id,
        signed.side,
        signed.signed_id[1] = '-' as is_taken_away,
        signed.signed_id[2:] as activity_id
    from signed
),

counted as (
    select
        term.rate_id,
        term.side,
        term.is_taken_away,
        activity.activity_id,
        activity.value,
        activity.value_low,
        activity.value_high,
        activity.qualifier = 'exact' as is_as_printed,
        activity.unit,
        activity.char_start,
        activity.char_end,
        activity.sentence_start,
        {{ plain_range('activity.value_low', 'activity.value_high') }} || activity.unit as amount
    from term
    left join activity on term.activity_id = activity.activity_id
)

select
    rate_id,
    side,
    count(*) as terms,
    cast(sum(if(is_taken_away, -value, value)) as decimal(24, 4)) as value,
    cast(sum(if(is_taken_away, -value_high, value_low)) as decimal(24, 4)) as value_low,
    cast(sum(if(is_taken_away, -value_low, value_high)) as decimal(24, 4)) as value_high,
    coalesce(bool_and(is_as_printed), false) as is_as_printed,
    min(unit) as unit,
    string_agg(
        if(is_taken_away, '− ', '+ ') || amount, ' ' order by is_taken_away, char_start, activity_id
    )[3:] as amounts,
    min(char_start) as char_start,
    max(char_end) as char_end,
    min(sentence_start) as sentence_start
from counted
group by rate_id, side
-- a sum of which a part is missing is no sum, nor is one of 件 and 人次
having count(activity_id) = count(*) and count(distinct unit) = 1
