-- Keep the units of one rule that did not plainly pass. One row may stand for many only of those
-- that hold: what is found has to be found one by one.
insert into open_unit
with opened as (
    select
        r.report_key,
        unnest(r.open_unit) as u
    from rule_row as r
    semi join judged_report as j on r.report_key = j.report_key
    where r.open_unit is not null
)

select
    o.report_key,
    getvariable('rule_id') as rule_id,
    case
        when o.u.units = 1 then o.u.scope
        else error(getvariable('rule_id') || ': return a row for each unit that does not hold')
    end as scope,
    coalesce(o.u.severity, getvariable('severity')) as severity,
    o.u.outcome,
    o.u.lhs,
    o.u.lhs_blanks,
    o.u.rhs,
    o.u.rhs_blanks,
    o.u.detail,
    o.u.other_key
from opened as o
