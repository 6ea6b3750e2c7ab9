-- The cells that are not plain numbers in tables with open units, with what is printed there.
create or replace temp table open_exception as
select
    f.report_key,
    f.table_code,
    f.line_code,
    f.column_code,
    f.cell_status,
    f.raw_text
from fact_exception as f
semi join open_table as c on f.report_key = c.report_key and f.table_code = c.table_code
order by f.report_key, f.table_code, f.line_code, f.column_code
