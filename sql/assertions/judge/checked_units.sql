-- How the units of every rule came out; what is neither failed nor undecided has passed.
insert into fact_check
with found as (
    select
        report_key,
        rule_id,
        count(*) filter (where outcome = 'fail') as failed,
        count(*) filter (where outcome = 'undecided') as undecided
    from fact_finding
    group by report_key, rule_id
)

select
    c.report_key,
    c.rule_id,
    c.units,
    c.units - coalesce(f.failed, 0) - coalesce(f.undecided, 0) as passed,
    coalesce(f.failed, 0) as failed,
    coalesce(f.undecided, 0) as undecided
from unit_count as c
left join found as f on c.report_key = f.report_key and c.rule_id = f.rule_id
