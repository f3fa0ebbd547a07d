with
cell as (
    select * from {{ ref('stg_cell') }}
),

table_item as (
    select * from {{ ref('table_item') }}
),

figure as (
    select * from {{ ref('int_figures_of_items') }}
    where {{ of_this_build('report', ref('int_figures_of_items')) }}
),

placed as (
    select
        cell.*,
        table_item.item,
        table_item.is_total = 1 as is_total,
        case when cell.table_code like 't3_%' then cell.column_code else 'total' end as applicant_kind
    from cell
    inner join table_item
        on
            cell.table_code = table_item.table_code
            and cell.row_code = table_item.row_code
            and cell.column_code = coalesce(table_item.column_code, cell.column_code)
),

-- a total that is not printed is the sum of its parts
of_each_table as (
    select
        document_id,
        coverage,
        applicant_kind,
        item,
        coalesce(max(value) filter (where is_total), sum(value) filter (where not is_total)) as value,
        bool_and(value_kind in ('blank', 'not_applicable')) as is_blank,
        arg_min(
            { 'char_start': char_start, 'char_end': char_end, 'quote': cell_text },
            (not is_total, coalesce(value, 0) = 0, char_start)
        ) as place
    from placed
    group by document_id, coverage, applicant_kind, item, table_no
),

-- a report may hold a form twice; where the two differ neither is taken
of_tables as (
    select
        document_id,
        coverage,
        applicant_kind,
        item,
        'table' as found_in,
        count(distinct value) as values_stated,
        case when count(distinct value) = 1 then min(value) end as value,
        bool_and(is_blank) as is_blank,
        arg_min(place, (value is null, place.char_start)) as place
    from of_each_table
    group by document_id, coverage, applicant_kind, item
),

-- 全市共收到 … 件, then how they were answered: what follows speaks of the same, whether it says so or not
told_each as (
    select
        figure.* exclude (coverage),
        case
            when
                bool_or(figure.item = 'received' and figure.coverage = 'aggregate') over of_document
                and not bool_or(figure.item = 'received' and figure.coverage = 'own') over of_document
                and figure.coverage = 'own'
                then 'aggregate'
            else figure.coverage
        end as coverage,
        bool_or(figure.item in ('granted', 'partially_granted', 'not_disclosed', 'not_available') and figure.value > 0)
            over of_document as has_outcome
    from figure
    window of_document as (partition by figure.document_id)
),

-- kinds that one sentence lists under one word add up (不属于本机关 2 件、信息不存在 3 件); what is part of a number of the same
-- item is in it already
told as (
    select
        each_one.document_id,
        each_one.coverage,
        each_one.item,
        each_one.is_total,
        each_one.matter,
        sum(each_one.value) as value,
        sum(each_one.value_low) as value_low,
        sum(each_one.value_high) as value_high,
        max(each_one.basis) as basis,
        bool_or(each_one.has_outcome) as has_outcome,
        min(each_one.char_start) as char_start,
        arg_min(each_one.char_end, each_one.char_start) as char_end,
        arg_min(each_one.quote, each_one.char_start) as quote
    from told_each as each_one
    left join told_each as whole
        on
            each_one.document_id = whole.document_id
            and each_one.part_of = whole.activity_id
            and each_one.item = whole.item
    where whole.activity_id is null
    group by
        each_one.document_id,
        each_one.coverage,
        each_one.item,
        each_one.is_total,
        each_one.matter,
        if(each_one.is_total, each_one.activity_id, cast(each_one.sentence_start as varchar))
),

-- the same words again say the same thing again
told_once as (
    select
        document_id,
        coverage,
        item,
        is_total,
        matter,
        count(distinct value) as values_stated,
        min(value) as value,
        min(value_low) as value_low,
        max(value_high) as value_high,
        bool_and(basis = 'implied') as is_implied,
        arg_min({ 'char_start': char_start, 'char_end': char_end, 'quote': quote }, char_start) as place
    from told
    -- 未收到传真申请 is read as no request at all; beside requests that were answered it is not
    where not (item = 'received' and value = 0 and basis = 'implied' and has_outcome)
    group by document_id, coverage, item, is_total, matter
),

-- the number of the whole where it is told, else the sum of what is told by kinds
of_narratives as (
    select
        document_id,
        coverage,
        'total' as applicant_kind,
        item,
        'narrative' as found_in,
        case
            when bool_or(is_total)
                then count(distinct value) filter (where is_total) + sum(values_stated - 1) filter (where is_total)
            else max(values_stated)
        end as values_stated,
        case when bool_or(is_total) then min(value) filter (where is_total) else sum(value) end as value,
        case when bool_or(is_total) then min(value_low) filter (where is_total) else sum(value_low) end as value_low,
        case when bool_or(is_total) then max(value_high) filter (where is_total) else sum(value_high) end as value_high,
        bool_or(is_total) as is_told_whole,
        bool_and(is_implied) as is_implied,
        arg_min(place, (not is_total, place.char_start)) as place
    from told_once
    group by document_id, coverage, item
),

stated as (
    select
        document_id,
        coverage,
        applicant_kind,
        item,
        found_in,
        values_stated,
        value,
        value as value_low,
        value as value_high,
        is_blank,
        true as is_told_whole,
        false as is_implied,
        place
    from of_tables
    union all
    select
        document_id,
        coverage,
        applicant_kind,
        item,
        found_in,
        cast(values_stated as bigint) as values_stated,
        case when values_stated = 1 then value end as value,
        case when values_stated = 1 then value_low end as value_low,
        case when values_stated = 1 then value_high end as value_high,
        false as is_blank,
        is_told_whole,
        is_implied,
        place
    from of_narratives
)

select
    document_id,
    coverage,
    applicant_kind,
    item,
    found_in,
    cast(value as decimal(24, 4)) as value,
    cast(value_low as decimal(24, 4)) as value_low,
    cast(value_high as decimal(24, 4)) as value_high,
    is_blank,
    values_stated,
    is_told_whole,
    is_implied,
    place.char_start,
    place.char_end,
    place.quote,
    -- the table before the narrative, but a number before a blank
    row_number() over (
        partition by document_id, coverage, applicant_kind, item
        order by value is null asc, found_in = 'table' desc
    ) = 1 as is_preferred
from stated
