with
source as (
    select * from {{ source('staging', 'ext_rate') }}
    where {{ of_this_build('report', source('staging', 'ext_rate')) }}
),

current_document as (
    select document_id from {{ ref('stg_document') }}
),

renamed as (
    select
        rate_id,
        document_id,
        section_title,
        matter,
        channel,
        measure_code,
        stated_pct,
        decimals,
        pct_kind,
        direction,
        formula,
        stated_low,
        stated_high,
        numerator_activity_id,
        denominator_activity_id,
        numerator_terms,
        denominator_terms,
        link_basis,
        qualifier,
        scope,
        coverage,
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
