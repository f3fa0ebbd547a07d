with
stated as (
    select * from {{ ref('int_items_stated') }}
    where is_preferred and coverage in ('own', 'aggregate') and {{ of_this_build('report', ref('int_items_stated')) }}
),

-- each number as it is stated, and with a blank cell taken for 0
pivoted as (
    select
        document_id,
        coverage,
        applicant_kind,
        {% for item in request_items() + remedy_items() %}
        max(value) filter (where item = '{{ item }}') as {{ item }},
        max(coalesce(value, if(is_blank, 0, null))) filter (where item = '{{ item }}') as {{ item }}_or_blank,
        {% endfor %}
        if(bool_or(found_in = 'table'), 'table', 'narrative') as found_in,
        bool_and(value_low is not distinct from value_high) as is_exact,
        -- until 2018, the kinds of outcome are those of 答复 and not of 办结, and 不予处理 is not on the form
        coalesce(bool_or(item = 'replied' and found_in = 'table' and value is not null), false) as is_by_reply,
        string_agg(item, ', ' order by item asc) filter (where value is null and values_stated > 1) as unsettled
    from stated
    where list_contains({{ request_items() + remedy_items() }}, item)
    group by document_id, coverage, applicant_kind
),

based as (
    select
        *,
        coalesce(not_processed, if(is_by_reply, 0, null)) as not_processed_asked,
        coalesce(not_processed_or_blank, if(is_by_reply, 0, null)) as not_processed_asked_or_blank,
        case
            when is_by_reply or (closed is null and replied is not null) then 'replied'
            when closed is not null then 'closed'
        end as outcome_base,
        if(is_by_reply, replied, coalesce(closed, replied)) as outcome_total
    from pivoted
),

summed as (
    select
        *,
        received + carried_in - closed - carried_out as balance_difference,
        received_or_blank + carried_in_or_blank - closed_or_blank - carried_out_or_blank as balance_or_blank,
        outcome_total - granted - partially_granted - not_disclosed - not_available - not_processed_asked
        - other_outcome as outcomes_difference,
        outcome_total - granted_or_blank - partially_granted_or_blank - not_disclosed_or_blank
        - not_available_or_blank - not_processed_asked_or_blank - other_outcome_or_blank as outcomes_or_blank,
        -- what is stated leaves no room for what is not
        coalesce(granted, 0) + coalesce(partially_granted, 0) + coalesce(not_disclosed, 0)
        + coalesce(not_available, 0) + coalesce(not_processed, 0) + coalesce(other_outcome, 0)
        = outcome_total as is_filled
    from based
),

known as (
    select
        *,
        coalesce(granted_or_blank, if(is_filled, 0, null)) as granted_known,
        coalesce(partially_granted_or_blank, if(is_filled, 0, null)) as partially_granted_known,
        coalesce(not_disclosed_or_blank, if(is_filled, 0, null)) as not_disclosed_known,
        coalesce(not_available_or_blank, if(is_filled, 0, null)) as not_available_known,
        if(review_filed = 0, 0, review_corrected_or_blank) as review_corrected_known,
        if(review_filed = 0, 0, review_upheld_or_blank + review_corrected_or_blank + review_other_or_blank)
            as review_decided,
        if(litigation_filed = 0, 0, litigation_corrected_or_blank) as litigation_corrected_known,
        if(
            litigation_filed = 0,
            0,
            litigation_upheld_or_blank + litigation_corrected_or_blank + litigation_other_or_blank
        ) as litigation_decided
    from summed
)

select
    document_id,
    coverage,
    applicant_kind,
    found_in,
    {% for item in request_items() + remedy_items() %}
    {{ item }},
    {% endfor %}
    cast(balance_difference as decimal(24, 4)) as balance_difference,
    {{ sum_verdict('balance_difference', 'is_exact') }} as balance_strict,
    {{ sum_verdict('balance_or_blank', 'is_exact') }} as balance_blank_as_zero,
    outcome_base,
    outcome_total,
    cast(outcomes_difference as decimal(24, 4)) as outcomes_difference,
    {{ sum_verdict('outcomes_difference', 'is_exact') }} as outcomes_strict,
    {{ sum_verdict('outcomes_or_blank', 'is_exact') }} as outcomes_blank_as_zero,
    {{ share_pct('granted_known + partially_granted_known', 'outcome_total') }} as granted_pct,
    {{ share_pct('not_disclosed_known', 'outcome_total') }} as not_disclosed_pct,
    {{ share_pct('not_available_known', 'outcome_total') }} as not_available_pct,
    {{ share_pct('review_corrected_known', 'review_decided') }} as review_corrected_pct,
    {{ share_pct('litigation_corrected_known', 'litigation_decided') }} as litigation_corrected_pct,
    {{ share_pct('review_corrected_known + litigation_corrected_known', 'review_decided + litigation_decided') }}
        as corrected_pct,
    {{ share_pct('review_filed + litigation_filed', 'outcome_total') }} as dispute_pct,
    unsettled
from known
