-- The cells of all forms, each with a number of its own: of millions of places each is named by
-- two numbers.
create or replace temp table place_cell as
with cell as (
    select distinct
        table_code,
        line_code,
        column_code
    from map_form_cell
)

select
    table_code,
    line_code,
    column_code,
    (row_number() over (order by table_code, line_code, column_code))::smallint as cell_no
from cell
