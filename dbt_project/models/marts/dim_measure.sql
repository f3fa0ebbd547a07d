with
measure as (
    select * from {{ ref('measure') }}
),

comparability as (
    select * from {{ ref('measure_comparability') }}
)

select
    measure.measure_code,
    measure.family,
    measure.core = 1 as is_core,
    measure.unit_kind,
    measure.name_zh,
    measure.name_en,
    comparability.narrative as in_narrative,
    comparability.indicator_table_2014 as in_indicator_table_2014,
    comparability.statutory_2019 as in_statutory_2019,
    comparability.statutory_2021 as in_statutory_2021,
    comparability.local_table as in_local_table,
    comparability.bulletin as in_bulletin,
    comparability.note_zh,
    comparability.note_en
from measure
left join comparability on measure.measure_code = comparability.measure_code
