-- Where the cells that the findings show stand in their documents.
with wanted as (
    select
        f.sha256,
        f.table_code,
        f.line_code,
        f.column_code,
        place_number(n.owner, c.cell_no) as place_no
    from finding_cell as f
    inner join place_owner as n on f.sha256 = n.sha256
    inner join place_cell as c
        on
            f.table_code = c.table_code
            and f.line_code = c.line_code
            and f.column_code = c.column_code
)

select
    w.sha256,
    w.table_code,
    w.line_code,
    w.column_code,
    p.page,
    p.x0::double as x0,
    p.top::double as top,
    p.x1::double as x1,
    p.bottom::double as bottom,
    p.path,
    p.certainty::double as certainty
from open_place as p
inner join wanted as w on p.place_no = w.place_no
