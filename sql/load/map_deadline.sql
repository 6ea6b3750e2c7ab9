-- One row for each deadline of the registry.
insert into map_deadline by name
select
    deadline_class,
    region_prefix,
    month_day
from registry_deadline
