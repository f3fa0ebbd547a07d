with
{% for check in checks() %}
{{ check.model }} as (
    select
        '{{ check.kind }}' as kind,
        comparison_id,
        severity,
        document_id,
        char_start,
        char_end,
        other_document_id,
        other_char_start,
        other_char_end,
        expected,
        found,
        explanation_zh,
        explanation_en
    from {{ ref(check.model) }}
    where verdict = 'fail'
),
{% endfor %}
contradiction as (
    {% for check in checks() %}
    select * from {{ check.model }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    substr(sha256(kind || '|' || document_id || '|' || comparison_id), 1, 32) as finding_id,
    *
from contradiction
