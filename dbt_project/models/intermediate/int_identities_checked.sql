with
judged as (
    select * from {{ ref('int_identities_judged') }}
),

cell as (
    select * from {{ ref('stg_cell') }}
),

identity as (
    select * from {{ ref('identity') }}
),

traced as (
    select * from {{ ref('int_identities_traced') }}
),

-- the stated parts other than 0 with their signs, where the identity fails
part as (
    select
        judged.document_id,
        judged.table_no,
        judged.comparison_id,
        identity.sign,
        case judged.kind when 'column' then identity.part_code else judged.line_code end as row_code,
        case judged.kind when 'column' then judged.line_code else identity.part_code end as column_code
    from judged
    inner join identity
        on
            judged.table_code = identity.table_code
            and judged.kind = identity.kind
            and judged.identity_code = identity.identity_code
            and judged.total_code = identity.total_code
    where judged.verdict = 'fail'
),

arithmetic as (
    select
        part.document_id,
        part.comparison_id,
        ltrim(
            string_agg(
                case when part.sign < 0 then ' − ' else ' + ' end || {{ plain('cell.value') }},
                '' order by part.sign desc, cell.char_start asc
            ), ' +'
        ) || ' = ' as summands
    from part
    inner join cell
        on
            part.document_id = cell.document_id
            and part.table_no = cell.table_no
            and part.row_code = cell.row_code
            and part.column_code = cell.column_code
    where cell.value <> 0
    group by part.document_id, part.comparison_id
    having count(*) > 1
),

row_name as (
    select
        table_code,
        row_code,
        name_zh,
        name_en
    from {{ ref('statutory_row') }}
),

-- some columns stand in several blocks of a form, under the same name
column_name as (
    select
        table_code,
        column_code,
        min(name_zh) as name_zh,
        min(name_en) as name_en
    from {{ ref('statutory_column') }}
    group by table_code, column_code
),

-- an identity of kind column adds up rows within a column, one of kind row the other way round
axis_name as (
    select
        'column' as kind,
        'total' as axis,
        table_code,
        row_code as code,
        name_zh,
        name_en
    from row_name
    union all
    select
        'column' as kind,
        'line' as axis,
        table_code,
        column_code as code,
        name_zh,
        name_en
    from column_name
    union all
    select
        'row' as kind,
        'total' as axis,
        table_code,
        column_code as code,
        name_zh,
        name_en
    from column_name
    union all
    select
        'row' as kind,
        'line' as axis,
        table_code,
        row_code as code,
        name_zh,
        name_en
    from row_name
),

sums as (
    select
        judged.*,
        coalesce(line_name.name_zh, judged.line_code) || ':'
        || coalesce(total_name.name_zh, judged.total_code) as place_zh,
        coalesce(line_name.name_en, judged.line_code) || ': '
        || coalesce(total_name.name_en, judged.total_code) as place_en,
        {{ plain('judged.total_value') }} as stated,
        {{ plain('judged.parts_sum') }} as summed,
        coalesce(arithmetic.summands, '') || summed as arithmetic
    from judged
    left join arithmetic
        on judged.document_id = arithmetic.document_id and judged.comparison_id = arithmetic.comparison_id
    left join axis_name as line_name
        on
            judged.kind = line_name.kind
            and line_name.axis = 'line'
            and judged.table_code = line_name.table_code
            and judged.line_code = line_name.code
    left join axis_name as total_name
        on
            judged.kind = total_name.kind
            and total_name.axis = 'total'
            and judged.table_code = total_name.table_code
            and judged.total_code = total_name.code
),

