-- The reports that may make two claims of which only one is judged: they have more claims than
-- groups of claims. A bit stands for a group, so that a report with many groups may be listed for
-- nothing, and none is left out.
create or replace temp table crowded_report as
select f.report_key
from claim_stated as f
inner join claim_code as k on f.code_key = k.code_key
group by f.report_key
having count(*) > bit_count(bit_or(1::hugeint << (k.group_key % 120)))
