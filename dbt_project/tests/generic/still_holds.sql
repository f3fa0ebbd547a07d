{# Acknowledged findings that are found no more although their document is in the warehouse. #}
{% test still_holds(model, findings, reports) %}
select known.*
from {{ model }} as known
inner join {{ reports }} as report on known.document_id = report.document_id
where not exists (
    select 1
    from {{ findings }} as finding
    where
        finding.document_id = known.document_id
        and finding.kind = known.kind
        and finding.char_start = known.char_start
)
{% endtest %}
