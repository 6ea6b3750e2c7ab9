-- One row for each validity period of a region, from the registry.
insert into dim_region by name
select
    stable_key(region_id) as region_key,
    region_code,
    region_name,
    level,
    stable_key(parent_region_id) as parent_region_key,
    valid_from,
    valid_to,
    successor_code,
    place_id
from registry_region
