-- One row for each statutory cell of each layout, with the wording of that layout.
insert into map_form_cell by name
select
    layout,
    table_code,
    line_key,
    line_code,
    column_code,
    label_zh
from registry_form_cell
