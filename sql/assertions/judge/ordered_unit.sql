-- The open units in an order that never changes.
create or replace temp table ordered_unit as
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
    detail,
    other_key
from open_unit
order by report_key, rule_id, scope
