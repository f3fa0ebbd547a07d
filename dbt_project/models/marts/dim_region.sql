with
region as (
    select * from {{ ref('region') }}
),

alias as (
    select
        region_code,
        string_agg(alias, '、' order by alias asc) as aliases
    from {{ ref('region_alias') }}
    group by region_code
),

placed as (
    select
        region.*,
        parent.full_name as parent_name,
        province.full_name as province_name,
        case region.level
            when 'city' then region.full_name
            when 'county' then case parent.level when 'city' then parent.full_name end
        end as city_name,
        successor.full_name as successor_name,
        alias.aliases
    from region
    left join region as parent on region.parent_code = parent.region_code
    left join region as province on left(region.region_code, 2) || '0000' = province.region_code
    left join region as successor on region.successor_code = successor.region_code
    left join alias on region.region_code = alias.region_code
)

select
    region_code,
    name,
    full_name,
    level,
    parent_code,
    parent_name,
    province_name,
    city_name,
    province_name || case level
        when 'province' then ''
        when 'city' then full_name
        else coalesce(city_name, '') || full_name
    end as full_path,
    aliases,
    cast(valid_from as integer) as valid_from,
    cast(valid_to as integer) as valid_to,
    valid_to is null as is_current,
    successor_code,
    successor_name,
    source
from placed
