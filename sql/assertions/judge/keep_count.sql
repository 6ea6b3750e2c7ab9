-- Keep how many units of one rule were judged in each report.
insert into unit_count
select
    r.report_key,
    getvariable('rule_no') as rule_no,
    r.units
from rule_report as r
semi join judged_report as j on r.report_key = j.report_key
where r.units > 0
