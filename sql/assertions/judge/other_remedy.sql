-- The channels of table 4 of the reports that open units are compared with.
create or replace temp table other_remedy as
select f.*
from fact_remedy as f
semi join other_report as o on f.report_key = o.report_key
