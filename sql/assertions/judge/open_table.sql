-- One row for each report and each table, or other part of it, that open units touch.
create or replace temp table open_table as
select distinct
    report_key,
    split_part(scope, '.', 1) as table_code
from open_unit
