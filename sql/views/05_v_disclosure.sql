-- One row for each statutory cell of table 2, every revision; money in 万元, a blank is NULL.
create or replace view v_disclosure as
select
    fact_disclosure.report_key,
    dim_organ.organ_name,
    fact_disclosure.report_year,
    fact_disclosure.is_current,
    dim_line.table_code,
    dim_line.line_code,
    fact_disclosure.measure_code,
    fact_disclosure.value,
    fact_disclosure.unit
from fact_disclosure
inner join dim_report
    on fact_disclosure.report_key = dim_report.report_key
inner join dim_line
    on fact_disclosure.line_key = dim_line.line_key
left join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
