-- id: T3-INT
-- version: 1
-- title_zh: 表三每一格：不小于 0 的整数
-- title_en: Table 3, each cell: a whole number of at least 0
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
        unnest([
            'natural_person',
            'org_enterprise',
            'org_research',
            'org_public_welfare',
            'org_legal_service',
            'org_other',
            'total'
        ]) as column_code,
        unnest([
            f.natural_person,
            f.org_enterprise,
            f.org_research,
            f.org_public_welfare,
            f.org_legal_service,
            f.org_other,
            f.total
        ]) as value
    from fact_request as f
    inner join request_of_report as r on f.report_key = r.report_key and r.has_negative
    inner join dim_line as l on f.line_key = l.line_key
),

broken as (
    select
        report_key,
        line_code,
        column_code,
        (cell_status = 'signed')::integer as has_value
    from fact_exception
    where
        table_code = 't3'
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

broken_of_report as (
    select
        report_key,
        sum(has_value) as cells
    from broken
    group by report_key
)

select
    s.report_key,
    't3' as scope,
    s.figures - coalesce(b.cells, 0) as units,
    'pass' as outcome,
    null as severity,
    null as detail
from request_of_report as s
left join broken_of_report as b on s.report_key = b.report_key
union all
select
    report_key,
    't3.' || line_code || '.' || column_code as scope,
    1 as units,
    'fail' as outcome,
    null as severity,
    null as detail
from broken
union all
select
    report_key,
    't3.' || line_code || '.' || column_code as scope,
    1 as units,
    'undecided' as outcome,
    null as severity,
    null as detail
from fact_exception
where table_code = 't3' and cell_status = 'doubtful'
union all
select
    report_key,
    scope,
    1 as units,
    'undecided' as outcome,
    null as severity,
    null as detail
from missing_unit
where table_code = 't3'
