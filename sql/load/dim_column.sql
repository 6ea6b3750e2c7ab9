-- One row for each column of every layout.
insert into dim_column by name
select
    table_code,
    column_code,
    kind,
    unit,
    nullif(parent_column, '') as parent_column,
    label_zh,
    label_en,
    sort_order
from registry_column
