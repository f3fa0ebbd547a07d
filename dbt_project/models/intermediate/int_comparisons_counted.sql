with
comparison as (
    {% for check in checks() %}
    select
        '{{ check.kind }}' as kind,
        document_id,
        verdict
    from {{ ref(check.model) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    kind,
    document_id,
    count(*) as compared,
    count(*) filter (where verdict = 'pass') as held,
    count(*) filter (where verdict = 'fail') as contradicted,
    count(*) filter (where verdict = 'cannot_tell') as cannot_tell
from comparison
group by kind, document_id
