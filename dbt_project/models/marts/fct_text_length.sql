-- the macro of the hook reads {{ ref('fct_term') }} too
with
segmentation as (
    select * from {{ ref('stg_segmentation') }}
),

report as (
    select * from {{ ref('dim_report') }}
)

select
    report.report_id,
    segmentation.document_id,
    segmentation.term_total,
    segmentation.segmenter_version
from segmentation
inner join report on segmentation.document_id = report.document_id
