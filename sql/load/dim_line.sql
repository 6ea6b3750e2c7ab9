-- One row for each form line of every layout; the key is its place in the form.
insert into dim_line by name
select
    line_key,
    table_code,
    line_code,
    nullif(group_code, '') as group_code,
    label_zh,
    label_en,
    role,
    is_leaf,
    line_key as sort_order
from registry_line