-- where all that fails in a table meets in one cell, its one right value is named
remedy as (
    select
        traced.document_id,
        traced.table_no,
        traced.char_start,
        traced.char_end,
        {{ plain('traced.required') }} as required,
        {{ plain('traced.found') }} as found,
        '若' || row_name.name_zh || '(' || column_name.name_zh || ')为 ' || {{ plain('traced.required') }} || ' 而非 '
        || {{ plain('traced.found') }} || ',全表即相符。' as remedy_zh,
        ' With ' || {{ plain('traced.required') }} || ' instead of ' || {{ plain('traced.found') }} || ' in '
        || row_name.name_en || ' (' || column_name.name_en || ') the whole table would hold.' as remedy_en
    from traced
    inner join cell
        on
            traced.document_id = cell.document_id
            and traced.table_no = cell.table_no
            and traced.row_code = cell.row_code
            and traced.column_code = cell.column_code
    inner join row_name on cell.table_code = row_name.table_code and cell.row_code = row_name.row_code
    inner join column_name
        on cell.table_code = column_name.table_code and cell.column_code = column_name.column_code
),

worded_sums as (
    select
        sums.comparison_id,
        -- a verdict that takes blank cells for noughts is as sure as that
        case when sums.is_hard = 1 and sums.verdict_strict <> 'cannot_tell' then 'hard' else 'soft' end as severity,
        sums.document_id,
        -- the cell that everything points at, else the total
        coalesce(remedy.char_start, sums.total_start) as char_start,
        coalesce(remedy.char_end, sums.total_end) as char_end,
        sums.document_id as other_document_id,
        case when remedy.char_start <> sums.total_start then sums.total_start else sums.parts_start end
            as other_char_start,
        case when remedy.char_start <> sums.total_start then sums.total_end else sums.parts_end end as other_char_end,
        coalesce(remedy.required, case sums.relation when 'at_least' then '≥ ' else '' end || sums.summed) as expected,
        coalesce(remedy.found, sums.stated) as found,
        sums.place_zh || '写作 ' || sums.stated || ','
        || case when sums.relation = 'at_least' then '不应小于 ' else '应为 ' end || sums.arithmetic
        || case when sums.verdict_strict = 'cannot_tell' then '(空白视为零)' else '' end
        || '(' || sums.identity_code || ',' || sums.law_source || ')。' || coalesce(remedy.remedy_zh, '')
            as explanation_zh,
        sums.place_en || ' is ' || sums.stated || ', it '
        || case when sums.relation = 'at_least' then 'cannot be below ' else 'should be ' end || sums.arithmetic
        || case when sums.verdict_strict = 'cannot_tell' then ' (blank cells taken for noughts)' else '' end
        || ' (' || sums.identity_code || ', ' || sums.law_source || ').' || coalesce(remedy.remedy_en, '')
            as explanation_en,
        sums.verdict
    from sums
    left join remedy on sums.document_id = remedy.document_id and sums.table_no = remedy.table_no
),

whole_numbers as (
    select
        cell.table_no || ' ' || identity.identity_code || ' ' || cell.row_code || ' ' || cell.column_code
            as comparison_id,
        case identity.is_hard when 1 then 'hard' else 'soft' end as severity,
        cell.document_id,
        cell.char_start,
        cell.char_end,
        cell.document_id as other_document_id,
        cell.char_start as other_char_start,
        cell.char_end as other_char_end,
        '0, 1, 2 …' as expected,
        {{ plain('cell.value') }} as found,
        row_name.name_zh || '(' || column_name.name_zh || ')写作 ' || found || ',件数应为非负整数('
        || identity.identity_code || ',' || identity.law_source || ')。' as explanation_zh,
        row_name.name_en || ' (' || column_name.name_en || ') is ' || found
        || ', a number of cases must be whole and not negative (' || identity.identity_code || ', '
        || identity.law_source || ').' as explanation_en,
        case when cell.value >= 0 and cell.value = floor(cell.value) then 'pass' else 'fail' end as verdict
    from cell
    inner join identity on cell.table_code = identity.table_code and identity.relation = 'whole'
    inner join row_name on cell.table_code = row_name.table_code and cell.row_code = row_name.row_code
    inner join column_name
        on cell.table_code = column_name.table_code and cell.column_code = column_name.column_code
    where cell.value is not null
)

select * from worded_sums
union all
select * from whole_numbers
