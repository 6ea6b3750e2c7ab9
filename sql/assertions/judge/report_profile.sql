-- One row for each judged report: a signature of how many units each rule has in it. The order of
-- rows does not change a sum, and it is far cheaper than a list of the counts. Counts in other
-- parts make another signature of the same: that costs a few more profiles, and nothing else.
create or replace temp table report_profile as
with signed as materialized (
    select
        report_key,
        sum(hash(rule_no, units)::hugeint) as signature
    from unit_count
    group by report_key
)

select
    s.report_key,
    s.signature
from signed as s
semi join judged_report as j on s.report_key = j.report_key
