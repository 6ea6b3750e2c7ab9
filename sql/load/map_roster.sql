-- One row for each line of the roster of this installation; none where it has no roster.
insert into map_roster by name
select
    stable_key(organ_id) as organ_key,
    organ_name as listed_name,
    first_year,
    last_year
from registry_roster
