-- The lines of table 3 of the reports that open units are compared with.
create or replace temp table other_request as
select f.*
from fact_request as f
semi join other_report as o on f.report_key = o.report_key
