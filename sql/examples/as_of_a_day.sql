-- zh: 某一天（如 2024 年 3 月 1 日）能看到哪些报告？按年度计数。
-- en: Which reports could be seen on a day, such as 1 March 2024? Counted by year.
select
    report_year,
    count(*) as n_reports,
    count(distinct organ_key) as n_organs
from dim_report
where
    read_state in ('read', 'partial')
    and valid_from <= timestamp '2024-03-01'
    and (valid_to is null or valid_to > timestamp '2024-03-01')
group by report_year
order by report_year asc
