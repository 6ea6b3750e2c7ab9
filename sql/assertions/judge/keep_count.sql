-- Keep how many units of one rule were judged in each report.
insert into unit_count
select
    u.report_key,
    r.rule_no,
    u.units
from rule_row as u
inner join numbered_rule as r on r.rule_id = getvariable('rule_id')
where u.units > 0
