-- Keep how many units of one rule were judged in each report.
insert into unit_count
select
    report_key,
    getvariable('rule_no') as rule_no,
    units
from rule_report
where units > 0
