-- How the units of every rule came out; what is neither failed nor undecided has passed. In the
-- order of reports, so that their keys take next to no room.
insert into fact_check by name
with rule as (
    select
        rule_id,
        (row_number() over (order by rule_id))::smallint as rule_no
    from dim_rule
),

found as (
    select
        f.report_key,
        r.rule_no,
        count(*) filter (where f.outcome = 'fail') as failed,
        count(*) filter (where f.outcome = 'undecided') as undecided
    from fact_finding as f
    inner join rule as r on f.rule_id = r.rule_id
    group by f.report_key, r.rule_no
),

ordered as (
    select
        report_key,
        rule_no,
        units
    from unit_count
    order by report_key, rule_no
)

select
    c.report_key,
    r.rule_id,
    c.units,
    coalesce(f.failed, 0) as failed,
    coalesce(f.undecided, 0) as undecided
from ordered as c
inner join rule as r on c.rule_no = r.rule_no
left join found as f on c.report_key = f.report_key and c.rule_no = f.rule_no
