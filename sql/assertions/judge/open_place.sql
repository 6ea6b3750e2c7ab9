-- Where the cells stand of the reports with open units, and of those they are compared with:
-- gathered once, since it takes a look at every cell there is. Each is known by one number.
create or replace temp table open_place as
select
    place_number(n.owner, c.cell_no) as place_no,
    p.page,
    p.x0,
    p.top,
    p.x1,
    p.bottom,
    p.path,
    p.certainty
from raw_cell as p
inner join place_owner as n on p.sha256 = n.sha256
inner join place_cell as c
    on
        p.table_code = c.table_code
        and p.line_code = c.line_code
        and p.column_code = c.column_code
