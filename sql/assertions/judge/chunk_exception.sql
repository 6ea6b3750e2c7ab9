-- The cells of the chunk that are not plain numbers, with what is printed there.
select
    f.report_key,
    f.table_code,
    f.line_code,
    f.column_code,
    f.cell_status,
    f.raw_text
from fact_exception as f
semi join chunk_table as c on f.report_key = c.report_key and f.table_code = c.table_code
order by f.report_key, f.table_code, f.line_code, f.column_code
