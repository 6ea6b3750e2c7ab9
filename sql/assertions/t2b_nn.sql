-- id: T2B-NN
-- version: 1
-- title_zh: 表二：上一年项目数量、处理决定数量、增减后的项目数量均不为负
-- title_en: Table 2: items, decisions and items after the change are not negative
-- severity: error
-- authority: columns of table 2, 国办公开办函〔2019〕60号: a stock cannot be negative
-- unit: report_key, line, and one of items_prior_year, decisions, items_prior_year + items_change
-- layouts: 2019
-- relation: >=
-- blanks: unknown
-- lhs: items_prior_year + items_change
-- sums: lhs
-- message_zh: {scope}：应不小于 {rhs}，所填得 {lhs}。
-- message_en: {scope}: must be at least {rhs}; what is filled in gives {lhs}.
-- undecided_zh: {scope}：是否不为负，无法核对：{unknown}。
-- undecided_en: {scope}: whether it is not negative cannot be checked: {unknown}.
select
    f.report_key,
    't2.' || l.line_code || '.' || f.measure_code as scope,
    f.value as lhs,
    0 as lhs_blanks,
    0 as rhs,
    0 as rhs_blanks
from fact_disclosure as f
inner join dim_report as r on f.report_key = r.report_key
inner join dim_line as l on f.line_key = l.line_key
where
    f.measure_code in ('items_prior_year', 'decisions')
    and r.layout_t2 = 2019
    and f.value is not null
union all
select
    e.report_key,
    't2.' || e.line_code || '.' || e.column_code as scope,
    0 as lhs,
    1 as lhs_blanks,
    0 as rhs,
    0 as rhs_blanks
from fact_exception as e
inner join dim_report as r on e.report_key = r.report_key
where
    e.table_code = 't2'
    and e.column_code in ('items_prior_year', 'decisions')
    and e.cell_status in ('missing', 'doubtful', 'text', 'bad_number')
    and r.layout_t2 = 2019
union all
select
    m.report_key,
    't2.' || m.line_code as scope,
    coalesce(m.items_prior_year, 0) + coalesce(m.items_change, 0) as lhs,
    (m.items_prior_year is null)::integer + (m.items_change is null)::integer as lhs_blanks,
    0 as rhs,
    0 as rhs_blanks
from counted_items as m
