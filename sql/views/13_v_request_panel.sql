-- One row for each current report and concept of table 3 that the forms of 2019 and 2021 share:
-- years may be compared over the change of the form. 其他处理 is one line in the one, the sum of
-- three in the other. NULL where any line of the concept is blank. See `map_crosswalk`.
create or replace view v_request_panel as
select
    fact.report_key,
    dim_report.organ_key,
    dim_organ.organ_name,
    dim_report.report_year,
    dim_report.scope,
    map_crosswalk.concept_code,
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
left join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
where
    dim_report.is_current
    and map_crosswalk.is_comparable
group by
    fact.report_key,
    dim_report.organ_key,
    dim_organ.organ_name,
    dim_report.report_year,
    dim_report.scope,
    map_crosswalk.concept_code
