-- zh: 各年度行政许可、行政处罚、行政强制的处理决定有多少？
-- en: How many licensing, penalty and compulsion decisions were reported, year by year?
select
    fact_disclosure.report_year,
    dim_line.label_zh as line,
    sum(fact_disclosure.value)::bigint as n_decisions,
    count(*) as n_reports,
    count(*) - count(fact_disclosure.value) as n_blank
from fact_disclosure
inner join dim_line
    on fact_disclosure.line_key = dim_line.line_key
where
    fact_disclosure.is_current
    and dim_line.line_code in ('admin_license', 'admin_penalty', 'admin_compulsion')
    and fact_disclosure.measure_code = 'decisions'
group by fact_disclosure.report_year, dim_line.label_zh, dim_line.sort_order
order by fact_disclosure.report_year asc, dim_line.sort_order asc
