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
    cast(coalesce(sum(counted.compared), 0) as bigint) as compared,
    cast(coalesce(sum(counted.held), 0) as bigint) as held,
    cast(coalesce(sum(counted.contradicted), 0) as bigint) as contradicted,
    cast(coalesce(sum(counted.cannot_tell), 0) as bigint) as cannot_tell
from kind
left join counted on kind.kind = counted.kind
group by kind.kind
