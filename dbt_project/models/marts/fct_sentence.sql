-- reading gives only sentences that a figure or a rate stands in
with
sentence as (
    select * from {{ ref('stg_sentence') }}
),

report as (
    select * from {{ ref('dim_report') }}
),

document as (
    select
        document_id,
        raw_text
    from {{ ref('stg_document') }}
    where {{ of_this_build('report') }}
)

select
    report.report_id,
    sentence.document_id,
    report.source_name,
    sentence.section_title,
    sentence.sentence_start,
    sentence.sentence_end,
    {{ slice('document.raw_text', 'sentence.sentence_start', 'sentence.sentence_end') }} as sentence_text
from sentence
inner join report on sentence.document_id = report.document_id
inner join document on sentence.document_id = document.document_id
