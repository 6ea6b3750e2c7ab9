-- One row for each report and table it has, with the layout whose cells are expected there.
create or replace temp table form_of_report as
select
    report_key,
    't2' as table_code,
    layout_t2 as layout
from dim_report
where layout_t2 is not null
union all
select
    report_key,
    't3' as table_code,
    layout_t3 as layout
from dim_report
where layout_t3 is not null
union all
select
    report_key,
    't4' as table_code,
    (
        select max(m.layout)
        from map_form_cell as m
        where m.table_code = 't4'
    ) as layout
from (select distinct report_key from fact_remedy) as r
