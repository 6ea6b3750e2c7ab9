-- zh: 哪些规则最常不通过？按原因计数。
-- en: Which rules fail most often, counted by cause?
select
    dim_rule.rule_id,
    dim_rule.title_zh,
    dim_rule.severity,
    count(distinct fact_finding.cause_id) as n_causes,
    count(distinct fact_finding.report_key) as n_reports
from fact_finding
inner join dim_rule
    on fact_finding.rule_id = dim_rule.rule_id
inner join dim_report
    on fact_finding.report_key = dim_report.report_key
where dim_report.is_current and fact_finding.outcome = 'fail'
group by dim_rule.rule_id, dim_rule.title_zh, dim_rule.severity
order by n_causes desc, dim_rule.rule_id asc
