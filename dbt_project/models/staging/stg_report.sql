with
source as (
    select * from {{ source('staging', 'ext_report') }}
    where {{ of_this_build('report', source('staging', 'ext_report')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        report_id,
        document_id,
        title,
        agency_name,
        agency_as_written,
        region_code,
        region_name,
        report_year,
        period_start,
        period_end,
        published_on,
        report_form,
        numbers_seen,
        extractor_version
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
