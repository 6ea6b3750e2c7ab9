-- id: NA-REC
-- version: 1
-- title_zh: 正文行政复议件数（含各结果）= 表四行政复议
-- title_en: Reconsiderations according to the text, with their results = table 4, reconsideration
-- severity: error
-- authority: section one states what the tables state (国办公开办函〔2019〕60号,
--     国办公开办函〔2021〕30号)
-- unit: report_key, channel
-- layouts: 2019, 2021
-- relation: claim
-- sums: rhs
-- message_zh: 正文称 {lhs} 件，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text states {lhs} cases, {scope} has {rhs}, a difference of {delta}.
-- undecided_zh: 正文称 {lhs} 件，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: Whether the {lhs} cases that the text states agree with {scope} cannot be checked:
--     {unknown}.
select
    report_key,
    scope,
    outcome,
    severity,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    detail,
    units
from claimed_channel('count[.]t4[.]reconsideration[.+].*')
