-- One row for each layout that has statutory tables.
insert into dim_layout by name
select
    layout,
    first_year,
    last_year,
    authority
from registry_layout
