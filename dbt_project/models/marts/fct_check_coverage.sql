with
counted as (
    select * from {{ ref('int_comparisons_counted') }}
),

kind as (
    {% for check in checks() %}
    select '{{ check.kind }}' as kind
    {% if not loop.last %}union{% endif %}
    {% endfor %}
)

select
    kind.kind,
    {% for count in ['compared', 'held', 'contradicted', 'cannot_tell'] %}
    cast(coalesce(sum(counted.{{ count }}), 0) as bigint) as {{ count }}{{ ',' if not loop.last }}
    {% endfor %}
from kind
left join counted on kind.kind = counted.kind
group by kind.kind
