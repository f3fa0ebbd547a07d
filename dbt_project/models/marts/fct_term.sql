{# Of the largest table only the reports are worked on whose terms are other than those of the last build.
   fct_text_length of that build says which they are: it is made after this model, so it still stands as it was. #}
{% set before = adapter.get_relation(database=this.database, schema=this.schema, identifier='fct_text_length') %}
{% set only_changed = is_incremental() and before is not none %}
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
    {% if only_changed %}
    where
        not exists (
            select 1
            from {{ this.schema }}.fct_text_length as unchanged
            where
                report.report_id = unchanged.report_id
                and report.document_id = unchanged.document_id
                and segmentation.segmenter_version = unchanged.segmenter_version
                and segmentation.term_total = unchanged.term_total
        )
    {% endif %}
)

select
    changed_report.report_id,
    term.document_id,
    term.term,
    term.occurrences
from term
inner join changed_report on term.document_id = changed_report.document_id
