with
term as (
    select * from {{ ref('stg_term') }}
),

report as (
    select * from {{ ref('dim_report') }}
)

select
    report.report_id,
    term.document_id,
    term.term,
    term.occurrences
from term
inner join report on term.document_id = report.document_id
