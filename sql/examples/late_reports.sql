-- zh: 哪类机关逾期公布最多？部门一月三十一日前，政府三月三十一日前；未写日期的另计。
-- en: Which kinds of organs publish late? Departments by 31 January, governments by 31 March.
-- A report that states no date is counted apart.
with dated as (
    select
        dim_organ.organ_type,
        dim_report.report_year,
        dim_report.published_on,
        case dim_organ.deadline_class
            when 'jan31' then make_date(dim_report.report_year + 1, 1, 31)
            when 'mar31' then make_date(dim_report.report_year + 1, 3, 31)
        end as due_on
    from dim_report
    inner join dim_organ
        on dim_report.organ_key = dim_organ.organ_key
    where dim_report.is_current
)

select
    report_year,
    organ_type,
    count(*) as n_reports,
    count(*) filter (published_on > due_on) as n_late,
    count(*) filter (published_on is null) as n_undated
from dated
where due_on is not null
group by report_year, organ_type
order by report_year desc, organ_type asc
