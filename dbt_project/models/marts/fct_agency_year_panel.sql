-- depends_on: {{ ref('int_agencies_touched') }}
with
report as (
    select * from {{ ref('dim_report') }}
    where agency_id is not null and report_year is not null and {{ of_this_build('agency') }}
),

agency as (
    select * from {{ ref('dim_agency') }}
),

balance as (
    select * from {{ ref('fct_request_balance') }}
),

inconsistent as (
    select
        document_id,
        count(*) as rates
    from {{ ref('fct_rate_consistency') }}
    where status = 'inconsistent' and document_id in (select report.document_id from report)
    group by document_id
),

counted as (
    select
        report.agency_id,
        report.report_year,
        count(*) as reports,
        count(*) filter (where report.is_annual) as annual_reports,
        sum(report.figures) as figures,
        sum(report.rates) as rates,
        sum(coalesce(inconsistent.rates, 0)) as rates_inconsistent,
        sum(report.findings) as findings
    from report
    left join inconsistent on report.document_id = inconsistent.document_id
    group by report.agency_id, report.report_year
),

-- where a year was reported on twice: the one with a table, then the one that was published last, then the fuller one
annual as (
    select *
    from report
    where is_annual
    qualify
        row_number() over (
            partition by agency_id, report_year
            order by cells > 0 desc, published_on desc nulls last, figures desc, document_id asc
        ) = 1
),

item_of_report as (
    select *
    from {{ ref('int_items_stated') }}
    where
        is_preferred
        and document_id in (select report.document_id from report)
        and applicant_kind = 'total'
        and coverage in ('own', 'aggregate')
        and list_contains({{ other_items() }}, item)
    qualify row_number() over (partition by document_id, item order by value is null asc, coverage = 'own' desc) = 1
),

pivoted as (
    select
        document_id,
        {% for item in other_items() %}
        max(value) filter (where item = '{{ item }}') as {{ item }},
        {% endfor %}
        min(coverage) as coverage
    from item_of_report
    group by document_id
)

select
    counted.agency_id,
    agency.agency_name,
    agency.kind_code,
    agency.agency_level,
    agency.region_code,
    agency.region_name,
    counted.report_year,
    annual.report_id,
    annual.document_id,
    annual.source_name,
    annual.report_form,
    counted.reports,
    counted.annual_reports,
    cast(counted.figures as bigint) as figures,
    cast(counted.rates as bigint) as rates,
    cast(counted.rates_inconsistent as bigint) as rates_inconsistent,
    cast(counted.findings as bigint) as findings,
    {% for item in other_items() %}
    pivoted.{{ item }},
    {% endfor %}
    pivoted.coverage as items_coverage,
    balance.coverage as requests_coverage,
    {% for item in request_items() %}
    balance.{{ item }} as requests_{{ item }},
    {% endfor %}
    balance.review_filed,
    balance.review_corrected,
    balance.litigation_filed,
    balance.litigation_corrected,
    balance.granted_pct,
    balance.not_disclosed_pct,
    balance.not_available_pct,
    balance.corrected_pct,
    balance.dispute_pct,
    balance.balance_strict,
    balance.balance_blank_as_zero
from counted
inner join agency on counted.agency_id = agency.agency_id
left join annual on counted.agency_id = annual.agency_id and counted.report_year = annual.report_year
left join pivoted on annual.document_id = pivoted.document_id
left join balance on annual.document_id = balance.document_id
