-- Each check must have compared everything there is to compare, and each of its contradictions must be a finding. What there is to
-- compare is told of the reports of this build; the sums over all must be what coverage says.
with
coverage as (
    select * from {{ ref('fct_check_coverage') }}
),

counted as (
    select
        kind,
        sum(compared) as compared,
        sum(compared) filter (where {{ of_this_build('report') }}) as compared_now
    from {{ ref('int_comparisons_counted') }}
    group by kind
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
    coalesce(coverage.kind, counted.kind, comparable.kind, finding.kind) as kind,
    comparable.statements,
    counted.compared_now,
    counted.compared as compared_ever,
    coverage.compared,
    coverage.contradicted,
    finding.findings
from coverage
full join counted on coverage.kind = counted.kind
full join comparable on coverage.kind = comparable.kind
full join finding on coverage.kind = finding.kind
where
    coverage.compared is distinct from coalesce(counted.compared, 0)
    or coalesce(counted.compared_now, 0) is distinct from coalesce(comparable.statements, counted.compared_now, 0)
    or coverage.contradicted is distinct from coalesce(finding.findings, 0)
