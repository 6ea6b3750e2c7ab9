-- zh: 哪些报告公布后又改过数字，改在哪一行？
-- en: Which reports were changed after they were first seen, and in which lines?
with changed as (
    select
        report_key,
        organ_key,
        report_year,
        valid_from,
        lag(report_key) over (
            partition by organ_key, report_year
            order by revision
        ) as earlier_key
    from dim_report
    where (organ_key, report_year) in (
        select
            again.organ_key,
            again.report_year
        from dim_report as again
        where again.revision > 1
    )
),

figures as (
    select
        report_key,
        line_key,
        total
    from fact_request
    where report_key in (select changed.report_key from changed)
)

select
    dim_organ.organ_name,
    changed.report_year,
    changed.valid_from as changed_at,
    dim_line.label_zh as line,
    earlier.total as total_before,
    later.total as total_after
from changed
inner join figures as earlier
    on changed.earlier_key = earlier.report_key
inner join figures as later
    on
        changed.report_key = later.report_key
        and earlier.line_key = later.line_key
inner join dim_line
    on earlier.line_key = dim_line.line_key
inner join dim_organ
    on changed.organ_key = dim_organ.organ_key
where earlier.total is distinct from later.total
order by dim_organ.organ_name asc, changed.report_year asc, dim_line.sort_order asc
limit 100
