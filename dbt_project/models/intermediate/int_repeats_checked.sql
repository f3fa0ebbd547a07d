with
activity as (
    select * from {{ ref('fct_disclosure_activity') }}
    where subject_key is not null and {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

pair as (
    select
        later.activity_id,
        earlier.activity_id as other_activity_id,
        later.document_id,
        later.value_low,
        later.value_high,
        earlier.value_low as other_low,
        earlier.value_high as other_high,
        later.char_start,
        later.char_end,
        earlier.char_start as other_char_start,
        earlier.char_end as other_char_end,
        later.quote,
        earlier.quote as other_quote,
        {{ plain_range('later.value_low', 'later.value_high') }} || later.unit as later_amount,
        {{ plain_range('earlier.value_low', 'earlier.value_high') }} || earlier.unit as earlier_amount,
        row_number() over (
            partition by
                later.document_id, later.subject_key, later.measure_code, later.unit, later.channel, later.scope,
                later.coverage,
                least(later.value_low, earlier.value_low), greatest(later.value_low, earlier.value_low),
                least(later.value_high, earlier.value_high), greatest(later.value_high, earlier.value_high)
            order by later.char_start asc, earlier.char_start desc, later.activity_id asc, earlier.activity_id asc
        ) as nth_time
    from activity as later
    inner join activity as earlier
        on
            later.document_id = earlier.document_id
            and later.subject_key = earlier.subject_key
            and later.measure_code = earlier.measure_code
            and later.unit = earlier.unit
            and later.channel is not distinct from earlier.channel
            and later.scope = earlier.scope
            and later.coverage = earlier.coverage
            -- two clauses of one sentence speak of two things in one form (督察涉及事项539件;督办涉及事项41件)
            and later.sentence_start > earlier.sentence_start
)

select
    activity_id || ' ' || other_activity_id as comparison_id,
    'hard' as severity,
    document_id,
    char_start,
    char_end,
    document_id as other_document_id,
    other_char_start,
    other_char_end,
    earlier_amount as expected,
    later_amount as found,
    '同一事项前后不一:前文“' || other_quote || '”即 ' || earlier_amount || ',后文“' || quote || '”即 ' || later_amount
    || '。' as explanation_zh,
    'The same thing is stated twice: first “' || other_quote || '” (' || earlier_amount || '), later “' || quote
    || '” (' || later_amount || ').' as explanation_en,
    case
        when value_low > other_high or value_high < other_low then 'fail'
        when value_low = value_high and other_low = other_high then 'pass'
        else 'cannot_tell'
    end as verdict
from pair
-- the same two values said over and over are one comparison: the first time, against the nearest before it
where nth_time = 1
