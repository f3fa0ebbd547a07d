with
-- one report a year and agency
report as (
    select * from {{ ref('fct_agency_year_panel') }}
    where document_id is not null and {{ of_this_build('agency') }}
),

cell as (
    select
        document_id,
        activity_id
    from {{ ref('fct_statutory_table') }}
    where activity_id is not null and document_id in (select report.document_id from report)
),

-- a nought is no sign of copying: most reports of small places are full of them
number_of_text as (
    select
        activity.document_id,
        activity.unit,
        activity.value
    from {{ ref('fct_disclosure_activity') }} as activity
    where
        activity.document_id in (select report.document_id from report)
        and activity.scope = 'actual'
        and activity.basis = 'stated'
        and activity.value <> 0
        and not exists (
            select 1
            from cell
            where activity.document_id = cell.document_id and activity.activity_id = cell.activity_id
        )
    union all
    select
        document_id,
        'cell' as unit,
        value
    from {{ ref('fct_statutory_table') }}
    where value <> 0 and coverage = 'own' and document_id in (select report.document_id from report)
),

number_of_report as (
    select
        report.agency_id,
        report.report_year,
        report.document_id,
        number_of_text.unit,
        number_of_text.value,
        count(*) as times
    from number_of_text
    inner join report on number_of_text.document_id = report.document_id
    group by report.agency_id, report.report_year, report.document_id, number_of_text.unit, number_of_text.value
),

total as (
    select
        document_id,
        sum(times) as numbers
    from number_of_report
    group by document_id
),

shared as (
    select
        later.document_id,
        earlier.document_id as prior_document_id,
        sum(least(later.times, earlier.times)) as shared_numbers
    from number_of_report as later
    inner join number_of_report as earlier
        on
            later.agency_id = earlier.agency_id
            and later.report_year = earlier.report_year + 1
            and later.unit = earlier.unit
            and later.value = earlier.value
    group by later.document_id, earlier.document_id
),

compared as (
    select
        shared.document_id,
        shared.prior_document_id,
        cast(total.numbers as bigint) as numbers,
        cast(prior_total.numbers as bigint) as prior_numbers,
        greatest(total.numbers, prior_total.numbers) as most_numbers,
        cast(shared.shared_numbers as bigint) as shared_numbers
    from shared
    inner join total on shared.document_id = total.document_id
    inner join total as prior_total on shared.prior_document_id = prior_total.document_id
)

select
    later.agency_id,
    later.agency_name,
    later.region_code,
    later.report_year,
    later.report_id,
    compared.document_id,
    later.source_name,
    earlier.report_id as prior_report_id,
    compared.prior_document_id,
    earlier.source_name as prior_source_name,
    compared.numbers,
    compared.prior_numbers,
    compared.shared_numbers,
    {{ share_pct('compared.shared_numbers', 'compared.most_numbers') }} as shared_pct,
    compared.shared_numbers = compared.most_numbers as is_identical
from compared
inner join report as later on compared.document_id = later.document_id
inner join report as earlier on compared.prior_document_id = earlier.document_id
-- a handful of equal numbers is chance
where
    compared.shared_numbers >= 5
    and 5 * compared.shared_numbers >= 4 * compared.most_numbers
