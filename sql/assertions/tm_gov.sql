-- id: TM-GOV
-- version: 1
-- title_zh: 县级以上地方人民政府的年度报告应于次年 3 月 31 日前公布
-- title_en: A government publishes its report by 31 March
-- severity: error
-- authority: 《政府信息公开条例》第四十九条第二款
-- unit: report_key that states when it was published, or was fetched from its address; seen
--     there in time it was published in time
-- layouts: 2019, 2021
-- relation: state
-- message_zh: {scope}：发布日期晚于规定期限：{detail}。
-- message_en: {scope}: published later than it was due: {detail}.
-- undecided_zh: {scope}：未见发布日期，是否按期公布（{detail}）无法核对。
-- undecided_en: {scope}: no date of publication was found, so whether it was published in time
--     ({detail}) cannot be checked.
select
    report_key,
    scope,
    units,
    outcome,
    severity,
    detail
from kept_deadline('mar31')
