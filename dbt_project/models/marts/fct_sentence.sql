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
),

of_a_figure_or_rate as (
    select
        document_id,
        sentence_start
    from {{ ref('fct_disclosure_activity') }}
    union
    select
        document_id,
        sentence_start
    from {{ ref('fct_rate_consistency') }}
),

of_a_finding as (
    select
        sentence.document_id,
        sentence.sentence_start
    from sentence
    inner join {{ ref('int_contradictions') }} as contradiction
        on
            sentence.document_id = contradiction.document_id
            and sentence.sentence_start <= contradiction.char_start
            and sentence.sentence_end > contradiction.char_start
),

wanted as (
    select * from of_a_figure_or_rate
    union
    select * from of_a_finding
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
inner join wanted
    on sentence.document_id = wanted.document_id and sentence.sentence_start = wanted.sentence_start
inner join report on sentence.document_id = report.document_id
inner join document on sentence.document_id = document.document_id
