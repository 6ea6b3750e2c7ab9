-- One row for each current report and cell of table 2, with whether the forms of 2019 and 2021 both
-- count it: where `is_comparable` is false its years must not be chained; `reason_en` says why.
create or replace view v_disclosure_panel as
select
    fact.report_key,
    dim_report.organ_key,
    dim_organ.organ_name,
    fact.report_year,
    map_crosswalk.concept_code,
    fact.value,
    fact.unit,
    map_crosswalk.is_comparable,
    map_crosswalk.reason_zh,
    map_crosswalk.reason_en
from fact_disclosure as fact
inner join dim_report
    on fact.report_key = dim_report.report_key
inner join map_crosswalk
    on
        fact.line_key = map_crosswalk.line_key
        and fact.measure_code = map_crosswalk.column_code
        and dim_report.layout_t2 = map_crosswalk.layout
left join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
where fact.is_current
