-- One row for each line that lacks cells of the layout: the reader did not find them.
-- A single missing cell keeps its own scope; a table that is missing as a whole is one row.
create or replace temp table missing_unit as
with form_size as (
    select
        layout,
        table_code,
        count(*) as cells
    from map_form_cell
    group by layout, table_code
),

missing_line as (
    select
        report_key,
        table_code,
        line_code,
        count(*) as cells,
        min(column_code) as column_code
    from fact_exception
    where cell_status = 'missing'
    group by report_key, table_code, line_code
),

missing_table as (
    select
        m.report_key,
        m.table_code,
        sum(m.cells) >= any_value(s.cells) as is_whole
    from missing_line as m
    inner join form_of_report as f
        on m.report_key = f.report_key and m.table_code = f.table_code
    inner join form_size as s on f.layout = s.layout and f.table_code = s.table_code
    group by m.report_key, m.table_code
)

select
    report_key,
    table_code,
    table_code as scope
from missing_table
where is_whole
union all
select
    m.report_key,
    m.table_code,
    m.table_code || '.' || m.line_code
    || case m.cells when 1 then '.' || m.column_code else '' end as scope
from missing_line as m
inner join missing_table as t on m.report_key = t.report_key and m.table_code = t.table_code
where not t.is_whole
