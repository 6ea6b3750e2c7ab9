-- zh: 跨 2021 年改版，逐年有多少件以“其他处理”办结？
-- en: How many requests ended in 其他处理, year by year, over the change of the form in 2021?
select
    report_year,
    sum(total) as n_requests,
    count(*) filter (total is null) as n_blank
from v_request_panel
where concept_code = 'other_processing'
group by report_year
order by report_year asc
