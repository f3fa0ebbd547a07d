with
balanced as (
    select * from {{ ref('int_requests_balanced') }}
),

report as (
    select * from {{ ref('dim_report') }}
),

-- a report of a government may hold its own numbers and those of all its departments: its own go first
chosen as (
    select *
    from balanced
    where
        applicant_kind = 'total'
        and coalesce({{ request_items() | join(', ') }}) is not null
    qualify row_number() over (partition by document_id order by received is null asc, coverage = 'own' desc) = 1
),

applicant as (
    select
        document_id,
        coverage,
        max(received) filter (where applicant_kind = 'natural_person') as received_natural_person,
        sum(received) filter (where applicant_kind <> 'natural_person') as received_organisation
    from balanced
    where applicant_kind <> 'total'
    group by document_id, coverage
)

select
    report.report_id,
    chosen.document_id,
    report.source_name,
    report.agency_id,
    report.agency_name,
    report.region_code,
    report.report_year,
    report.report_form,
    chosen.coverage,
    chosen.found_in,
    {% for item in request_items() %}
    chosen.{{ item }},
    {% endfor %}
    applicant.received_natural_person,
    cast(applicant.received_organisation as decimal(24, 4)) as received_organisation,
    chosen.balance_difference,
    chosen.balance_strict,
    chosen.balance_blank_as_zero,
    chosen.outcome_base,
    chosen.outcome_total,
    chosen.outcomes_difference,
    chosen.outcomes_strict,
    chosen.outcomes_blank_as_zero,
    chosen.granted_pct,
    chosen.not_disclosed_pct,
    chosen.not_available_pct,
    {% for item in remedy_items() %}
    chosen.{{ item }},
    {% endfor %}
    chosen.review_corrected_pct,
    chosen.litigation_corrected_pct,
    chosen.corrected_pct,
    chosen.dispute_pct,
    chosen.unsettled
from chosen
inner join report on chosen.document_id = report.document_id
left join applicant on chosen.document_id = applicant.document_id and chosen.coverage = applicant.coverage
