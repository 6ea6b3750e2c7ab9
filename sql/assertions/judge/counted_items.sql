-- One row for each report and line of table 2 that counts items (2019): its measures side by
-- side, NULL where there is no figure.
create or replace temp table counted_items as
with measured as (
    select
        report_key,
        line_key,
        max(value) filter (measure_code = 'items_prior_year') as items_prior_year,
        max(value) filter (measure_code = 'items_change') as items_change
    from fact_disclosure
    where measure_code in ('items_prior_year', 'items_change')
    group by report_key, line_key
)

select
    m.report_key,
    m.line_key,
    l.line_code,
    m.items_prior_year,
    m.items_change
from measured as m
inner join dim_line as l on m.line_key = l.line_key
