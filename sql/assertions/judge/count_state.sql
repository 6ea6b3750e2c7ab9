-- Count the units of one rule that decides for itself, by report.
insert into unit_count
select
    u.report_key,
    getvariable('rule_no') as rule_no,
    u.units
from (
    select
        report_key,
        sum(units) as units
    from kept_unit
    group by report_key
    having sum(units) > 0
) as u
semi join judged_report as r on u.report_key = r.report_key
