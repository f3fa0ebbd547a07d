select
    measure_code,
    family,
    core = 1 as is_core,
    unit_kind,
    name_zh,
    name_en
from {{ ref('measure') }}
