with
identified as (
    select * from {{ ref('int_agencies_identified') }}
),

report as (
    select * from {{ ref('int_reports') }}
),

region as (
    select * from {{ ref('region') }}
),

kind as (
    select
        kind_code,
        min(kind_zh) as kind_zh,
        min(kind_en) as kind_en
    from {{ ref('agency_kind') }}
    group by kind_code
),

-- a full name before a short one, then the latest; the order of letters settles the rest
ranked as (
    select
        identified.*,
        report.report_year,
        row_number() over (
            partition by identified.agency_id
            order by identified.is_full_name desc, report.report_year desc nulls last, identified.agency_alias desc
        ) as nth_name
    from identified
    inner join report on identified.document_id = report.document_id
),

agency as (
    select
        agency_id,
        max(agency_alias) filter (where nth_name = 1) as agency_name,
        bool_or(is_full_name) as is_full_name,
        max(kind_code) filter (where nth_name = 1) as kind_code,
        any_value(region_code) as region_code,
        min(report_year) as first_year,
        max(report_year) as last_year,
        count(*) as reports,
        count(distinct agency_alias) as names_used
    from ranked
    group by agency_id
)

select
    agency.agency_id,
    agency.agency_name,
    agency.is_full_name,
    agency.kind_code,
    kind.kind_zh,
    kind.kind_en,
    case
        when agency.kind_code in ('township', 'subdistrict') then 'township'
        when region.level is not null then region.level
        when regexp_matches(agency.agency_name, '^(国家|国务院|中华人民共和国)') then 'national'
        else 'unknown'
    end as agency_level,
    agency.region_code,
    region.full_name as region_name,
    agency.first_year,
    agency.last_year,
    agency.reports,
    agency.names_used
from agency
left join kind on agency.kind_code = kind.kind_code
left join region on agency.region_code = region.region_code
