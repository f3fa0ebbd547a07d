with
contradiction as (
    select * from {{ ref('int_contradictions') }}
),

told_of as (
    select document_id from contradiction
    union
    select other_document_id as document_id from contradiction
),

report as (
    select * from {{ ref('int_reports') }}
),

document as (
    select
        document_id,
        raw_text
    from {{ ref('stg_document') }}
    where document_id in (select told_of.document_id from told_of)
),

known as (
    select
        document_id,
        kind,
        char_start,
        min(reason) as reason
    from {{ ref('known_finding') }}
    group by document_id, kind, char_start
)

select
    contradiction.finding_id,
    contradiction.kind,
    contradiction.severity,
    report.report_id,
    contradiction.document_id,
    report.source_name,
    contradiction.expected,
    contradiction.found,
    contradiction.char_start,
    contradiction.char_end,
    {{ slice('document.raw_text', 'contradiction.char_start', 'contradiction.char_end') }} as quote,
    contradiction.other_document_id,
    contradiction.other_char_start,
    contradiction.other_char_end,
    {{ slice('other_document.raw_text', 'contradiction.other_char_start', 'contradiction.other_char_end') }}
        as other_quote,
    contradiction.explanation_zh,
    contradiction.explanation_en,
    known.reason is not null as acknowledged,
    known.reason as acknowledged_reason
from contradiction
left join report on contradiction.document_id = report.document_id
left join document on contradiction.document_id = document.document_id
left join document as other_document on contradiction.other_document_id = other_document.document_id
left join known
    on
        contradiction.document_id = known.document_id
        and contradiction.kind = known.kind
        and contradiction.char_start = known.char_start
