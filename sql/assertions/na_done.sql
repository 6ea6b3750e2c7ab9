-- id: NA-DONE
-- version: 1
-- title_zh: 正文办结、答复的件数 = 表三（七）总计
-- title_en: Requests handled according to the text = table 3, total of outcomes
-- severity: error
-- authority: section one states what the tables state (国办公开办函〔2019〕60号,
--     国办公开办函〔2021〕30号)
-- unit: report_key, statement
-- layouts: 2019, 2021
-- relation: claim
-- sums: rhs
-- message_zh: 正文称办理 {lhs} 件，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text states {lhs} requests handled, {scope} has {rhs}, a difference of {delta}.
-- undecided_zh: 正文称办理 {lhs} 件，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: Whether the {lhs} requests handled that the text states agree with {scope} cannot
--     be checked: {unknown}.
select
    report_key,
    scope,
    outcome,
    severity,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    detail
from claimed_unit('(count|handled)[.]t3[.]outcomes_total[.]total')
