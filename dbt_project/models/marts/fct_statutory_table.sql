with
cell as (
    select * from {{ ref('stg_cell') }}
),

report as (
    select * from {{ ref('int_reports') }}
)

select
    report.report_id,
    cell.document_id,
    report.source_name,
    report.report_year,
    cell.table_no,
    cell.table_code,
    cell.coverage,
    cell.row_code,
    cell.column_code,
    cell.value,
    cell.value_kind,
    cell.cell_text,
    cell.char_start,
    cell.char_end,
    cell.activity_id,
    cell.extractor_version
from cell
inner join report on cell.document_id = report.document_id
