-- The terms of a report add up to its length, and no report has terms without a length or a length without its terms.
with
term as (
    select
        document_id,
        sum(occurrences) as occurrences
    from {{ ref('fct_term') }}
    where {{ of_this_build('report', ref('fct_term')) }}
    group by document_id
),

text_length as (
    select * from {{ ref('fct_text_length') }}
    where {{ of_this_build('report', ref('fct_text_length')) }}
)

select
    coalesce(term.document_id, text_length.document_id) as document_id,
    term.occurrences,
    text_length.term_total
from term
full outer join text_length on term.document_id = text_length.document_id
where (coalesce(term.occurrences, 0) = text_length.term_total) is distinct from true
