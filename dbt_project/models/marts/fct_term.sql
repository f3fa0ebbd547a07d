-- Of the largest table only those reports are made anew whose terms are other than they were.
with
term as (
    select * from {{ ref('stg_term') }}
),

report as (
    select * from {{ ref('dim_report') }}
),

{% if is_incremental() %}
terms_of_document as (
    select
        document_id,
        count(*) || ' ' || bit_xor(hash(term, occurrences)) as digest
    from term
    group by document_id
),

terms_made_before as (
    select
        report_id,
        document_id,
        count(*) || ' ' || bit_xor(hash(term, occurrences)) as digest
    from {{ this }}
    group by report_id, document_id
),

unchanged_report as (
    select terms_made_before.report_id
    from terms_made_before
    inner join terms_of_document
        on terms_made_before.document_id = terms_of_document.document_id
            and terms_made_before.digest = terms_of_document.digest
),
{% endif %}

changed_report as (
    select
        report_id,
        document_id
    from report
    {% if is_incremental() %}
    where report_id not in (select unchanged_report.report_id from unchanged_report)
    {% endif %}
)

select
    changed_report.report_id,
    term.document_id,
    term.term,
    term.occurrences
from term
inner join changed_report on term.document_id = changed_report.document_id
