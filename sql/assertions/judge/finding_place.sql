-- Where the cells that the findings show stand in their documents.
with wanted as (
    select n.owner
    from place_owner as n
    semi join finding_cell as c on n.sha256 = c.sha256
),

near as (
    select p.*
    from open_place as p
    semi join wanted as w on p.owner = w.owner
)

select
    p.sha256,
    p.table_code,
    p.line_code,
    p.column_code,
    p.page,
    p.x0::double as x0,
    p.top::double as top,
    p.x1::double as x1,
    p.bottom::double as bottom,
    p.path,
    p.certainty::double as certainty
from near as p
semi join finding_cell as c
    on
        p.sha256 = c.sha256
        and p.table_code = c.table_code
        and p.line_code = c.line_code
        and p.column_code = c.column_code
