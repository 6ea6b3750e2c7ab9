-- One row for each report and line of table 2 that counts items (2019): its measures side by
-- side, NULL where there is no figure.
create or replace temp table counted_items as
select
    f.report_key,
    l.line_key,
    l.line_code,
    max(f.value) filter (f.measure_code = 'items_prior_year') as items_prior_year,
    max(f.value) filter (f.measure_code = 'items_change') as items_change
from fact_disclosure as f
inner join dim_line as l on f.line_key = l.line_key
where f.measure_code in ('items_prior_year', 'items_change')
group by f.report_key, l.line_key, l.line_code
