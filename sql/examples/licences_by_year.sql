-- zh: 各年度行政许可、行政处罚、行政强制的处理决定有多少？
-- en: How many licensing, penalty and compulsion decisions were reported, year by year?
with decided as (
    select
        report_year,
        line_key,
        sum(value) as n_decisions,
        count(*) as n_reports,
        count(*) - count(value) as n_blank
    from fact_disclosure
    where is_current and measure_code = 'decisions'
    group by report_year, line_key
)

select
    decided.report_year,
    dim_line.label_zh as line,
    decided.n_decisions::bigint as n_decisions,
    decided.n_reports,
    decided.n_blank
from decided
inner join dim_line
    on decided.line_key = dim_line.line_key
where dim_line.line_code in ('admin_license', 'admin_penalty', 'admin_compulsion')
order by decided.report_year asc, dim_line.sort_order asc
