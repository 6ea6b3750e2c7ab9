-- One row for each judged report: a signature of how many units each rule has in it. Neither the
-- order of rows nor what they are split into changes the sum, and it is far cheaper than a list of
-- the counts.
create or replace temp table report_profile as
with signed as materialized (
    select
        report_key,
        sum(units * hash(rule_no)::hugeint) as signature
    from unit_count
    group by report_key
)

select
    s.report_key,
    s.signature
from signed as s
semi join judged_report as j on s.report_key = j.report_key
