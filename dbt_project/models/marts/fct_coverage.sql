with
agency as (
    select * from {{ ref('dim_agency') }}
),

annual as (
    select
        agency_id,
        report_year,
        count(*) as reports,
        min(published_on) as published_on
    from {{ ref('dim_report') }}
    where is_annual and agency_id is not null
    group by agency_id, report_year
),

span as (
    select
        agency_id,
        min(report_year) as first_year,
        max(report_year) as last_year
    from annual
    group by agency_id
),

-- from an agency's first report to the last year of which the warehouse holds any report
expected as (
    select
        agency_id,
        first_year,
        last_year,
        cast(unnest(range(first_year, (select max(annual.report_year) from annual) + 1)) as integer) as report_year
    from span
),

-- until the Regulations of 2019 all were to publish by the end of March, since then departments by the end of January
due as (
    select
        expected.*,
        agency.agency_name,
        agency.kind_code,
        agency.agency_level,
        agency.region_code,
        case
            when expected.report_year < 2019 then make_date(expected.report_year + 1, 3, 31)
            when agency.kind_code in ('government', 'government_office', 'township', 'subdistrict', 'zone_committee')
                then make_date(expected.report_year + 1, 3, 31)
            else make_date(expected.report_year + 1, 1, 31)
        end as due_on
    from expected
    inner join agency on expected.agency_id = agency.agency_id
)

select
    due.agency_id,
    due.agency_name,
    due.kind_code,
    due.agency_level,
    due.region_code,
    due.report_year,
    case
        when annual.reports is null then 'absent'
        when annual.published_on > due.due_on then 'late'
        else 'present'
    end as status,
    coalesce(annual.reports, 0) as reports,
    due.due_on,
    annual.published_on,
    cast(
        case when annual.published_on > due.due_on then date_diff('day', due.due_on, annual.published_on) end as integer
    ) as days_late,
    annual.reports is null and due.report_year < due.last_year as is_gap
from due
left join annual on due.agency_id = annual.agency_id and due.report_year = annual.report_year
