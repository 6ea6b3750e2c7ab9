-- id: CP-LABEL
-- version: 1
-- title_zh: 行名与式样一致
-- title_en: The label of a line is the official wording
-- severity: info
-- authority: wording of the form, 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号
-- unit: report_key, line of tables 2 and 3; a table without any label is one unit
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：行名与式样不符，所印为“{detail}”。
-- message_en: {scope}: the label is not that of the form; printed: "{detail}".
-- undecided_zh: {scope}：行名未见，是否与式样一致无法核对。
-- undecided_en: {scope}: no label was found, so its wording cannot be checked.
with form_size as (
    select
        layout,
        table_code,
        count(distinct line_key) as lines
    from map_form_cell
    where table_code in ('t2', 't3')
    group by layout, table_code
),

odd as (
    select
        f.report_key,
        l.table_code,
        l.line_code,
        f.label_match,
        f.printed_label
    from fact_label as f
    inner join dim_line as l on f.line_key = l.line_key
    where l.table_code in ('t2', 't3') and f.label_match in ('damaged', 'absent')
),

odd_table as (
    select
        report_key,
        table_code,
        count(*) as lines,
        count(*) filter (where label_match = 'absent') as absent
    from odd
    group by report_key, table_code
),

form_table as (
    select
        f.report_key,
        f.table_code,
        s.lines,
        coalesce(o.lines, 0) as odd_lines,
        coalesce(o.absent, 0) = s.lines as is_absent
    from form_of_report as f
    inner join form_size as s on f.layout = s.layout and f.table_code = s.table_code
    left join odd_table as o on f.report_key = o.report_key and f.table_code = o.table_code
)

select
    report_key,
    table_code as scope,
    case when is_absent then 1 else lines - odd_lines end as units,
    case when is_absent then 'undecided' else 'pass' end as outcome,
    null as severity,
    null as detail
from form_table
union all
select
    o.report_key,
    o.table_code || '.' || o.line_code as scope,
    1 as units,
    case o.label_match when 'damaged' then 'fail' else 'undecided' end as outcome,
    null as severity,
    o.printed_label as detail
from odd as o
inner join form_table as t on o.report_key = t.report_key and o.table_code = t.table_code
where not t.is_absent
