with
activity as (
    select * from {{ ref('fct_disclosure_activity') }}
    where scope = 'actual' and {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

measure as (
    select * from {{ ref('dim_measure') }}
),

-- what came over from the year before may be closed this year, whatever funnel it belongs to; only reviews, suits and
-- arbitrations under a title of their own are none of the complaints and letters told under another
carried as (
    select
        document_id,
        unit,
        coalesce(regexp_matches(section_title, '复议|诉讼|应诉|仲裁'), false) as is_of_remedies,
        sum(value_high) as carried_high
    from activity
    where measure_code in ('carried_in', 'carried_over')
    group by document_id, unit, is_of_remedies
),

closed as (
    select
        activity.*,
        coalesce((
            select sum(carried.carried_high)
            from carried
            where
                activity.document_id = carried.document_id
                and activity.unit = carried.unit
                and not (
                    carried.is_of_remedies
                    and coalesce(regexp_matches(activity.matter, '投诉|举报|信访|来信|来访|诉求|热线|留言'), false)
                    and not regexp_matches(activity.section_title, '复议|诉讼|应诉|仲裁')
                )
        ), 0) as carried_high,
        exists (
            select 1
            from activity as told
            where
                told.measure_code in ('carried_in', 'carried_over')
                and told.document_id = activity.document_id
                and told.unit = activity.unit
                and told.sentence_start = activity.sentence_start
        ) as is_carried_told
    from activity
    where activity.measure_code = 'closed'
),

-- what was closed is told of all, not of one kind among those that came in (受理80件,其中市容类50件;办结78件)
intake as (
    select * from activity
    where measure_code in ('received', 'accepted') and part_of is null
),

-- 受理 beside 办结: in the same sentence, or known to be of the same subject
candidate as (
    select
        closed.activity_id,
        intake.measure_code as intake_measure,
        intake.value_low as intake_low,
        intake.value_high as intake_high,
        intake.char_start as intake_start,
        intake.char_end as intake_end,
        coalesce(closed.subject_key = intake.subject_key, false)
        or (closed.matter is not distinct from intake.matter and closed.channel is not distinct from intake.channel)
            as is_same_case
    from closed
    inner join intake
        on
            closed.document_id = intake.document_id
            and closed.unit = intake.unit
            -- one sentence may call its cases those of all (全市热线接收) and then go on with them
            and (closed.coverage = intake.coverage or closed.sentence_start = intake.sentence_start)
            and (closed.sentence_start = intake.sentence_start or closed.subject_key = intake.subject_key)
),

-- one 共办结 may close what several 受理 took in, whatever their matters, so it must pass their sum to be wrong
summed as (
    select
        activity_id,
        intake_measure,
        sum(intake_low) as intake_low,
        sum(intake_high) as intake_high,
        min(intake_start) as intake_start,
        max(intake_end) as intake_end,
        bool_or(is_same_case) as is_same_case
    from candidate
    group by activity_id, intake_measure
),

-- of received and accepted the larger counts
largest as (
    select
        *,
        bool_or(is_same_case) over (partition by activity_id) as has_same_case
    from summed
    qualify row_number() over (partition by activity_id order by intake_high desc, intake_measure asc) = 1
),

compared as (
    select
        closed.activity_id,
        closed.document_id,
        closed.unit,
        closed.value_low,
        closed.value_high,
        closed.carried_high,
        closed.is_carried_told,
        largest.intake_low,
        largest.intake_high,
        closed.char_start,
        closed.char_end,
        largest.intake_start,
        largest.intake_end,
        measure.name_zh,
        measure.name_en,
        {{ plain_range('closed.value_low', 'closed.value_high') }} || closed.unit as closed_amount,
        {{ plain_range('largest.intake_low', 'largest.intake_high') }} || closed.unit as intake_amount,
        {{ plain('closed.carried_high') }} || closed.unit as carried_amount
    from closed
    inner join largest on closed.activity_id = largest.activity_id
    inner join measure on largest.intake_measure = measure.measure_code
    where largest.has_same_case
),

document as (
    select
        document_id,
        raw_text
    from {{ ref('stg_document') }}
    where document_id in (select compared.document_id from compared where compared.value_low > compared.intake_high)
),

word_of_new as (
    select '(' || string_agg(word, '|') || ')[^,，。;；0-9]*$' as pattern
    from {{ ref('word') }}
    where kind = 'new_intake'
),

-- 新收 counts what came in besides the cases of before, which may be among those closed; where the same sentence tells these, they are no riddle
worded as (
    select
        compared.*,
        coalesce(
            regexp_matches(
                {{ slice('document.raw_text', 'greatest(compared.intake_start - 16, 0)', 'compared.intake_start') }},
                (select word_of_new.pattern from word_of_new)
            ), false
        ) as is_of_new,
        -- 办结 502 件(含上月结转): how many cases of before are among them is not said
        coalesce(
            regexp_matches(
                {{ slice('document.raw_text', 'greatest(compared.char_start - 30, 0)', 'compared.char_end + 16') }},
                '(含|包括|连同|加上)[^,，。;；()（）0-9０-９]{0,10}(结转|遗留|积存|旧存|存量)[^,，。;；()（）0-9０-９]{0,6}([)）,，。;；]|办结|结案)|(往年|历年)[^,，。;；0-9０-９]{0,4}(办结|结案|化解)'
            ), false
        ) as has_untold
    from compared
    left join document on compared.document_id = document.document_id
)

select
    activity_id as comparison_id,
    -- cases of earlier years that the report does not mention would explain it
    'soft' as severity,
    document_id,
    char_start,
    char_end,
    document_id as other_document_id,
    intake_start as other_char_start,
    intake_end as other_char_end,
    '≤ ' || {{ plain('(intake_high + carried_high)') }} || unit as expected,
    closed_amount as found,
    '办结 ' || closed_amount || ' 多于' || name_zh || ' ' || intake_amount
    || case when carried_high > 0 then ',加上文中结转的 ' || carried_amount || ' 仍不足。' else ',文中没有上年结转。' end
        as explanation_zh,
    'Closed ' || closed_amount || ' is more than ' || lower(name_en) || ' ' || intake_amount
    || case
        when carried_high > 0 then ', even with all that the report carries over, ' || carried_amount || '.'
        else ', and the report carries nothing in from the year before.'
    end as explanation_en,
    case
        when value_low > intake_high + carried_high and (not is_of_new or is_carried_told) and not has_untold then 'fail'
        when value_high <= intake_low then 'pass'
        else 'cannot_tell'
    end as verdict
from worded
