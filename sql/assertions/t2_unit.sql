-- id: T2-UNIT
-- version: 1
-- title_zh: 表二：金额应写明单位
-- title_en: Table 2: an amount of money states its unit
-- severity: warning
-- authority: columns of table 2, 国办公开办函〔2019〕60号: the form itself prints no unit
-- unit: report_key, money cell that is filled in; a zero needs no unit
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：金额单位不完整，所印为“{raw}”；应写明“元”或“万元”。
-- message_en: {scope}: the unit of the amount is incomplete; printed: "{raw}".
-- undecided_zh: {scope}：未能可靠读出，单位是否写明无法核对：{unknown}。
-- undecided_en: {scope}: not read reliably, so whether a unit is stated cannot be checked:
--     {unknown}.
with measure as (
    select
        table_code,
        column_code
    from dim_column
    where kind = 'money'
),

exception as (
    select e.*
    from fact_exception as e
    inner join measure as c on e.table_code = c.table_code and e.column_code = c.column_code
),

money as (
    select
        f.report_key,
        l.table_code,
        l.line_code,
        f.measure_code as column_code,
        f.value,
        coalesce(e.cell_status, 'missing') as cell_status,
        regexp_replace(coalesce(e.raw_text, ''), '[\s\p{Z}]+$', '') as printed
    from fact_disclosure as f
    inner join dim_line as l on f.line_key = l.line_key
    inner join measure as c on l.table_code = c.table_code and f.measure_code = c.column_code
    left join exception as e
        on
            f.report_key = e.report_key
            and l.table_code = e.table_code
            and l.line_code = e.line_code
            and f.measure_code = e.column_code
)

select
    m.report_key,
    m.table_code || '.' || m.line_code || '.' || m.column_code as scope,
    1 as units,
    case
        when m.value = 0 then 'pass'
        when m.cell_status = 'money_without_unit' then 'fail'
        when m.value is null then 'undecided'
        when w.word is not null then 'fail'
        else 'pass'
    end as outcome,
    null as severity,
    null as detail
from money as m
left join incomplete_unit as w on m.printed like '%' || w.word
where m.cell_status not in ('blank', 'not_applicable')
