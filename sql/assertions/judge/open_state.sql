-- Keep the units that the rule's own query says fail or cannot be decided.
insert into open_unit
select
    u.report_key,
    getvariable('rule_id') as rule_id,
    u.scope,
    coalesce(u.severity, getvariable('severity')) as severity,
    u.outcome,
    u.lhs,
    0 as lhs_blanks,
    u.rhs,
    0 as rhs_blanks,
    u.detail,
    u.other_key
from kept_unit as u
semi join judged_report as r on u.report_key = r.report_key
where u.outcome <> 'pass'
