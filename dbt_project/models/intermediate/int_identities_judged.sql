with
cell as (
    select * from {{ ref('stg_cell') }}
),

identity as (
    select * from {{ ref('identity') }}
),

-- a subtotal that the form does not ask for is only compared where it is printed
optional_total as (
    select
        table_code,
        row_code
    from {{ ref('statutory_row') }}
    where is_heading = 1
),

-- an identity of columns adds up rows within each column, one of rows the other way round
placed as (
    select
        'column' as kind,
        column_code as line_code,
        row_code as item_code,
        *
    from cell

    union all

    select
        'row' as kind,
        row_code as line_code,
        column_code as item_code,
        *
    from cell
),

line as (
    select distinct
        placed.document_id,
        placed.table_no,
        placed.table_code,
        placed.kind,
        placed.line_code,
        identity.identity_code,
        identity.total_code,
        identity.relation,
        identity.is_hard,
        identity.law_source
    from placed
    inner join identity on placed.table_code = identity.table_code and placed.kind = identity.kind
),

row_summed as (
    select
        total.document_id,
        total.table_no,
        total.row_code,
        coalesce(total.value, 0) = coalesce(sum(identity.sign * part.value), 0) as is_held
    from placed as total
    inner join identity
        on
            total.table_code = identity.table_code
            and total.kind = identity.kind
            and total.item_code = identity.total_code
    left join placed as part
        on
            total.document_id = part.document_id
            and total.table_no = part.table_no
            and total.kind = part.kind
            and total.line_code = part.line_code
            and identity.part_code = part.item_code
    where identity.kind = 'row'
    group by total.document_id, total.table_no, total.row_code, total.value
),

-- blank is nought only where the row then adds up: many reports fill 总计 or the parts, not both
known as (
    select
        placed.*,
        placed.value_kind in ('blank', 'not_applicable')
        and (placed.kind = 'row' or coalesce(row_summed.is_held, true)) as is_blank_nought
    from placed
    left join row_summed
        on
            placed.document_id = row_summed.document_id
            and placed.table_no = row_summed.table_no
            and placed.row_code = row_summed.row_code
),

summed as (
    select
        line.document_id,
        line.table_no,
        line.table_code,
        line.kind,
        line.line_code,
        line.identity_code,
        line.total_code,
        line.relation,
        line.is_hard,
        line.law_source,
        any_value(total.value) as total_value,
        coalesce(bool_or(total.value is not null or total.is_blank_nought), false) as is_total_known,
        any_value(total.char_start) as total_start,
        any_value(total.char_end) as total_end,
        count(part.value) as parts_stated,
        count(*) filter (where part.value <> 0) as parts_not_nought,
        count(*) filter (where part.value is null and identity.sign > 0) as added_unstated,
        count(*) filter (where part.value is null and identity.sign < 0) as taken_unstated,
        count(*) filter (where part.value is null and part.is_blank_nought is distinct from true) as parts_unknown,
        coalesce(sum(identity.sign * part.value), 0) as parts_sum,
        arg_min(part.char_start, part.char_start) filter (where part.value is not null) as parts_start,
        case line.kind
            when 'row' then max(part.char_end) filter (where part.value is not null)
            else arg_min(part.char_end, part.char_start) filter (where part.value is not null)
        end as parts_end,
        ltrim(
            string_agg(
                case when identity.sign < 0 then ' − ' else ' + ' end || {{ plain('part.value') }}, ''
                order by identity.sign desc, part.char_start asc
            ) filter (where part.value <> 0), ' +'
        ) as summands
    from line
    inner join identity
        on
            line.table_code = identity.table_code
            and line.kind = identity.kind
            and line.identity_code = identity.identity_code
            and line.total_code = identity.total_code
    left join known as total
        on
            line.document_id = total.document_id
            and line.table_no = total.table_no
            and line.kind = total.kind
            and line.line_code = total.line_code
            and line.total_code = total.item_code
    left join known as part
        on
            line.document_id = part.document_id
            and line.table_no = part.table_no
            and line.kind = part.kind
            and line.line_code = part.line_code
            and identity.part_code = part.item_code
    group by
        line.document_id, line.table_no, line.table_code, line.kind, line.line_code, line.identity_code,
        line.total_code, line.relation, line.is_hard, line.law_source
),

judged as (
    select
        summed.*,
        -- counts are never negative, so parts that are stated may already be too many
        case
            when summed.total_value is null then 'cannot_tell'
            when summed.relation = 'at_least' and summed.parts_sum > summed.total_value then 'fail'
            when summed.relation = 'at_least' and summed.added_unstated = 0 then 'pass'
            when summed.relation = 'at_least' then 'cannot_tell'
            when summed.taken_unstated = 0 and summed.parts_sum > summed.total_value then 'fail'
            when summed.added_unstated = 0 and summed.parts_sum < summed.total_value then 'fail'
            when summed.added_unstated + summed.taken_unstated = 0 then 'pass'
            else 'cannot_tell'
        end as verdict_strict,
        case
            when not summed.is_total_known or summed.parts_unknown > 0 then 'cannot_tell'
            when summed.parts_sum = coalesce(summed.total_value, 0) then 'pass'
            when summed.relation = 'at_least' and summed.parts_sum < coalesce(summed.total_value, 0) then 'pass'
            else 'fail'
        end as verdict_blank_as_zero
    from summed
    where
        summed.total_start is not null
        or not exists (
            select 1
            from optional_total
            where summed.table_code = optional_total.table_code and summed.total_code = optional_total.row_code
        )
)

select
    *,
    table_no || ' ' || identity_code || ' ' || total_code || ' ' || line_code as comparison_id,
    case
        when verdict_strict <> 'cannot_tell' then verdict_strict
        when total_value is null and parts_stated = 0 then 'cannot_tell'
        when verdict_blank_as_zero = 'pass' then 'pass'
        when verdict_blank_as_zero = 'fail' and total_value is not null and parts_not_nought > 0 then 'fail'
        else 'cannot_tell'
    end as verdict
from judged
