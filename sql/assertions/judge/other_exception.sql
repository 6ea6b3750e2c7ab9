-- The cells without a plain number of the reports that open units are compared with.
create or replace temp table other_exception as
select
    f.report_key,
    f.table_code,
    f.line_code,
    f.column_code,
    f.cell_status,
    f.raw_text
from fact_exception as f
semi join other_report as o on f.report_key = o.report_key
