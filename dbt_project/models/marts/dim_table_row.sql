with
form_row as (
    select * from {{ ref('statutory_row') }}
)

select
    table_code,
    row_code,
    row_no,
    parent_code,
    is_heading = 1 as is_heading,
    measure_code,
    -- cells hold money in yuan, whatever the form counts in
    if(unit = '万元', '元', unit) as unit,
    name_zh,
    name_en
from form_row
