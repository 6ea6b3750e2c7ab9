-- The reports that rules judge: every revision whose tables could be read, wholly or in part.
create or replace temp view judged_report as
select report_key
from dim_report
where read_state in ('read', 'partial')
