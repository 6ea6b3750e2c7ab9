-- One row for each report whose words or figures were changed after they were first seen, or which
-- stands elsewhere with other figures; the latest first.
select
    change_level as level,
    n_cells as cells,
    organ_name as organ,
    report_year as year,
    seen_at,
    source,
    previous_source,
    report_key
from v_revision
where change_level in ('figures', 'text', 'conflict')
order by seen_at desc, organ_name asc, report_year asc
