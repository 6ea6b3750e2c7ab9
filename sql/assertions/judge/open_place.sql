-- Where the cells stand of the reports with open units, and of those they are compared with:
-- gathered once, since it takes a look at every cell there is.
create or replace temp table open_place as
with named as (
    select sha256
    from open_report
    union
    select sha256
    from other_report
)

select
    p.sha256,
    p.table_code,
    p.line_code,
    p.column_code,
    p.page,
    p.x0,
    p.top,
    p.x1,
    p.bottom,
    p.path,
    p.certainty
from raw_cell as p
semi join named as n on p.sha256 = n.sha256
