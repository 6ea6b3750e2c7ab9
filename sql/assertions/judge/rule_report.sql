-- The units of one rule by report: how many there are, and those that do not plainly pass. One
-- pass, since the largest tables of the warehouse are read for it.
create or replace temp table rule_report as
select
    report_key,
    sum(units)::bigint as units,
    list(
        struct_pack(
            units := units,
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
    ) filter (outcome is distinct from 'pass') as open_units
from rule_unit
group by report_key
