with recursive
report as (
    select * from {{ ref('int_reports') }}
    where {{ of_this_build('report', ref('int_reports')) }}
),

region as (
    select * from {{ ref('region') }}
),

kind as (
    select * from {{ ref('agency_kind') }}
),

line as (
    select * from {{ ref('agency_line') }}
),

-- 沙县 became 沙县区: the same place under another code. Where several became one, each stays what it was
conversion as (
    select
        region.region_code,
        successor.region_code as successor_code
    from region
    inner join region as successor
        on region.successor_code = successor.region_code and region.valid_to = successor.valid_from
    qualify count(*) over (partition by successor.region_code) = 1
),

lineage as (
    select
        region_code,
        region_code as lasting_code,
        0 as steps
    from region
    union all
    select
        lineage.region_code,
        conversion.successor_code as lasting_code,
        lineage.steps + 1 as steps
    from lineage
    inner join conversion on lineage.lasting_code = conversion.region_code
    where lineage.steps < 8
),

place as (
    select
        region.region_code,
        region.name as short_name,
        region.full_name,
        lineage.lasting_code
    from region
    inner join lineage on region.region_code = lineage.region_code
    qualify row_number() over (partition by region.region_code order by lineage.steps desc) = 1
),

-- a short form says who reports only where the place is known
written as (
    select distinct
        coalesce(agency_name, agency_as_written) as written_name,
        region_code
    from report
    where agency_name is not null or (agency_as_written is not null and region_code is not null)
),

ending as (
    select
        written_name,
        region_code,
        unnest(range(1, least(length(written_name), 24) + 1)) as letters
    from written
),

known_ending as (
    select
        ending.written_name,
        ending.region_code,
        kind.form,
        kind.kind_code,
        kind.expands_to
    from ending
    inner join kind on right(ending.written_name, ending.letters) = kind.form
    qualify row_number() over (partition by ending.written_name, ending.region_code order by ending.letters desc) = 1
),

taken_apart as (
    select
        written.written_name,
        written.region_code,
        known_ending.form,
        known_ending.kind_code,
        coalesce(line.line_code, full_line.line_code, known_ending.expands_to, known_ending.form, '') as line_code,
        coalesce(place.lasting_code, written.region_code) as lasting_code,
        left(written.written_name, length(written.written_name) - length(coalesce(known_ending.form, ''))) as stem,
        place.short_name,
        place.full_name
    from written
    left join known_ending
        on
            written.written_name = known_ending.written_name
            and written.region_code is not distinct from known_ending.region_code
    left join line on known_ending.form = line.form
    left join line as full_line on known_ending.expands_to = full_line.form
    left join place on written.region_code = place.region_code
),

-- what stands between the place and the ending: the township of a township's government, a name of its own
named as (
    select
        *,
        regexp_replace(
            case
                when full_name is null then stem
                when contains(stem, full_name) then split_part(stem, full_name, -1)
                when starts_with(stem, short_name) then substr(stem, length(short_name) + 1)
                when stem in ('省', '市', '县', '区', '州', '旗', '盟') then ''
                else stem
            end, '[0-9“”"]|^人民政府$', '', 'g'
        ) as own_name
    from taken_apart
),

keyed as (
    select
        *,
        concat_ws('|', coalesce(lasting_code, ''), own_name, line_code) as agency_key
    from named
)

select
    report.document_id,
    substr(sha256(keyed.agency_key), 1, 32) as agency_id,
    keyed.agency_key,
    keyed.written_name as agency_alias,
    report.agency_name is not null as is_full_name,
    keyed.form as matched_form,
    -- 农业和粮食局 ends as 粮食局 does and is another kind
    case when not regexp_matches(keyed.own_name, '[和与及、]$') then keyed.kind_code end as kind_code,
    keyed.lasting_code as region_code
from report
inner join keyed
    on
        coalesce(report.agency_name, report.agency_as_written) = keyed.written_name
        and report.region_code is not distinct from keyed.region_code
