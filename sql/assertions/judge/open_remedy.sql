-- The channels of table 4 of the reports whose units there are open, in form order.
create or replace temp table open_remedy as
select
    f.report_key,
    l.line_code,
    f.upheld,
    f.corrected,
    f.other_result,
    f.pending,
    f.total
from fact_remedy as f
semi join open_table as c on f.report_key = c.report_key and c.table_code = 't4'
inner join dim_line as l on f.line_key = l.line_key
order by f.report_key, l.sort_order
