with
source as (
    select * from {{ source('raw', 'documents') }}
),

renamed as (
    select
        document_id,
        source_name,
        source_uri,
        media_type,
        encoding,
        reader_version,
        byte_size,
        raw_text,
        landed_at,
        batch_id
    from source
    where is_current
)

select * from renamed
