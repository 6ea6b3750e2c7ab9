-- Count the units of one rule by report; what is neither failed nor undecided has passed.
insert into fact_check
with counted as (
    select
        u.report_key,
        count(*) as units
    from rule_unit as u
    group by u.report_key
),

found as (
    select
        report_key,
        count(*) filter (where outcome = 'fail') as failed,
        count(*) filter (where outcome = 'undecided') as undecided
    from fact_finding
    where rule_id = getvariable('rule_id')
    group by report_key
)

select
    c.report_key,
    getvariable('rule_id') as rule_id,
    c.units,
    c.units - coalesce(f.failed, 0) - coalesce(f.undecided, 0) as passed,
    coalesce(f.failed, 0) as failed,
    coalesce(f.undecided, 0) as undecided
from counted as c
semi join judged_report as r on c.report_key = r.report_key
left join found as f on c.report_key = f.report_key
