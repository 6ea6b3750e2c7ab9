-- One row for each current report and concept of table 3 that the forms of 2019 and 2021 share:
-- years may be compared over the change of the form. 其他处理 is one line in the one, the sum of
-- three in the other. NULL where any line of the concept is blank. See `map_crosswalk`.
create or replace view v_request_panel as
with counted as (
    select
        fact.report_key,
        map_crosswalk.concept_code,
        any_value(dim_report.organ_key) as organ_key,
        any_value(fact.report_year) as report_year,
        any_value(dim_report.scope) as scope,
        whole_sum(fact.natural_person)::bigint as natural_person,
        whole_sum(fact.org_enterprise)::bigint as org_enterprise,
        whole_sum(fact.org_research)::bigint as org_research,
        whole_sum(fact.org_public_welfare)::bigint as org_public_welfare,
        whole_sum(fact.org_legal_service)::bigint as org_legal_service,
        whole_sum(fact.org_other)::bigint as org_other,
        whole_sum(fact.total)::bigint as total
    from fact_request as fact
    inner join dim_report
        on fact.report_key = dim_report.report_key
    inner join map_crosswalk
        on
            fact.line_key = map_crosswalk.line_key
            and dim_report.layout_t3 = map_crosswalk.layout
    where
        fact.is_current
        and map_crosswalk.is_comparable
    group by fact.report_key, map_crosswalk.concept_code
)

-- names are joined to the sums: to group by them would cost more than the sums
select
    counted.report_key,
    counted.organ_key,
    dim_organ.organ_name,
    counted.report_year,
    counted.scope,
    counted.concept_code,
    counted.natural_person,
    counted.org_enterprise,
    counted.org_research,
    counted.org_public_welfare,
    counted.org_legal_service,
    counted.org_other,
    counted.total
from counted
left join dim_organ
    on counted.organ_key = dim_organ.organ_key
