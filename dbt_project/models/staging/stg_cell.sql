with
source as (
    select * from {{ source('staging', 'ext_cell') }}
    where {{ of_this_build('report', source('staging', 'ext_cell')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        document_id,
        table_no,
        table_code,
        coverage,
        row_code,
        column_code,
        value,
        value_kind,
        cell_text,
        char_start,
        char_end,
        activity_id,
        extractor_version
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
