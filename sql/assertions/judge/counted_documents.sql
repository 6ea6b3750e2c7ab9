-- One row for each report and line of table 2 that counts documents made public (2019): its
-- measures side by side, NULL where there is no figure.
create or replace temp table counted_documents as
with measured as (
    select
        report_key,
        line_key,
        max(value) filter (measure_code = 'produced_in_year') as produced_in_year,
        max(value) filter (measure_code = 'published_in_year') as published_in_year,
        max(value) filter (measure_code = 'published_stock') as published_stock
    from fact_disclosure
    where measure_code in ('produced_in_year', 'published_in_year', 'published_stock')
    group by report_key, line_key
)

select
    m.report_key,
    m.line_key,
    l.line_code,
    m.produced_in_year,
    m.published_in_year,
    m.published_stock
from measured as m
inner join dim_line as l on m.line_key = l.line_key
