with
stated as (
    select * from {{ ref('int_items_stated') }}
    where applicant_kind = 'total' and value is not null and {{ of_this_build('report', ref('int_items_stated')) }}
),

measure as (
    select * from {{ ref('measure') }}
),

-- what a table asks for and no measure is alone has the name of its row
row_name as (
    select
        table_item.item,
        min(statutory_row.name_zh) as name_zh,
        min(statutory_row.name_en) as name_en
    from {{ ref('table_item') }} as table_item
    inner join {{ ref('statutory_row') }} as statutory_row
        on table_item.table_code = statutory_row.table_code and table_item.row_code = statutory_row.row_code
    where table_item.is_total = 1
    group by table_item.item
),

of_table as (
    select * from stated
    where found_in = 'table'
),

-- 全市收到612件, above a table that says nowhere whose it is: where it holds the same number, or three others of them, it is
-- of the same bodies
of_same as (
    select
        narrative.document_id,
        narrative.coverage,
        of_table.coverage as table_coverage
    from stated as narrative
    inner join of_table on narrative.document_id = of_table.document_id and narrative.item = of_table.item
    where
        narrative.found_in = 'narrative'
        and narrative.coverage <> of_table.coverage
        and narrative.value = of_table.value
        and narrative.value_low = narrative.value_high
        and narrative.value >= 10
        and not exists (
            select 1
            from stated as other
            where
                other.document_id = narrative.document_id
                and other.item = 'received'
                and (
                    (other.found_in = 'narrative' and other.coverage = of_table.coverage)
                    or (other.found_in = 'table' and other.coverage = narrative.coverage)
                )
        )
    group by narrative.document_id, narrative.coverage, of_table.coverage
    having bool_or(narrative.item = 'received') or count(distinct narrative.item) >= 3
),

-- 全市收到612件,其中本级收到45件, above a table of 612: it is of all, so that 45 is no other number of what it holds
of_all as (
    select distinct
        narrative.document_id,
        of_table.coverage
    from stated as narrative
    inner join of_table on narrative.document_id = of_table.document_id and narrative.item = of_table.item
    inner join stated as part on narrative.document_id = part.document_id and narrative.item = part.item
    where
        narrative.found_in = 'narrative'
        and narrative.item = 'received'
        and narrative.coverage = 'aggregate'
        and of_table.coverage = 'own'
        and narrative.value = of_table.value
        and narrative.value_low = narrative.value_high
        and part.found_in = 'narrative'
        and part.coverage = 'own'
        and part.value_high < narrative.value
),

narrated as (
    select
        stated.* exclude (coverage),
        coalesce(of_same.table_coverage, stated.coverage) as coverage
    from stated
    left join of_same on stated.document_id = of_same.document_id and stated.coverage = of_same.coverage
    left join of_all on stated.document_id = of_all.document_id and stated.coverage = of_all.coverage
    -- 均已办结 says no number of its own: where the number that it repeats is wrong, that is found already
    where
        stated.found_in = 'narrative'
        and stated.is_told_whole
        and of_all.document_id is null
        and (stated.is_implied and stated.value > 0) is distinct from true
),

-- 收到 64 件,上年结转 5 件,办结 66 件,结转下年 3 件: the text adds up, so that what it received leaves out what was carried in
balanced as (
    select
        document_id,
        coverage
    from narrated
    where item in ('received', 'carried_in', 'closed', 'carried_out') and value_low = value_high
    group by document_id, coverage
    having
        count(distinct item) = 4
        and sum(value) filter (where item in ('received', 'carried_in'))
        = sum(value) filter (where item in ('closed', 'carried_out'))
        and min(value) filter (where item = 'carried_in') > 0
),

-- 收到 may include what was carried in, 办结 may leave it out; and a number that another column of the table holds is no
-- contradiction, only counted another way than it was taken for
acceptable as (
    select
        document_id,
        item,
        value
    from of_table
    union
    select
        received.document_id,
        received.item,
        received.value + carried.value as value
    from of_table as received
    inner join of_table as carried
        on received.document_id = carried.document_id and received.coverage = carried.coverage
    left join balanced
        on received.document_id = balanced.document_id and received.coverage = balanced.coverage
    where received.item = 'received' and carried.item = 'carried_in' and balanced.document_id is null
    union
    select
        closed.document_id,
        closed.item,
        closed.value - carried.value as value
    from of_table as closed
    inner join of_table as carried on closed.document_id = carried.document_id and closed.coverage = carried.coverage
    where closed.item = 'closed' and carried.item = 'carried_in'
    union
    -- 予以公开或部分公开 51 件: one number for two rows
    select
        one_outcome.document_id,
        one_outcome.item,
        granted.value + in_part.value as value
    from of_table as one_outcome
    inner join of_table as granted
        on one_outcome.document_id = granted.document_id and one_outcome.coverage = granted.coverage
    inner join of_table as in_part
        on one_outcome.document_id = in_part.document_id and one_outcome.coverage = in_part.coverage
    where
        one_outcome.item in ('granted', 'partially_granted')
        and granted.item = 'granted'
        and in_part.item = 'partially_granted'
),

compared as (
    select
        narrated.document_id,
        narrated.coverage,
        narrated.item,
        narrated.char_start > of_table.char_start as is_narrated_last,
        narrated.value_low = narrated.value_high as is_exact,
        narrated.quote as narrated_quote,
        {{ plain_range('narrated.value_low', 'narrated.value_high') }} as narrated_amount,
        {{ plain('of_table.value') }} as table_amount,
        narrated.char_start as narrated_start,
        narrated.char_end as narrated_end,
        of_table.char_start as table_start,
        of_table.char_end as table_end,
        coalesce(measure.name_zh, row_name.name_zh) as name_zh,
        coalesce(measure.name_en, row_name.name_en) as name_en,
        acceptable.document_id is not null as is_possible
    from narrated
    inner join of_table
        on
            narrated.document_id = of_table.document_id
            and narrated.coverage = of_table.coverage
            and narrated.item = of_table.item
    left join measure on narrated.item = measure.measure_code
    left join row_name on narrated.item = row_name.item
    left join acceptable
        on
            narrated.document_id = acceptable.document_id
            and narrated.item = acceptable.item
            and acceptable.value between narrated.value_low and narrated.value_high
    -- several may fit an inexact number
    qualify row_number() over (partition by narrated.document_id, narrated.coverage, narrated.item) = 1
)

select
    coverage || ' ' || item as comparison_id,
    -- the two may speak of other bodies than they seem to
    'soft' as severity,
    document_id,
    if(is_narrated_last, narrated_start, table_start) as char_start,
    if(is_narrated_last, narrated_end, table_end) as char_end,
    document_id as other_document_id,
    if(is_narrated_last, table_start, narrated_start) as other_char_start,
    if(is_narrated_last, table_end, narrated_end) as other_char_end,
    if(is_narrated_last, table_amount, narrated_amount) as expected,
    if(is_narrated_last, narrated_amount, table_amount) as found,
    name_zh || ':正文写作“' || narrated_quote || '”,表中为 ' || table_amount || '。' as explanation_zh,
    name_en || ': the text says “' || narrated_quote || '”, the table ' || table_amount || '.' as explanation_en,
    case when not is_possible then 'fail' when is_exact then 'pass' else 'cannot_tell' end as verdict
from compared
