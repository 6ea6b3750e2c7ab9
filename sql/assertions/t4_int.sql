-- id: T4-INT
-- version: 1
-- title_zh: 表四每一格：不小于 0 的整数
-- title_en: Table 4, each cell: a whole number of at least 0
-- severity: error
-- authority: the form counts 件 (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号)
-- unit: report_key, cell; a line with missing cells is one unit, a missing table is one unit
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：应为不小于 0 的整数，所印为“{raw}”。
-- message_en: {scope}: must be a whole number of at least 0; printed: "{raw}".
-- undecided_zh: {scope}：未能可靠读出，是否为不小于 0 的整数无法核对：{unknown}。
-- undecided_en: {scope}: not read reliably, so whether it is a whole number of at least 0
--     cannot be checked: {unknown}.
with negative as (
    select
        f.report_key,
        l.line_code,
        unnest(['upheld', 'corrected', 'other_result', 'pending', 'total']) as column_code,
        unnest([f.upheld, f.corrected, f.other_result, f.pending, f.total]) as value
    from fact_remedy as f
    inner join dim_line as l on f.line_key = l.line_key
    where least(f.upheld, f.corrected, f.other_result, f.pending, f.total) < 0
),

broken as (
    select
        report_key,
        line_code,
        column_code,
        (cell_status = 'signed')::integer as has_value
    from fact_exception
    where
        table_code = 't4'
        and cell_status in ('bad_number', 'text', 'signed')
    union
    select
        report_key,
        line_code,
        column_code,
        1 as has_value
    from negative
    where value < 0
),

seen as (
    select
        report_key,
        count(upheld)
        + count(corrected)
        + count(other_result)
        + count(pending)
        + count(total) as cells
    from fact_remedy
    group by report_key
),

broken_of_report as (
    select
        report_key,
        sum(has_value) as cells
    from broken
    group by report_key
)

select
    s.report_key,
    't4' as scope,
    s.cells - coalesce(b.cells, 0) as units,
    'pass' as outcome,
    null as severity,
    null as detail
from seen as s
left join broken_of_report as b on s.report_key = b.report_key
union all
select
    report_key,
    't4.' || line_code || '.' || column_code as scope,
    1 as units,
    'fail' as outcome,
    null as severity,
    null as detail
from broken
union all
select
    report_key,
    't4.' || line_code || '.' || column_code as scope,
    1 as units,
    'undecided' as outcome,
    null as severity,
    null as detail
from fact_exception
where table_code = 't4' and cell_status = 'doubtful'
union all
select
    report_key,
    scope,
    1 as units,
    'undecided' as outcome,
    null as severity,
    null as detail
from missing_unit
where table_code = 't4'
