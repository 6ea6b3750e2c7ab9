-- Count the units of one comparison by report.
insert into unit_count
select
    u.report_key,
    getvariable('rule_no') as rule_no,
    u.units
from (
    select
        report_key,
        count(*) as units
    from rule_unit
    group by report_key
) as u
semi join judged_report as r on u.report_key = r.report_key
