-- The units of a comparison by report: how many there are, and those that do not plainly hold. A
-- blank stands for an unknown that is at least 0 where the rule is `bounded`, and for anything at
-- all where it is not. One pass, since the largest tables of the warehouse are read for it.
create or replace temp table rule_report as
with compared as (
    select
        u.*,
        u.lhs_blanks = 0 as lhs_known,
        u.rhs_blanks = 0 as rhs_known,
        case getvariable('relation')
            when '=' then u.lhs = u.rhs
            when '<=' then u.lhs <= u.rhs
            else u.lhs >= u.rhs
        end as holds
    from rule_unit as u
),

decided as (
    select
        *,
        case
            when lhs_known and rhs_known and holds then 'pass'
            when lhs_known and rhs_known then 'fail'
            when not getvariable('bounded') then 'undecided'
            when getvariable('relation') = '=' then null
            when getvariable('relation') = '<=' and lhs_known and holds then 'pass'
            when getvariable('relation') = '<=' and rhs_known and not holds then 'fail'
            when getvariable('relation') = '>=' and rhs_known and holds then 'pass'
            when getvariable('relation') = '>=' and lhs_known and not holds then 'fail'
            else 'undecided'
        end as outcome
    from compared
)

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
    ) filter (outcome is distinct from 'pass') as open_units
from decided
group by report_key
