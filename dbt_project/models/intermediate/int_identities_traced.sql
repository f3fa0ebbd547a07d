with
every_judged as (
    select * from {{ ref('int_identities_judged') }}
),

identity as (
    select * from {{ ref('identity') }}
),

code_of_identity as (
    select
        table_code,
        kind,
        identity_code,
        total_code,
        part_code as code
    from identity

    union

    select
        table_code,
        kind,
        identity_code,
        total_code,
        total_code as code
    from identity
),

taking_part as (
    select
        kind,
        count(*) as comparisons
    from code_of_identity
    group by table_code, kind, code
),

most_of_kind as (
    select max(comparisons) as comparisons
    from taking_part
    group by kind
),

-- of a table in which more fails than any cell takes part in, nothing can be traced
failing as (
    select
        document_id,
        table_no,
        count(*) as comparisons
    from every_judged
    where verdict = 'fail'
    group by document_id, table_no
    having count(*) <= (select sum(most.comparisons) from most_of_kind as most)
),

-- the cells are only gone through for these
judged as (
    select every_judged.*
    from every_judged
    inner join failing on every_judged.document_id = failing.document_id and every_judged.table_no = failing.table_no
),

cell as (
    select * from {{ ref('stg_cell') }}
),

-- every cell of a comparison, with the value that would make it hold
member as (
    select
        judged.document_id,
        judged.table_no,
        judged.verdict,
        case judged.kind when 'column' then judged.total_code else judged.line_code end as row_code,
        case judged.kind when 'column' then judged.line_code else judged.total_code end as column_code,
        judged.parts_sum as required
    from judged
    where judged.relation = 'equals'

    union all

    select
        judged.document_id,
        judged.table_no,
        judged.verdict,
        case judged.kind when 'column' then identity.part_code else judged.line_code end as row_code,
        case judged.kind when 'column' then judged.line_code else identity.part_code end as column_code,
        -- the part as it is, put right by what the sum is off; null where the part or the total is not stated
        cell.value + identity.sign * (judged.total_value - judged.parts_sum) as required
    from judged
    inner join identity
        on
            judged.table_code = identity.table_code
            and judged.kind = identity.kind
            and judged.identity_code = identity.identity_code
            and judged.total_code = identity.total_code
    inner join cell
        on
            judged.document_id = cell.document_id
            and judged.table_no = cell.table_no
            and cell.row_code = case judged.kind when 'column' then identity.part_code else judged.line_code end
            and cell.column_code = case judged.kind when 'column' then judged.line_code else identity.part_code end
    where judged.relation = 'equals'
),

shared as (
    select
        member.document_id,
        member.table_no,
        member.row_code,
        member.column_code,
        count(*) filter (where member.verdict = 'fail') as failed,
        count(*) filter (where member.verdict = 'pass') as held,
        min(member.required) filter (where member.verdict = 'fail') as required,
        max(member.required) filter (where member.verdict = 'fail') as required_at_most
    from member
    group by member.document_id, member.table_no, member.row_code, member.column_code
)

select
    shared.document_id,
    shared.table_no,
    shared.row_code,
    shared.column_code,
    shared.required,
    cell.value as found,
    cell.char_start,
    cell.char_end
from shared
inner join failing on shared.document_id = failing.document_id and shared.table_no = failing.table_no
inner join cell
    on
        shared.document_id = cell.document_id
        and shared.table_no = cell.table_no
        and shared.row_code = cell.row_code
        and shared.column_code = cell.column_code
where
    cell.value is not null
    and shared.failed = failing.comparisons
    -- a cell that takes part in what holds is right
    and shared.held = 0
    and shared.required = shared.required_at_most
    and shared.required >= 0
qualify count(*) over (partition by shared.document_id, shared.table_no) = 1
