-- zh: 哪些报告公布后又改过数字，改在哪一行？
-- en: Which reports were changed after they were first seen, and in which lines?
with changed as (
    select
        earlier.organ_key,
        earlier.report_year,
        earlier.report_key as earlier_key,
        later.report_key as later_key,
        later.valid_from
    from dim_report as earlier
    inner join dim_report as later
        on
            earlier.organ_key = later.organ_key
            and earlier.report_year = later.report_year
            and earlier.revision + 1 = later.revision
    where later.revision > 1
)

select
    dim_organ.organ_name,
    changed.report_year,
    changed.valid_from as changed_at,
    dim_line.label_zh as line,
    earlier.total as total_before,
    later.total as total_after
from changed
inner join fact_request as earlier
    on changed.earlier_key = earlier.report_key
inner join fact_request as later
    on
        changed.later_key = later.report_key
        and earlier.line_key = later.line_key
inner join dim_line
    on earlier.line_key = dim_line.line_key
inner join dim_organ
    on changed.organ_key = dim_organ.organ_key
where earlier.total is distinct from later.total
order by dim_organ.organ_name asc, changed.report_year asc, dim_line.sort_order asc
limit 100
