-- One row for each finding of a current report, worst first when ordered by `rank`.
-- Units with one cause share cause_id: count causes, not rows.
create or replace view v_finding as
select
    fact_finding.finding_id,
    fact_finding.cause_id,
    fact_finding.report_key,
    v_report.organ_name,
    v_report.report_year,
    v_report.file_name,
    v_report.url,
    fact_finding.rule_id,
    dim_rule.title_zh,
    dim_rule.title_en,
    fact_finding.severity,
    fact_finding.outcome,
    fact_finding.scope,
    fact_finding.lhs,
    fact_finding.rhs,
    fact_finding.delta,
    fact_finding.verdict,
    fact_finding.message_zh,
    fact_finding.message_en,
    fact_finding.evidence,
    fact_finding.repair,
    fact_finding.state,
    fact_finding.first_seen,
    fact_finding.last_seen,
    fact_finding.waiver_id,
    case
        when fact_finding.outcome = 'undecided' then 4
        when fact_finding.severity = 'error' then 1
        when fact_finding.severity = 'warning' then 2
        else 3
    end as rank
from fact_finding
inner join v_report
    on fact_finding.report_key = v_report.report_key
left join dim_rule
    on fact_finding.rule_id = dim_rule.rule_id
where v_report.is_current
