-- One row for each report of the chunk and each table or part that its open units touch.
create or replace temp table chunk_table as
select distinct
    u.report_key,
    split_part(u.scope, '.', 1) as table_code
from open_unit as u
where u.report_key between getvariable('low') and getvariable('high')
