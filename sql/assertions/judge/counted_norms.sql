-- One row for each report and line of table 2 that counts rules and normative documents (2021):
-- its measures side by side, NULL where there is no figure.
create or replace temp table counted_norms as
select
    f.report_key,
    l.line_key,
    l.line_code,
    max(f.value) filter (f.measure_code = 'in_force') as in_force,
    max(f.value) filter (f.measure_code = 'issued_in_year') as issued_in_year,
    max(f.value) filter (f.measure_code = 'repealed_in_year') as repealed_in_year
from fact_disclosure as f
inner join dim_line as l on f.line_key = l.line_key
where f.measure_code in ('in_force', 'issued_in_year', 'repealed_in_year')
group by f.report_key, l.line_key, l.line_code
