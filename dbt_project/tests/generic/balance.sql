{#
  offered = landed + unchanged + duplicate + rejected, batch by batch, and what is counted is there: the sightings (those of
  unchanged sources are not all kept), the document that was landed, the reason of a rejection.
#}
{% test balance(model, sightings, documents, rejected) %}
with
batch as (
    select * from {{ model }}
),

sighting as (
    select * from {{ sightings }}
),

seen as (
    select
        batch_id,
        count(*) filter (where outcome = 'landed') as landed,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'duplicate') as duplicate,
        count(*) filter (where outcome = 'rejected') as rejected,
        count(*) as sightings
    from sighting
    group by batch_id
)

select
    'the batch does not add up' as problem,
    batch_id,
    to_json(batch) as what
from batch
where (offered = landed + unchanged + duplicate + rejected) is distinct from true

union all

select
    'batch and sightings differ' as problem,
    coalesce(batch.batch_id, seen.batch_id) as batch_id,
    to_json({'batch': batch, 'seen': seen}) as what
from batch
full join seen on batch.batch_id = seen.batch_id
where
    (
        batch.landed = coalesce(seen.landed, 0)
        and batch.unchanged >= coalesce(seen.unchanged, 0)
        and batch.duplicate = coalesce(seen.duplicate, 0)
        and batch.rejected = coalesce(seen.rejected, 0)
        and coalesce(seen.sightings, 0)
        = coalesce(seen.landed + seen.unchanged + seen.duplicate + seen.rejected, 0)
    ) is distinct from true

union all

select
    'a sighting leads to nothing' as problem,
    sighting.batch_id,
    to_json(sighting) as what
from sighting
left join {{ documents }} as document on sighting.document_id = document.document_id
left join {{ rejected }} as rejection on sighting.rejection_id = rejection.rejection_id
where
    (
        (sighting.outcome = 'rejected') = (sighting.document_id is null)
        and (sighting.outcome = 'rejected') = (sighting.rejection_id is not null)
        and coalesce(document.document_id, rejection.rejection_id) is not null
    ) is distinct from true

union all

select
    'a document was never landed' as problem,
    document.batch_id,
    to_json({'document_id': document.document_id, 'source_name': document.source_name}) as what
from {{ documents }} as document
where not exists (
    select 1
    from sighting
    where sighting.document_id = document.document_id and sighting.outcome = 'landed'
)
{% endtest %}
