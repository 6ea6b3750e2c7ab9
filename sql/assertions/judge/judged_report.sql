-- The reports that rules judge: every revision whose tables could be read, wholly or in part.
create or replace temp table judged_report as
select r.report_key
from dim_report as r
anti join context_report as c on r.report_key = c.report_key
where r.read_state in ('read', 'partial')
