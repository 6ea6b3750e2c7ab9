-- One row for each organ and year: the report that others are compared with. Only current
-- revisions stand for their organ, and only where organ and year are known.
create or replace temp table comparable_report as
select
    report_key,
    organ_key,
    report_year,
    scope,
    layout_t2,
    layout_t3
from dim_report
where
    is_current
    and read_state in ('read', 'partial')
    and organ_key is not null
    and report_year is not null
qualify
    row_number() over (
        partition by organ_key, report_year
        order by cells_filled desc, report_key asc
    ) = 1
