-- One row for each finding of every report revision, report by report, worst first.
select
    fact_finding.finding_id,
    fact_finding.cause_id,
    fact_finding.report_key,
    coalesce(v_report.url, v_report.file_name, '') as file,
    v_report.organ_name as organ,
    v_report.report_year as year,
    v_report.is_current,
    fact_finding.rule_id,
    coalesce(dim_rule.title_zh, '') as title_zh,
    coalesce(dim_rule.title_en, '') as title_en,
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
    case
        when starts_with(fact_finding.scope, 't2') then v_report.layout_t2
        else v_report.layout_t3
    end as layout
from fact_finding
inner join v_report
    on fact_finding.report_key = v_report.report_key
left join dim_rule
    on fact_finding.rule_id = dim_rule.rule_id
order by
    organ asc nulls last,
    year asc,
    file asc,
    case
        when fact_finding.outcome = 'undecided' then 4
        when fact_finding.severity = 'error' then 1
        when fact_finding.severity = 'warning' then 2
        else 3
    end asc,
    fact_finding.cause_id asc,
    fact_finding.rule_id asc,
    fact_finding.scope asc
