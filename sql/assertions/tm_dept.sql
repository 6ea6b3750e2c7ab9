-- id: TM-DEPT
-- version: 1
-- title_zh: 县级以上人民政府部门的年度报告应于次年 1 月 31 日前公布
-- title_en: A department publishes its report by 31 January
-- severity: error
-- authority: 《政府信息公开条例》第四十九条第一款
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
from kept_deadline('jan31')
