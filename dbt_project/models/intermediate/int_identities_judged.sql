with
cell as (
    select * from {{ ref('stg_cell') }}
),

identity as (
    select * from {{ ref('identity') }}
    where kind in ('column', 'row')
),

-- a subtotal that the form does not ask for is only compared where it is printed
optional_total as (
    select
        table_code,
        row_code
    from {{ ref('statutory_row') }}
    where is_heading = 1
),

rule as (
    select
        table_code,
        kind,
        identity_code,
        total_code,
        relation,
        is_hard,
        law_source,
        count(*) filter (where sign > 0) as added,
        count(*) filter (where sign < 0) as taken
    from identity
    group by table_code, kind, identity_code, total_code, relation, is_hard, law_source
),

-- what stands in an identity: the parts with their signs, and the total with sign 0
member as (
    select
        table_code,
        kind,
        identity_code,
        total_code,
        part_code as item_code,
        sign
    from identity

    union all

    select
        table_code,
        kind,
        identity_code,
        total_code,
        total_code as item_code,
        0 as sign
    from rule
),

row_held as (
    select
        cell.document_id,
        cell.table_no,
        cell.row_code,
        coalesce(max(cell.value) filter (where member.sign = 0), 0) = coalesce(sum(member.sign * cell.value), 0)
            as is_held
    from cell
    inner join member
        on cell.table_code = member.table_code and member.kind = 'row' and cell.column_code = member.item_code
    group by cell.document_id, cell.table_no, cell.row_code
    having bool_or(member.sign = 0)
),

-- blank is nought only where the row then adds up: many reports fill 总计 or the parts, not both
known as (
    select
        cell.*,
        cell.value_kind in ('blank', 'not_applicable') as is_blank,
        cell.value_kind in ('blank', 'not_applicable') and coalesce(row_held.is_held, true) as is_nought_in_column
    from cell
    left join row_held
        on
            cell.document_id = row_held.document_id
            and cell.table_no = row_held.table_no
            and cell.row_code = row_held.row_code
),

-- an identity of kind column adds up rows within each column, one of kind row the other way round
in_line as (
    select
        'column' as kind,
        column_code as line_code,
        row_code as item_code,
        is_nought_in_column as is_blank_nought,
        *
    from known

    union all

    select
        'row' as kind,
        row_code as line_code,
        column_code as item_code,
        is_blank as is_blank_nought,
        *
    from known
),

-- one pass over the cells: a part that is not there is known by how many there should be
counted as (
    select
        in_line.document_id,
        in_line.table_no,
        in_line.table_code,
        in_line.kind,
        in_line.line_code,
        member.identity_code,
        member.total_code,
        max(in_line.value) filter (where member.sign = 0) as total_value,
        coalesce(bool_or(in_line.value is not null or in_line.is_blank_nought) filter (where member.sign = 0), false)
            as is_total_known,
        max(in_line.char_start) filter (where member.sign = 0) as total_start,
        max(in_line.char_end) filter (where member.sign = 0) as total_end,
        count(in_line.value) filter (where member.sign <> 0) as parts_stated,
        count(in_line.value) filter (where member.sign > 0) as added_stated,
        count(in_line.value) filter (where member.sign < 0) as taken_stated,
        count(*) filter (where member.sign <> 0 and in_line.value <> 0) as parts_not_nought,
        count(*) filter (where member.sign <> 0 and in_line.value is null and in_line.is_blank_nought) as parts_nought,
        coalesce(sum(member.sign * in_line.value), 0) as parts_sum,
        min(in_line.char_start) filter (where member.sign <> 0 and in_line.value is not null) as parts_start,
        min(in_line.char_end) filter (where member.sign <> 0 and in_line.value is not null) as first_part_end,
        max(in_line.char_end) filter (where member.sign <> 0 and in_line.value is not null) as last_part_end
    from in_line
    inner join member
        on
            in_line.table_code = member.table_code
            and in_line.kind = member.kind
            and in_line.item_code = member.item_code
    group by
        in_line.document_id, in_line.table_no, in_line.table_code, in_line.kind, in_line.line_code,
        member.identity_code, member.total_code
),

summed as (
    select
        counted.document_id,
        counted.table_no,
        counted.table_code,
        counted.kind,
        counted.line_code,
        counted.identity_code,
        counted.total_code,
        rule.relation,
        rule.is_hard,
        rule.law_source,
        counted.total_value,
        counted.is_total_known,
        counted.total_start,
        counted.total_end,
        counted.parts_stated,
        counted.parts_not_nought,
        rule.added - counted.added_stated as added_unstated,
        rule.taken - counted.taken_stated as taken_unstated,
        rule.added + rule.taken - counted.parts_stated - counted.parts_nought as parts_unknown,
        counted.parts_sum,
        counted.parts_start,
        case counted.kind when 'row' then counted.last_part_end else counted.first_part_end end as parts_end
    from counted
    inner join rule
        on
            counted.table_code = rule.table_code
            and counted.kind = rule.kind
            and counted.identity_code = rule.identity_code
            and counted.total_code = rule.total_code
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
