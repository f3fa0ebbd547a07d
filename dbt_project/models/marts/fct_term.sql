{# Of the largest table only the reports are worked on whose terms are other than those of the last build.
   fct_text_length of that build says which they are. It is made after this model, so it still stands as it was, and
   ref() would be a circle. #}
with
term as (
    select * from {{ ref('stg_term') }}
),

report as (
    select * from {{ ref('dim_report') }}
),

segmentation as (
    select * from {{ ref('stg_segmentation') }}
),

changed_report as (
    select
        report.report_id,
        report.document_id
    from report
    inner join segmentation on report.document_id = segmentation.document_id
    {% if is_incremental() %}
    left join marts.fct_text_length as unchanged
        on
            report.report_id = unchanged.report_id
            and report.document_id = unchanged.document_id
            and segmentation.segmenter_version = unchanged.segmenter_version
            and segmentation.term_total = unchanged.term_total
    where unchanged.report_id is null
    {% endif %}
)

select
    changed_report.report_id,
    term.document_id,
    term.term,
    term.occurrences
from term
inner join changed_report on term.document_id = changed_report.document_id
