-- One row for each report and line of table 2 that counts documents made public (2019): its
-- measures side by side, NULL where there is no figure.
create or replace temp table counted_documents as
select
    f.report_key,
    l.line_key,
    l.line_code,
    max(f.value) filter (f.measure_code = 'produced_in_year') as produced_in_year,
    max(f.value) filter (f.measure_code = 'published_in_year') as published_in_year,
    max(f.value) filter (f.measure_code = 'published_stock') as published_stock
from fact_disclosure as f
inner join dim_line as l on f.line_key = l.line_key
where f.measure_code in ('produced_in_year', 'published_in_year', 'published_stock')
group by f.report_key, l.line_key, l.line_code
