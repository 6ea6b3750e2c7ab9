-- id: CP-ASSESS
-- version: 1
-- title_zh: 政府的年度报告应包括工作考核、社会评议和责任追究结果情况
-- title_en: A government reports its assessment, public appraisal and accountability
-- severity: info
-- authority: 《政府信息公开条例》第五十条第（四）项
-- unit: report_key of a government
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：未提及工作考核、社会评议、责任追究结果情况。
-- message_en: {scope}: assessment, public appraisal and accountability are not mentioned.
-- undecided_zh: {scope}：未找到“一、总体情况”，是否报告工作考核、社会评议和责任追究结果情况，无法核对。
-- undecided_en: {scope}: section 1 was not found, so whether assessment and accountability are
--     reported cannot be checked.
select
    r.report_key,
    'report' as scope,
    1 as units,
    case
        when c.assessment = 1 then 'pass'
        when c.s1 = 1 then 'fail'
        else 'undecided'
    end as outcome,
    null as severity,
    null as detail
from dim_report as r
inner join dim_organ as o on r.organ_key = o.organ_key
left join fact_outline as c on r.report_key = c.report_key
where o.organ_type = 'government'
