-- zh: 一个机关历年的新收申请、公开率和结转是怎样的？换成自己的机关名称即可。
-- en: How did one organ's requests, disclosure and backlog develop? Put another name in.
with chosen as (
    select
        organ_key,
        organ_name
    from dim_organ
    where organ_name = (
        select min(named.organ_name) from dim_organ as named
        where named.organ_type = 'department'
    )
),

history as (
    select
        dim_report.report_key,
        dim_report.report_year,
        chosen.organ_name
    from dim_report
    inner join chosen
        on dim_report.organ_key = chosen.organ_key
    where dim_report.is_current
)

select
    history.organ_name,
    history.report_year,
    max(fact_request.total) filter (dim_line.line_code = 'new_requests') as new_requests,
    round(
        100 * sum(fact_request.total) filter (dim_line.line_code like 'disclosed%')
        / nullif(max(fact_request.total) filter (dim_line.line_code = 'outcomes_total'), 0),
        1
    ) as disclosed_percent,
    max(fact_request.total) filter (dim_line.line_code = 'carried_out') as carried_out
from history
inner join fact_request
    on history.report_key = fact_request.report_key
inner join dim_line
    on fact_request.line_key = dim_line.line_key
group by history.organ_name, history.report_year
order by history.report_year asc
