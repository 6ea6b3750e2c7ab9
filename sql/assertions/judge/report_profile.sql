-- One row for each judged report: a signature of how many units each rule has in it. The order of
-- rows does not change a sum, and it is far cheaper than a list of the counts.
create or replace temp table report_profile as
select
    u.report_key,
    sum(hash(u.rule_no, u.units)::hugeint) as signature
from unit_count as u
semi join judged_report as j on u.report_key = j.report_key
group by u.report_key
