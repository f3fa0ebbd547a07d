with
identified as (
    select * from {{ ref('int_agencies_identified') }}
    where {{ of_this_build('report', ref('int_agencies_identified')) }}
),

touched as (
    select agency_id from identified
    {% if not flags.FULL_REFRESH %}
    union all
    select former_agency_id as agency_id
    from audit.changed_document
    where former_agency_id is not null
    {% endif %}
)

select distinct agency_id from touched
