-- zh: 最近一年还缺哪些机关的报告，或者有而没有读出？
-- en: Whose report of the newest year is missing, or there but not read?
with newest as (
    select max(report_year) as report_year
    from dim_report
    where read_state in ('read', 'partial')
),

present as (
    select
        dim_report.organ_key,
        min(dim_report.read_state) as read_state
    from dim_report
    inner join newest
        on dim_report.report_year = newest.report_year
    where dim_report.is_current
    group by dim_report.organ_key
)

select
    newest.report_year,
    dim_organ.organ_name,
    dim_organ.organ_type,
    coalesce(present.read_state, 'no_report') as read_state
from dim_organ
cross join newest
left join present
    on dim_organ.organ_key = present.organ_key
where
    present.read_state is null
    or present.read_state not in ('read', 'partial')
order by dim_organ.organ_name asc
limit 100
