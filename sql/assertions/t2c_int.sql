-- id: T2C-INT
-- version: 1
-- title_zh: 表二每一格：件数为不小于 0 的整数，收费金额不小于 0
-- title_en: Table 2, each cell: counts are whole numbers of at least 0, fees are at least 0
-- severity: error
-- authority: columns of table 2, 国办公开办函〔2021〕30号
-- unit: report_key, cell; a line with missing cells is one unit, a missing table is one unit
-- layouts: 2021
-- relation: state
-- message_zh: {scope}：应为不小于 0 的数（件数为整数），所印为“{raw}”。
-- message_en: {scope}: must be at least 0, and whole where it is a count; printed: "{raw}".
-- undecided_zh: {scope}：未能可靠读出，是否为不小于 0 的数无法核对：{unknown}。
-- undecided_en: {scope}: not read reliably, so whether it is at least 0 cannot be checked:
--     {unknown}.
with in_layout as (
    select report_key
    from dim_report
    where layout_t2 = 2021
),

exception as (
    select
        e.report_key,
        e.line_code,
        e.column_code,
        e.cell_status
    from fact_exception as e
    semi join in_layout as r on e.report_key = r.report_key
    where e.table_code = 't2'
),

filled as not materialized (
    select
        f.report_key,
        f.line_key,
        f.measure_code,
        f.value
    from fact_disclosure as f
    semi join in_layout as r on f.report_key = r.report_key
    where f.value is not null
),

-- figures that are there, and cannot be: below zero, or with a sign
broken as (
    select
        f.report_key,
        l.line_code,
        f.measure_code as column_code
    from filled as f
    inner join dim_line as l on f.line_key = l.line_key
    where f.value < 0
    union
    select
        f.report_key,
        l.line_code,
        f.measure_code as column_code
    from exception as x
    inner join dim_line as l on l.table_code = 't2' and x.line_code = l.line_code
    inner join filled as f
        on
            x.report_key = f.report_key
            and l.line_key = f.line_key
            and x.column_code = f.measure_code
    where x.cell_status = 'signed'
),

filled_of_report as (
    select
        report_key,
        count(*) as cells
    from filled
    group by report_key
),

broken_of_report as (
    select
        report_key,
        count(*) as cells
    from broken
    group by report_key
)

select
    f.report_key,
    't2' as scope,
    f.cells - coalesce(b.cells, 0) as units,
    'pass' as outcome,
    null as severity,
    null as detail
from filled_of_report as f
left join broken_of_report as b on f.report_key = b.report_key
union all
select
    report_key,
    't2.' || line_code || '.' || column_code as scope,
    1 as units,
    'fail' as outcome,
    null as severity,
    null as detail
from broken
union all
select
    report_key,
    't2.' || line_code || '.' || column_code as scope,
    1 as units,
    case when cell_status = 'doubtful' then 'undecided' else 'fail' end as outcome,
    null as severity,
    null as detail
from exception
where cell_status in ('bad_number', 'text', 'doubtful')
union all
select
    m.report_key,
    m.scope,
    1 as units,
    'undecided' as outcome,
    null as severity,
    null as detail
from missing_unit as m
semi join in_layout as r on m.report_key = r.report_key
where m.table_code = 't2'
