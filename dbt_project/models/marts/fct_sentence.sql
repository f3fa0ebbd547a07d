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
),

beside_its_text as (
    {{ beside_text('sentence', ['section_title', 'sentence_start', 'sentence_end'], 'document') }}
),

worded as (
    select
        document_id,
        told.section_title,
        told.sentence_start,
        told.sentence_end,
        {{ slice('raw_text', 'told.sentence_start', 'told.sentence_end') }} as sentence_text
    from beside_its_text
)

select
    report.report_id,
    worded.document_id,
    report.source_name,
    worded.section_title,
    worded.sentence_start,
    worded.sentence_end,
    worded.sentence_text
from worded
inner join report on worded.document_id = report.document_id
