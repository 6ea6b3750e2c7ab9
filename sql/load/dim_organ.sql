-- One row for each organ that reported or must report, and for each organ above one of these.
insert into dim_organ by name
with codes as (
    select
        organ_id,
        any_value(code) as uscc
    from organ_code
    -- one code, one organ: where pages disagree nothing is known
    where n_codes = 1 and n_organs = 1
    group by organ_id
)

select
    stable_key(organ.organ_id) as organ_key,
    organ.organ_name,
    organ.organ_type,
    stable_key(organ.region_id) as region_key,
    stable_key(organ.parent_id) as parent_organ_key,
    codes.uscc,
    organ.deadline_class,
    organ.organ_id,
    organ.evidence,
    organ.due_day
from registry_organ as organ
left join codes
    on organ.organ_id = codes.organ_id
