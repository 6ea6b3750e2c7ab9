-- zh: 哪些格最常漏填？空白不是 0。
-- en: Which cells are left blank most often? A blank is not 0.
select
    fact_exception.table_code,
    dim_line.label_zh as line,
    fact_exception.column_code,
    count(*) as n_reports
from fact_exception
inner join dim_line
    on
        fact_exception.table_code = dim_line.table_code
        and fact_exception.line_code = dim_line.line_code
where fact_exception.cell_status in ('blank', 'missing', 'not_applicable')
group by
    fact_exception.table_code,
    dim_line.label_zh,
    dim_line.sort_order,
    fact_exception.column_code
order by n_reports desc, dim_line.sort_order asc, fact_exception.column_code asc
limit 20
