-- The reports whose table 3 proves itself: no sum of it failed or was left open. Rules are run in
-- the order of their ids, so the sums of table 3 (T3-*) are judged before a rule on years (XY-*).
create or replace temp view sound_report as
select r.report_key
from dim_report as r
anti join (
    select report_key
    from open_unit
    where rule_id in ('T3-BAL', 'T3-OUT', 'T3-ROW')
) as u on r.report_key = u.report_key
where r.layout_t3 is not null and r.read_state = 'read'
