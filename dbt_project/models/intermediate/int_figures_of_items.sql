with
figure as (
    select * from {{ ref('fct_disclosure_activity') }}
    where scope = 'actual' and {{ of_this_build('report', ref('fct_disclosure_activity')) }}
),

word as (
    select * from {{ ref('narrative_item') }}
),

cell as (
    select
        document_id,
        activity_id
    from {{ ref('stg_cell') }}
    where activity_id is not null
)

select
    figure.activity_id,
    figure.document_id,
    figure.coverage,
    word.item,
    word.is_total = 1 as is_total,
    figure.matter,
    figure.part_of,
    figure.value,
    figure.value_low,
    figure.value_high,
    figure.quote,
    figure.basis,
    figure.sentence_start,
    figure.char_start,
    figure.char_end
from figure
inner join word
    on
        figure.measure_code = word.measure_code
        and contains(' ' || word.units || ' ', ' ' || figure.unit || ' ')
        and case word.match
            when 'equals' then figure.matter = word.word
            when 'ends' then ends_with(figure.matter, word.word)
            when 'contains' then contains(figure.matter, word.word)
        end
where
    -- 申请 alone may be for a licence: the heading must say which
    (word.needs_section = 0 or regexp_matches(figure.section_title, '申请|主动公开|概述|总体|基本情况'))
    and (word.needs_no_channel = 0 or figure.channel is null)
    and (word.is_whole = 0 or figure.part_of is null)
    and not exists (
        select 1
        from cell
        where figure.document_id = cell.document_id and figure.activity_id = cell.activity_id
    )
qualify row_number() over (partition by figure.activity_id order by word.is_total desc, word.item asc) = 1
