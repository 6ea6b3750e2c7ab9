-- zh: 哪些机关最常答复“本机关不掌握”？只看办结三十件以上的。
-- en: Which organs answer "not held" most often? Only those with thirty decided requests or more.
with counted as (
    select
        fact_request.report_key,
        max(fact_request.total) filter (dim_line.line_code = 'unavailable_not_held') as not_held,
        max(fact_request.total) filter (dim_line.line_code = 'outcomes_total') as n_outcomes
    from fact_request
    inner join dim_line
        on fact_request.line_key = dim_line.line_key
    where dim_line.line_code in ('unavailable_not_held', 'outcomes_total')
    group by fact_request.report_key
    having n_outcomes >= 30 and not_held > 0
)

select
    dim_organ.organ_name,
    dim_report.report_year,
    counted.not_held,
    counted.n_outcomes,
    round(100 * counted.not_held / counted.n_outcomes, 1) as percent
from counted
inner join dim_report
    on counted.report_key = dim_report.report_key
inner join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
where dim_report.is_current
order by percent desc, dim_organ.organ_name asc, dim_report.report_year asc
limit 20
