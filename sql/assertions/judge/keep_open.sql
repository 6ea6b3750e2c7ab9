-- Keep the units of one rule that did not plainly pass.
insert into open_unit
with opened as (
    select
        r.report_key,
        unnest(r.open_units) as u
    from rule_report as r
    semi join judged_report as j on r.report_key = j.report_key
    where r.open_units is not null
)

select
    o.report_key,
    getvariable('rule_id') as rule_id,
    o.u.scope,
    coalesce(o.u.severity, getvariable('severity')) as severity,
    o.u.outcome,
    o.u.lhs,
    o.u.lhs_blanks,
    o.u.rhs,
    o.u.rhs_blanks,
    o.u.detail,
    o.u.other_key
from opened as o
