with
source as (
    select * from {{ source('staging', 'ext_term') }}
    where {{ of_this_build('report', source('staging', 'ext_term')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        document_id,
        term,
        occurrences
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
