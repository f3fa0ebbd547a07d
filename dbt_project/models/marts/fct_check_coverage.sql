with
comparison as (
    {% for check in checks() %}
    select
        '{{ check.kind }}' as kind,
        verdict
    from {{ ref(check.model) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

kind as (
    {% for check in checks() %}
    select '{{ check.kind }}' as kind
    {% if not loop.last %}union{% endif %}
    {% endfor %}
)

select
    kind.kind,
    count(comparison.verdict) as compared,
    count(*) filter (where comparison.verdict = 'pass') as held,
    count(*) filter (where comparison.verdict = 'fail') as contradicted,
    count(*) filter (where comparison.verdict = 'cannot_tell') as cannot_tell
from kind
left join comparison on kind.kind = comparison.kind
group by kind.kind
