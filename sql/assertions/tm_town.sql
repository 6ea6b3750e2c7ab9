-- id: TM-TOWN
-- version: 1
-- title_zh: 乡镇、街道的年度报告应在当地规定的日期前公布
-- title_en: A township or street publishes its report by the day its place has set
-- severity: warning
-- authority: the day is set by the place, configuration in deadlines.toml; 《政府信息公开条例》第四十九条
--     sets none
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
from kept_deadline('local')
