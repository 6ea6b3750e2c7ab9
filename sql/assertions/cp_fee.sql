-- id: CP-FEE
-- version: 1
-- title_zh: 第六部分应报告收取信息处理费情况
-- title_en: Section six reports the information processing fees
-- severity: warning
-- authority: template text of 国办公开办函〔2021〕30号
-- unit: report_key
-- layouts: 2021
-- relation: state
-- message_zh: {scope}：未提及信息处理费。自 2021 年度起，收取信息处理费情况应在此处报告，未收取的也应说明。
-- message_en: {scope}: information processing fees are not mentioned; from 2021 on this section
--     reports them, also where there were none.
-- undecided_zh: {scope}：未找到，是否报告收取信息处理费情况无法核对。
-- undecided_en: {scope}: not found, so whether processing fees are reported cannot be checked.
select
    r.report_key,
    's6' as scope,
    1 as units,
    case
        when c.fee = 1 then 'pass'
        when c.s6 = 1 then 'fail'
        else 'undecided'
    end as outcome,
    null as severity,
    null as detail
from dim_report as r
left join fact_outline as c on r.report_key = c.report_key
where r.report_year >= 2021
