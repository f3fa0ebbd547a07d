with
source as (
    select * from {{ source('staging', 'ext_sentence') }}
    where {{ of_this_build('report', source('staging', 'ext_sentence')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        document_id,
        sentence_start,
        sentence_end,
        section_title,
        extractor_version
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
