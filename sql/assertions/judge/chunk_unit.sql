-- The open units of the chunk, in an order that never changes.
select
    report_key,
    rule_id,
    scope,
    severity,
    outcome,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    detail
from open_unit
where report_key between getvariable('low') and getvariable('high')
order by report_key, rule_id, scope
