{#
  Every row whose quote is not what its document's text holds between the two offsets (code points from 0, end exclusive).
  A row without its document fails.
#}
{% test quote_is_a_slice(
    model, documents, quote='quote', document_id='document_id', char_start='char_start', char_end='char_end'
) %}
with
quoted as (
    select
        {{ document_id }} as document_id,
        {{ char_start }} as char_start,
        {{ char_end }} as char_end,
        {{ quote }} as quote
    from {{ model }}
),

beside_its_text as (
    {{ beside_text('quoted', ['char_start', 'char_end', 'quote'], documents) }}
),

judged as (
    select
        document_id,
        told.char_start,
        told.char_end,
        told.quote,
        told.char_start >= 0
        and told.char_end >= told.char_start
        and {{ slice('raw_text', 'told.char_start', 'told.char_end') }} = told.quote as is_slice
    from beside_its_text
)

select
    document_id,
    char_start,
    char_end,
    quote
from judged
where is_slice is distinct from true
union all
select
    quoted.document_id,
    quoted.char_start,
    quoted.char_end,
    quoted.quote
from quoted
left join {{ documents }} as document on quoted.document_id = document.document_id
where document.document_id is null
{% endtest %}
