{#
  Every row whose quote is not what its document's text holds between the two offsets (code points from 0, end exclusive).
  A row without its document fails.
#}
{% test quote_is_a_slice(
    model, documents, quote='quote', document_id='document_id', char_start='char_start', char_end='char_end'
) %}
with
quoted as (
    select * from {{ model }}
)

select
    quoted.{{ document_id }},
    quoted.{{ char_start }},
    quoted.{{ char_end }},
    quoted.{{ quote }}
from quoted
left join {{ documents }} as document on quoted.{{ document_id }} = document.document_id
where
    (
        quoted.{{ char_start }} >= 0
        and quoted.{{ char_end }} >= quoted.{{ char_start }}
        and substr(document.raw_text, quoted.{{ char_start }} + 1, quoted.{{ char_end }} - quoted.{{ char_start }})
        = quoted.{{ quote }}
    ) is distinct from true
{% endtest %}
