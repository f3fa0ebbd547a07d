-- Each check must have compared everything there is to compare, and each of its contradictions must be a finding.
with
coverage as (
    select * from {{ ref('fct_check_coverage') }}
),

comparable as (
    select
        'rate_mismatch' as kind,
        count(*) as statements
    from {{ ref('stg_rate') }}
    where scope in ('actual', 'prior')

    union all

    select
        'parts_mismatch' as kind,
        count(distinct group_id) as statements
    from {{ ref('stg_part') }}
),

finding as (
    select
        kind,
        count(*) as findings
    from {{ ref('fct_findings') }}
    group by kind
)

select
    coalesce(coverage.kind, comparable.kind, finding.kind) as kind,
    comparable.statements,
    coverage.compared,
    coverage.contradicted,
    finding.findings
from coverage
full join comparable on coverage.kind = comparable.kind
full join finding on coverage.kind = finding.kind
where
    coverage.compared is distinct from coalesce(comparable.statements, coverage.compared)
    or coverage.contradicted is distinct from coalesce(finding.findings, 0)
