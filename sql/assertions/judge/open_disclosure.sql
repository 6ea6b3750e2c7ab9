-- The cells of table 2 of the reports whose units there are open, in form order.
create or replace temp table open_disclosure as
select
    f.report_key,
    l.line_code,
    f.measure_code,
    f.value
from fact_disclosure as f
semi join open_table as c on f.report_key = c.report_key and c.table_code = 't2'
inner join dim_line as l on f.line_key = l.line_key
inner join dim_column as m on l.table_code = m.table_code and f.measure_code = m.column_code
order by f.report_key, l.sort_order, m.sort_order
