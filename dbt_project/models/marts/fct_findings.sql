with
contradiction as (
    select * from {{ ref('int_contradictions') }}
),

place as (
    select
        document_id,
        char_start,
        char_end
    from contradiction
    union
    select
        other_document_id as document_id,
        other_char_start as char_start,
        other_char_end as char_end
    from contradiction
),

report as (
    select * from {{ ref('int_reports') }}
),

beside_its_text as (
    {{ beside_text('place', ['char_start', 'char_end'], ref('stg_document')) }}
),

quoted as (
    select
        document_id,
        told.char_start,
        told.char_end,
        {{ slice('raw_text', 'told.char_start', 'told.char_end') }} as quote
    from beside_its_text
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
    quoted.quote,
    contradiction.other_document_id,
    contradiction.other_char_start,
    contradiction.other_char_end,
    other_quoted.quote as other_quote,
    contradiction.explanation_zh,
    contradiction.explanation_en,
    known.reason is not null as acknowledged,
    known.reason as acknowledged_reason
from contradiction
left join report on contradiction.document_id = report.document_id
left join quoted
    on
        contradiction.document_id = quoted.document_id
        and contradiction.char_start = quoted.char_start
        and contradiction.char_end = quoted.char_end
left join quoted as other_quoted
    on
        contradiction.other_document_id = other_quoted.document_id
        and contradiction.other_char_start = other_quoted.char_start
        and contradiction.other_char_end = other_quoted.char_end
left join known
    on
        contradiction.document_id = known.document_id
        and contradiction.kind = known.kind
        and contradiction.char_start = known.char_start
