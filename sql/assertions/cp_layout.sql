-- id: CP-LAYOUT
-- version: 1
-- title_zh: 表格式样应为该年度的式样
-- title_en: A table has the layout of its report year
-- severity: warning
-- authority: 国办公开办函〔2019〕60号 (2019–2020), 国办公开办函〔2021〕30号 (from 2021)
-- unit: report_key, table 2 or 3; table 4 is the same in every layout
-- layouts: 2019, 2021
-- relation: =
-- blanks: unknown
-- message_zh: {scope}：所用式样自 {lhs} 年度起施行，本年度应用 {rhs} 年度起施行的式样。
-- message_en: {scope}: printed in the layout of {lhs}; its year asks for the layout of {rhs}.
-- undecided_zh: {scope}：式样未能认出，是否为该年度的式样无法核对。
-- undecided_en: {scope}: whether it has the layout of its year cannot be checked.
with printed as (
    select
        r.report_key,
        r.report_year,
        't2' as scope,
        r.layout_t2 as layout,
        coalesce(f.t2 = 1, false) as is_there
    from dim_report as r
    left join fact_outline as f on r.report_key = f.report_key
    union all
    select
        r.report_key,
        r.report_year,
        't3' as scope,
        r.layout_t3 as layout,
        coalesce(f.t3 = 1, false) as is_there
    from dim_report as r
    left join fact_outline as f on r.report_key = f.report_key
)

select
    p.report_key,
    p.scope,
    coalesce(p.layout, 0) as lhs,
    (p.layout is null)::integer as lhs_blanks,
    coalesce(y.layout, 0) as rhs,
    (y.layout is null)::integer as rhs_blanks
from printed as p
left join dim_layout as y
    on p.report_year between y.first_year and coalesce(y.last_year, p.report_year)
where
    (p.layout is not null or p.is_there)
    and (y.layout is not null or p.report_year is null)
