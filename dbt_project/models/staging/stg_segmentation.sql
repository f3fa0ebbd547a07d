with
source as (
    select * from {{ source('staging', 'ext_segmentation') }}
    where {{ of_this_build('report', source('staging', 'ext_segmentation')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        document_id,
        term_total,
        segmenter_version,
        batch_id
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
