-- The channels of table 4 of the reports that open units are compared with.
create or replace temp table other_remedy as
select
    f.report_key,
    f.line_key,
    f.upheld,
    f.corrected,
    f.other_result,
    f.pending,
    f.total
from fact_remedy as f
semi join other_report as o on f.report_key = o.report_key
