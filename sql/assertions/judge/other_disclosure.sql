-- The cells of table 2 of the reports that open units are compared with.
create or replace temp table other_disclosure as
select
    f.report_key,
    f.line_key,
    f.measure_code,
    f.value,
    f.unit
from fact_disclosure as f
semi join other_report as o on f.report_key = o.report_key
