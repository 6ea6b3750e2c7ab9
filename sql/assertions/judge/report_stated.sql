-- The units of a rule that decides itself, by report: how many there are, and those that fail or
-- cannot be decided.
create or replace temp table rule_report as
select
    report_key,
    sum(units)::bigint as units,
    list(
        struct_pack(
            scope := scope,
            severity := severity,
            outcome := outcome,
            lhs := lhs::decimal(18, 6),
            lhs_blanks := lhs_blanks::integer,
            rhs := rhs::decimal(18, 6),
            rhs_blanks := rhs_blanks::integer,
            detail := detail,
            other_key := other_key
        )
    ) filter (outcome <> 'pass') as open_units
from rule_unit
group by report_key
