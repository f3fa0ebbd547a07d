with
form_column as (
    select * from {{ ref('statutory_column') }}
)

-- where two blocks of a table share a column, it is the same in both
select distinct
    table_code,
    column_code,
    -- cells hold money in yuan, whatever the form counts in
    if(unit = '万元', '元', unit) as unit,
    coverage,
    name_zh,
    name_en
from form_column
