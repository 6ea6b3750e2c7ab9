-- One row for each report and line of table 2 that counts rules and normative documents (2021):
-- its measures side by side, NULL where there is no figure.
create or replace temp table counted_norms as
with measured as (
    select
        report_key,
        line_key,
        max(value) filter (measure_code = 'in_force') as in_force,
        max(value) filter (measure_code = 'issued_in_year') as issued_in_year,
        max(value) filter (measure_code = 'repealed_in_year') as repealed_in_year
    from fact_disclosure
    where measure_code in ('in_force', 'issued_in_year', 'repealed_in_year')
    group by report_key, line_key
)

select
    m.report_key,
    m.line_key,
    l.line_code,
    m.in_force,
    m.issued_in_year,
    m.repealed_in_year
from measured as m
inner join dim_line as l on m.line_key = l.line_key
