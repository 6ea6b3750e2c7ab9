-- Count the units of one comparison by report.
insert into unit_count
select
    u.report_key,
    getvariable('rule_id') as rule_id,
    count(*) as units
from rule_unit as u
semi join judged_report as r on u.report_key = r.report_key
group by u.report_key
