-- id: CP-BLANK
-- version: 1
-- title_zh: 表格每一格都应填写
-- title_en: Every cell of the tables is filled in
-- severity: warning
-- authority: the cells of the form, 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号
-- unit: report_key, cell; a line, channel or column of table 3 that is blank as a whole is one
--     unit, and so is a line with missing cells, or a table that is missing as a whole
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：空白，应填写。
-- message_en: {scope}: left blank; it must be filled in.
-- undecided_zh: {scope}：未找到，是否填写无法核对。
-- undecided_en: {scope}: not found, so whether it is filled in cannot be checked.
with blank as (
    select
        report_key,
        table_code,
        line_code,
        column_code
    from fact_exception
    where cell_status = 'blank'
),

line_size as (
    select
        layout,
        table_code,
        line_code,
        count(*) as cells
    from map_form_cell
    group by layout, table_code, line_code
),

form_size as (
    select
        layout,
        table_code,
        sum(cells) as cells,
        count(*) as lines
    from line_size
    group by layout, table_code
),

blank_line as (
    select
        b.report_key,
        b.table_code,
        b.line_code
    from blank as b
    inner join form_of_report as f
        on b.report_key = f.report_key and b.table_code = f.table_code
    inner join line_size as s
        on
            f.layout = s.layout
            and b.table_code = s.table_code
            and b.line_code = s.line_code
    where s.cells > 1
    group by b.report_key, b.table_code, b.line_code
    having count(*) = any_value(s.cells)
),

blank_table as (
    select
        l.report_key,
        l.table_code
    from blank_line as l
    inner join form_of_report as f
        on l.report_key = f.report_key and l.table_code = f.table_code
    inner join form_size as s on f.layout = s.layout and f.table_code = s.table_code
    group by l.report_key, l.table_code
    having count(*) = any_value(s.lines)
),

blank_column as (
    select
        b.report_key,
        b.table_code,
        b.column_code
    from blank as b
    inner join form_of_report as f
        on b.report_key = f.report_key and b.table_code = f.table_code
    inner join form_size as s on f.layout = s.layout and f.table_code = s.table_code
    anti join blank_table as t on b.report_key = t.report_key and b.table_code = t.table_code
    where b.table_code = 't3'
    group by b.report_key, b.table_code, b.column_code
    having count(*) = any_value(s.lines)
),

empty_cells as (
    select
        report_key,
        table_code,
        count(*) as cells
    from fact_exception
    where cell_status in ('blank', 'missing')
    group by report_key, table_code
)

select
    f.report_key,
    f.table_code as scope,
    s.cells - coalesce(e.cells, 0) as units,
    'pass' as outcome,
    null as severity,
    null as detail
from form_of_report as f
inner join form_size as s on f.layout = s.layout and f.table_code = s.table_code
left join empty_cells as e on f.report_key = e.report_key and f.table_code = e.table_code
union all
select
    report_key,
    table_code || '.' || line_code as scope,
    1 as units,
    'fail' as outcome,
    'error' as severity,
    null as detail
from blank_line
union all
select
    report_key,
    table_code || '.' || column_code as scope,
    1 as units,
    'fail' as outcome,
    'error' as severity,
    null as detail
from blank_column
union all
select
    b.report_key,
    b.table_code || '.' || b.line_code || '.' || b.column_code as scope,
    1 as units,
    'fail' as outcome,
    null as severity,
    null as detail
from blank as b
anti join blank_line as l
    on
        b.report_key = l.report_key
        and b.table_code = l.table_code
        and b.line_code = l.line_code
anti join blank_column as c
    on
        b.report_key = c.report_key
        and b.table_code = c.table_code
        and b.column_code = c.column_code
union all
select
    report_key,
    scope,
    1 as units,
    'undecided' as outcome,
    null as severity,
    null as detail
from missing_unit
