with
-- a plan or a standing amount promises nothing about the counts beside it
rate as (
    select * from {{ ref('fct_rate_consistency') }}
    where scope in ('actual', 'prior') and {{ of_this_build('report', ref('fct_rate_consistency')) }}
),

operand as (
    select * from {{ ref('int_rate_counts') }}
),

measure as (
    select * from {{ ref('dim_measure') }}
),

counted as (
    select
        rate.*,
        measure.name_zh,
        measure.name_en,
        if(numerator.terms > 1, '(' || numerator.amounts || ')', numerator.amounts) as n,
        if(denominator.terms > 1, '(' || denominator.amounts || ')', denominator.amounts) as d,
        numerator.sentence_start = denominator.sentence_start as in_one_sentence,
        numerator.char_start as numerator_start,
        numerator.char_end as numerator_end,
        denominator.char_start as denominator_start,
        denominator.char_end as denominator_end,
        {{ plain_range('rate.computed_low', 'rate.computed_high') }} || '%' as computed
    from rate
    inner join measure on rate.measure_code = measure.measure_code
    left join operand as numerator on rate.rate_id = numerator.rate_id and numerator.side = 'numerator'
    left join operand as denominator on rate.rate_id = denominator.rate_id and denominator.side = 'denominator'
),

worded as (
    select
        *,
        case
            when formula = 'ratio' then '100 × ' || n || ' ÷ ' || d
            when direction = 1 then '100 × (' || n || ' − ' || d || ') ÷ ' || d
            else '100 × (' || d || ' − ' || n || ') ÷ ' || d
        end || ' = ' || computed as arithmetic,
        {{ plain_range('stated_low', 'stated_high') }} || '%' as stated,
        case when stated_low = stated_high then ' ± ' || {{ plain('tolerance_pct') }} else '' end as tolerance
    from counted
)

select
    rate_id as comparison_id,
    case when link_basis = 'stated' then 'hard' else 'soft' end as severity,
    document_id,
    char_start,
    char_end,
    document_id as other_document_id,
    case when in_one_sentence then least(numerator_start, denominator_start) else numerator_start end
        as other_char_start,
    case when in_one_sentence then greatest(numerator_end, denominator_end) else numerator_end end as other_char_end,
    computed as expected,
    stated as found,
    name_zh || '写作“' || quote || '”(' || stated || tolerance || '),按所依据的数据为 ' || arithmetic || '。'
        as explanation_zh,
    name_en || ' is stated as “' || quote || '” (' || stated || tolerance || '), its counts give ' || arithmetic || '.'
        as explanation_en,
    case status when 'consistent' then 'pass' when 'inconsistent' then 'fail' else 'cannot_tell' end as verdict
from worded
