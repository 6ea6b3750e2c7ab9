-- One row for each report and rule: how many units were judged, and how; what neither failed nor
-- stayed undecided has passed.
create or replace view fact_check as
with found as (
    select
        report_key,
        rule_id,
        (count(*) filter (outcome = 'fail'))::integer as failed,
        (count(*) filter (outcome = 'undecided'))::integer as undecided
    from fact_finding
    group by report_key, rule_id
)

select
    fact_judged.report_key,
    dim_profile.rule_id,
    dim_profile.units,
    dim_profile.units - coalesce(found.failed, 0) - coalesce(found.undecided, 0) as passed,
    coalesce(found.failed, 0) as failed,
    coalesce(found.undecided, 0) as undecided
from fact_judged
inner join dim_profile
    on fact_judged.profile_key = dim_profile.profile_key
left join found
    on fact_judged.report_key = found.report_key and dim_profile.rule_id = found.rule_id
