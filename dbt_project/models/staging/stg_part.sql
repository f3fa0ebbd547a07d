with
source as (
    select * from {{ source('staging', 'ext_part') }}
    where {{ of_this_build('report', source('staging', 'ext_part')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        group_id,
        document_id,
        total_activity_id,
        part_activity_id,
        is_complete,
        cue,
        extractor_version
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
