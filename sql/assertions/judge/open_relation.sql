-- Keep the units of a comparison that do not plainly hold. A blank stands for an unknown that is
-- at least 0 where the rule is `bounded`, and for anything at all where it is not.
insert into open_unit
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
    d.report_key,
    getvariable('rule_id') as rule_id,
    d.scope,
    coalesce(d.severity, getvariable('severity')) as severity,
    d.outcome,
    d.lhs,
    d.lhs_blanks,
    d.rhs,
    d.rhs_blanks,
    d.detail,
    d.other_key
from decided as d
semi join judged_report as r on d.report_key = r.report_key
where d.outcome is distinct from 'pass'
