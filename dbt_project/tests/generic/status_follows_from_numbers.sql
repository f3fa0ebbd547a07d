{#
  Every rate whose status, tolerance, counts or percentage are not what its linked figures give. Recomputed from the start and
  in another way than the models do: bounds and denominators are multiplied instead of counts divided. A rate's counts are of its own
  report, so of the activities only those of this build are looked at.
#}
{% test status_follows_from_numbers(model, activities) %}
with
activity as (
    select * from {{ activities }}
    where {{ of_this_build('report', activities) }}
),

-- a count by its id, or all those whose signed ids are named in its place
printed as (
    select rate_id, true as is_above, document_id, '+' || numerator_activity_id as named from {{ model }}
    union all
    select rate_id, false as is_above, document_id, '+' || denominator_activity_id as named from {{ model }}
),

given_by_several as (
    select rate_id, true as is_above, document_id, numerator_terms as named from {{ model }}
    union all
    select rate_id, false as is_above, document_id, denominator_terms as named from {{ model }}
),

named_count as (
    select
        named.rate_id,
        named.is_above,
        activity.*,
        1 as sign
    from printed as named
    inner join activity on named.named = '+' || activity.activity_id
    union all
    select
        named.rate_id,
        named.is_above,
        activity.*,
        if(contains(named.named, '+' || activity.activity_id), 1, -1) as sign
    from given_by_several as named
    inner join activity
        on named.document_id = activity.document_id and contains(named.named, activity.activity_id)
),

operand as (
    select
        rate_id,
        is_above,
        sum(value * sign) as value,
        sum(if(sign > 0, value_low, -value_high)) as value_low,
        sum(if(sign > 0, value_high, -value_low)) as value_high,
        bool_and(qualifier = 'exact') as is_printed,
        min(unit) as unit
    from named_count
    group by rate_id, is_above
),

linked as (
    select
        rate.*,
        numerator.value as n,
        denominator.value as d,
        rate.numerator_activity_id = rate.denominator_activity_id as is_same,
        numerator.unit is not distinct from denominator.unit or '' in (numerator.unit, denominator.unit) as is_one_unit,
        coalesce(numerator.is_printed and denominator.is_printed, false) as is_printed,
        cast(numerator.value * 10000 as hugeint) as n_printed,
        cast(denominator.value * 10000 as hugeint) as d_printed,
        cast(numerator.value_low * 10000 as hugeint) as n_low,
        cast(numerator.value_high * 10000 as hugeint) as n_high,
        cast(denominator.value_low * 10000 as hugeint) as d_low,
        cast(denominator.value_high * 10000 as hugeint) as d_high,
        cast(0.5 * power(cast(10 as double), -least(rate.decimals, 6)) as decimal(30, 7)) as half,
        rate.stated_low = rate.stated_high as is_one_number
    from {{ model }} as rate
    left join operand as numerator on rate.rate_id = numerator.rate_id and numerator.is_above
    left join operand as denominator on rate.rate_id = denominator.rate_id and not denominator.is_above
),

-- the least and the most that the counts give, each as a fraction
counted as (
    select
        * replace (
            case when is_same then 1 else n_low end as n_low,
            case when is_same then 1 else n_high end as n_high,
            case when is_same then 1 else d_low end as d_low,
            case when is_same then 1 else d_high end as d_high
        ),
        coalesce(pct_kind = 'percent' and n is not null and d > 0 and n_low >= 0 and d_low >= 0, false) as has_counts
    from linked
),

fractions as (
    select
        *,
        case when formula = 'ratio' then n_low when direction = 1 then n_low - d_high else d_low - n_high end as low_above,
        case when formula = 'change' and direction = -1 then d_low else d_high end as low_below,
        case when formula = 'ratio' then n_high when direction = 1 then n_high - d_low else d_high - n_low end as high_above,
        case when formula = 'change' and direction = -1 then d_high else d_low end as high_below,
        case
            when formula = 'ratio' then n_printed
            when direction = 1 then n_printed - d_printed
            else d_printed - n_printed
        end as printed_above,
        cast(
            10000000 * case
                when not is_one_number then stated_low
                when stated_pct > 0 then stated_pct - half
                else stated_pct - 2 * half
            end as hugeint
        ) as least_stated,
        cast(
            10000000 * case
                when not is_one_number then stated_high
                when stated_pct < 0 then stated_pct + half
                else stated_pct + 2 * half
            end as hugeint
        ) as most_stated
    from counted
),

-- 1 where the first is above the second, so a bound that is cut off but not reached counts as passed
signs as (
    select
        *,
        case when is_one_number and stated_pct <= 0 then 0 else -1 end as out_below,
        case when is_one_number and stated_pct >= 0 then 0 else 1 end as out_above,
        case when low_below > 0 then {{ fraction_sign('low_above', 'low_below', 'least_stated') }} end as low_to_least,
        case when low_below > 0 then {{ fraction_sign('low_above', 'low_below', 'most_stated') }} end as low_to_most,
        case when high_below > 0 then {{ fraction_sign('high_above', 'high_below', 'least_stated') }} end as high_to_least,
        case when high_below > 0 then {{ fraction_sign('high_above', 'high_below', 'most_stated') }} end as high_to_most,
        case when d_printed > 0 then {{ fraction_sign('printed_above', 'd_printed', 'least_stated') }} end as printed_to_least,
        case when d_printed > 0 then {{ fraction_sign('printed_above', 'd_printed', 'most_stated') }} end as printed_to_most
    from fractions
),

recomputed as (
    select
        *,
        case
            when not has_counts then 'unverifiable'
            when low_to_least > out_below and high_to_most < out_above then 'consistent'
            when is_printed and printed_to_least > out_below and printed_to_most < out_above then 'consistent'
            when is_one_unit and (high_to_least <= out_below or low_to_most >= out_above) then 'inconsistent'
            else 'unverifiable'
        end as status_by_numbers,
        case
            when has_counts and formula = 'ratio' then 100 * cast(n as double) / cast(d as double)
            when has_counts then direction * 100 * (cast(n as double) / cast(d as double) - 1)
        end as computed_by_numbers
    from signs
)

select *
from recomputed
where
    (
        status = status_by_numbers
        and numerator_value is not distinct from n
        and denominator_value is not distinct from d
        and tolerance_pct = half
        and (computed_pct is null) = (computed_by_numbers is null)
        and coalesce(
            abs(cast(computed_pct as double) - computed_by_numbers) <= 1e-6 * greatest(1, abs(computed_by_numbers)), true
        )
    ) is distinct from true
{% endtest %}
