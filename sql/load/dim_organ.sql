-- One row for each organ that reported, and for each organ above one of these.
insert into dim_organ by name
select
    stable_key(organ_name) as organ_key,
    organ_name,
    organ_type,
    stable_key(region_id) as region_key,
    stable_key(parent_name) as parent_organ_key,
    deadline_class
from registry_organ
