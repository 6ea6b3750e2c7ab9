-- One row for each revision and rule that was tested on it, where a subject has several revisions.
create or replace temp table life_revision as
with revised as (
    select
        organ_key,
        report_year
    from dim_report
    where organ_key is not null and report_year is not null
    group by organ_key, report_year
    having count(*) > 1
)

select
    r.organ_key || '|' || r.report_year as subject,
    r.report_key,
    r.revision,
    r.is_current,
    r.valid_from,
    c.rule_id
from dim_report as r
semi join revised as v on r.organ_key = v.organ_key and r.report_year = v.report_year
inner join fact_judged as j on r.report_key = j.report_key
inner join dim_profile as c on j.profile_key = c.profile_key
