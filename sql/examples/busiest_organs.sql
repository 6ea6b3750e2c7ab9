-- zh: 最近一年收到申请最多的机关是哪些？
-- en: Which organs received the most requests in the newest year?
select
    dim_organ.organ_name,
    fact_request.report_year,
    fact_request.total as n_requests
from fact_request
inner join dim_line
    on fact_request.line_key = dim_line.line_key
inner join dim_report
    on fact_request.report_key = dim_report.report_key
inner join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
where
    fact_request.is_current
    and dim_line.line_code = 'new_requests'
    and fact_request.report_year = (
        select max(newest.report_year) from dim_report as newest
        where newest.read_state in ('read', 'partial')
    )
order by n_requests desc nulls last, dim_organ.organ_name asc
limit 20
