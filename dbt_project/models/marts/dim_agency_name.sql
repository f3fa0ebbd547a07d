with
identified as (
    select * from {{ ref('int_agencies_identified') }}
),

report as (
    select * from {{ ref('int_reports') }}
),

-- a report may write a short form whose full name is settled elsewhere in it: both lead to the agency
used as (
    select
        identified.agency_id,
        identified.agency_alias,
        identified.is_full_name,
        identified.matched_form,
        report.report_year
    from identified
    inner join report on identified.document_id = report.document_id
    union all
    select
        identified.agency_id,
        report.agency_as_written as agency_alias,
        false as is_full_name,
        null as matched_form,
        report.report_year
    from identified
    inner join report on identified.document_id = report.document_id
    where report.agency_as_written <> identified.agency_alias
)

select
    agency_id,
    agency_alias,
    bool_or(is_full_name) as is_full_name,
    max(matched_form) as matched_form,
    min(report_year) as first_year,
    max(report_year) as last_year,
    count(*) as reports
from used
group by agency_id, agency_alias
