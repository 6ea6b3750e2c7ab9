-- zh: 哪些现行报告的表内合计不平？最严重的在前。
-- en: Which current reports have a printed sum that does not hold, the worst first?
select
    v_report.organ_name,
    v_report.report_year,
    count(distinct fact_finding.cause_id) as n_causes,
    string_agg(distinct fact_finding.rule_id, ', ' order by fact_finding.rule_id) as rules,
    coalesce(v_report.url, v_report.file_name) as source
from fact_finding
inner join v_report
    on fact_finding.report_key = v_report.report_key
where
    v_report.is_current
    and fact_finding.outcome = 'fail'
    and fact_finding.rule_id in ('T3-BAL', 'T3-OUT', 'T3-ROW', 'T4-SUM')
group by v_report.report_key, v_report.organ_name, v_report.report_year, source
order by n_causes desc, v_report.report_year desc, v_report.organ_name asc
limit 100
