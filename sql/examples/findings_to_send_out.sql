-- zh: 要通知报送单位改正的错误有哪些，在表中何处，差多少？
-- en: Which errors have to be sent back to the organs: where in the table, and by how much?
select
    organ_name,
    report_year,
    rule_id,
    scope,
    lhs::bigint as lhs,
    rhs::bigint as rhs,
    delta::bigint as delta,
    verdict,
    finding_id
from v_finding
where severity = 'error' and outcome = 'fail'
order by report_year desc, organ_name asc, rule_id asc, scope asc
limit 100
