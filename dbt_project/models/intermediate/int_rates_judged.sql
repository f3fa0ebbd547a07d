with
counted as (
    select * from {{ ref('int_rate_counts') }}
),

linked as (
    select
        rate.*,
        numerator.value as numerator_value,
        denominator.value as denominator_value,
        {{ whole_units('numerator.value') }} as numerator_units,
        {{ whole_units('numerator.value_low') }} as numerator_low,
        {{ whole_units('numerator.value_high') }} as numerator_high,
        {{ whole_units('denominator.value') }} as denominator_units,
        {{ whole_units('denominator.value_low') }} as denominator_low,
        {{ whole_units('denominator.value_high') }} as denominator_high,
        coalesce(rate.numerator_activity_id = rate.denominator_activity_id, false) as is_same_count,
        -- cases may be written without a unit (审结4696,审结率97.2%)
        coalesce(
            coalesce(nullif(numerator.unit, ''), denominator.unit)
            = coalesce(nullif(denominator.unit, ''), numerator.unit),
            false
        ) as is_same_unit,
        coalesce(numerator.is_as_printed and denominator.is_as_printed, false) as is_as_printed,
        -- one in the last printed decimal; the power is a small whole number, which DOUBLE holds exactly
        cast(power(10, 6 - least(rate.decimals, 6)) as bigint) * cast(0.000001 as decimal(18, 7)) as last_decimal
    from {{ ref('stg_rate') }} as rate
    left join counted as numerator on rate.rate_id = numerator.rate_id and numerator.side = 'numerator'
    left join counted as denominator on rate.rate_id = denominator.rate_id and denominator.side = 'denominator'
),

toleranced as (
    select
        *,
        cast(last_decimal * 0.5 as decimal(18, 7)) as tolerance_pct,
        cast(stated_pct as decimal(30, 7)) as stated,
        coalesce(
            pct_kind = 'percent'
            and numerator_low >= 0
            and denominator_low >= 0
            and denominator_units > 0, false
        ) as is_comparable
    from linked
),

-- rounding leaves half of the last decimal on both sides, cutting off nearly a whole one away from 0
accepted as (
    select
        *,
        case
            when stated_low < stated_high then {{ percentage_mark('stated_low') }}
            when stated_pct > 0 then {{ percentage_mark('(stated - tolerance_pct)') }}
            else {{ percentage_mark('(stated - 2 * tolerance_pct)') }} + 1
        end as stated_low_mark,
        case
            when stated_low < stated_high then {{ percentage_mark('stated_high') }}
            when stated_pct < 0 then {{ percentage_mark('(stated + tolerance_pct)') }}
            else {{ percentage_mark('(stated + 2 * tolerance_pct)') }} - 1
        end as stated_high_mark
    from toleranced
),

-- a change is 100 more or less than the ratio of the two counts, so its bounds are moved instead of the ratio
placed as (
    select
        *,
        case
            when formula = 'ratio' then stated_low_mark
            when direction = 1 then {{ percentage_mark(100) }} + stated_low_mark
            else {{ percentage_mark(100) }} - stated_high_mark
        end as accepted_low,
        case
            when formula = 'ratio' then stated_high_mark
            when direction = 1 then {{ percentage_mark(100) }} + stated_high_mark
            else {{ percentage_mark(100) }} - stated_low_mark
        end as accepted_high,
        -- the same 50余件 above and below the line is 100 %, whatever it is exactly
        case
            when is_same_count then {{ percentage_mark(100) }}
            else {{ ratio_mark('numerator_low', 'denominator_high') }}
        end as ratio_low,
        case
            when is_same_count then {{ percentage_mark(100) }}
            else {{ ratio_mark('numerator_high', 'denominator_low') }}
        end as ratio_high,
        {{ ratio_mark('numerator_units', 'denominator_units') }} as ratio_printed,
        {{ displayed_percentage('numerator_units', 'denominator_units') }} as displayed,
        case
            when is_same_count then 100
            else {{ displayed_percentage('numerator_low', 'denominator_high') }}
        end as displayed_low,
        case
            when is_same_count then 100
            else {{ displayed_percentage('numerator_high', 'denominator_low') }}
        end as displayed_high
    from accepted
),

judged as (
    select
        *,
        case
            when not is_comparable then 'unverifiable'
            when ratio_low >= accepted_low and ratio_high <= accepted_high then 'consistent'
            -- 1.42万 is rounded, and taken as printed where that gives the rate
            when is_as_printed and ratio_printed between accepted_low and accepted_high then 'consistent'
            -- 项 of 件 may count other things than the rate speaks of, so only agreement tells anything
            when is_same_unit and (ratio_high < accepted_low or ratio_low > accepted_high) then 'inconsistent'
            else 'unverifiable'
        end as status,
        -- what stands before the brackets of the formula turns a ratio into a change
        case when formula = 'change' then direction else 1 end as factor,
        case when formula = 'change' then 100 else 0 end as base_pct
    from placed
)

select
    rate_id,
    document_id,
    section_title,
    matter,
    channel,
    measure_code,
    stated_pct,
    decimals,
    pct_kind,
    direction,
    formula,
    stated_low,
    stated_high,
    numerator_activity_id,
    numerator_value,
    denominator_activity_id,
    denominator_value,
    numerator_terms,
    denominator_terms,
    link_basis,
    case when is_comparable then factor * (displayed - base_pct) end as computed_pct,
    case
        when is_comparable
            then factor * (case when factor = 1 then displayed_low else displayed_high end - base_pct)
    end as computed_low,
    case
        when is_comparable
            then factor * (case when factor = 1 then displayed_high else displayed_low end - base_pct)
    end as computed_high,
    tolerance_pct,
    status,
    qualifier,
    scope,
    coverage,
    char_start,
    char_end,
    quote,
    sentence_start,
    sentence_end,
    rule_id,
    extractor_version
from judged
