with
told_now as (
    select
        topic,
        document_id,
        stated_on
    from {{ ref('int_statements_by_year') }}
    where years_back = 0 and {{ of_this_build('report', ref('int_statements_by_year')) }}
),

{% if flags.FULL_REFRESH %}
candidate as (
    select * from told_now
),
{% else %}
-- named, not referred to: as the last build left it
former as (
    select
        topic,
        document_id,
        stated_on,
        {{ is_made_now('report') }} as is_changed
    from staging.int_first_statements
    where {{ is_made_now('report') }} or topic in (select told_now.topic from told_now)
),

candidate as (
    select * from told_now
    union all
    select
        topic,
        document_id,
        stated_on
    from former
    where not is_changed
    union all
    -- the one that was first may be gone or late, and then any other may be it
    select
        topic,
        document_id,
        stated_on
    from {{ ref('int_statements_by_year') }}
    where years_back = 0 and topic in (select former.topic from former where former.is_changed)
),
{% endif %}

first_statement as (
    select
        topic,
        arg_min(document_id, (stated_on, document_id)) as document_id
    from candidate
    group by topic
)

{% if flags.FULL_REFRESH %}
select
    topic,
    document_id,
    cast(null as varchar) as former_document_id
from first_statement
{% else %}
select
    coalesce(first_statement.topic, former.topic) as topic,
    first_statement.document_id,
    former.document_id as former_document_id
from first_statement
full outer join former on first_statement.topic = former.topic
where
    former.is_changed
    or (first_statement.document_id is not null and first_statement.document_id is distinct from former.document_id)
{% endif %}
