with
source as (
    select * from {{ source('staging', 'ext_figure') }}
    where {{ of_this_build('report', source('staging', 'ext_figure')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        activity_id,
        document_id,
        section_title,
        matter,
        channel,
        measure_code,
        value,
        value_low,
        value_high,
        unit,
        unit_as_written,
        qualifier,
        basis,
        scope,
        coverage,
        part_of,
        subject_key,
        char_start,
        char_end,
        quote,
        sentence_start,
        sentence_end,
        rule_id,
        extractor_version
    from source
    where document_id in (select current_document.document_id from current_document)
)

select * from renamed
