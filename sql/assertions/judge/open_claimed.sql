-- Keep the units in which prose and tables do not agree, or nothing can decide whether they do.
insert into open_unit
select
    u.report_key,
    getvariable('rule_id') as rule_id,
    u.scope,
    coalesce(u.severity, getvariable('severity')) as severity,
    u.outcome,
    u.lhs,
    u.lhs_blanks,
    u.rhs,
    u.rhs_blanks,
    u.detail,
    u.other_key
from kept_unit as u
semi join judged_report as r on u.report_key = r.report_key
where u.outcome <> 'pass'
