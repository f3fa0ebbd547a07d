{# Every row for which the expression is not true. NULL is not true, so it never passes. #}
{% test holds(model, expression) %}
select *
from {{ model }}
where ({{ expression }}) is distinct from true
{% endtest %}
