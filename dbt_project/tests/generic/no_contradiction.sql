{# Findings of the kind that nobody has acknowledged: a warning that keeps them, an error where strict is asked for. #}
{% test no_contradiction(model, kind) %}
{{ config(severity='error' if var('strict') else 'warn', store_failures_as='view') }}
select *
from {{ model }}
where kind = '{{ kind }}' and acknowledged is distinct from true
{% endtest %}
