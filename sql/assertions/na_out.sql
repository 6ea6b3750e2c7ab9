-- id: NA-OUT
-- version: 1
-- title_zh: 正文各类办理结果 = 表三相应各行之和
-- title_en: Outcomes according to the text = the lines of table 3 that they name
-- severity: error
-- authority: section one states what the tables state (国办公开办函〔2019〕60号,
--     国办公开办函〔2021〕30号)
-- unit: report_key, statement
-- layouts: 2019, 2021
-- relation: claim
-- sums: rhs
-- message_zh: 正文称该类结果 {lhs} 件，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text states {lhs} requests of that outcome, {scope} has {rhs}, a difference of
--     {delta}.
-- undecided_zh: 正文称该类结果 {lhs} 件，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: Whether the {lhs} requests of that outcome that the text states agree with {scope}
--     cannot be checked: {unknown}.
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
from claimed_unit('(count|none)[.]t3[.](disclosed|refused|unavailable|not_processed|other).*')
