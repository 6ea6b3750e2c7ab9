-- How many units each rule has in the reports of each profile.
insert into dim_profile
select
    l.profile_key,
    r.rule_id,
    sum(u.units)::integer as units
from unit_count as u
inner join profile_leader as l on u.report_key = l.report_key
inner join numbered_rule as r on u.rule_no = r.rule_no
group by l.profile_key, r.rule_id
order by l.profile_key, r.rule_id
