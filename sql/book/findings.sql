-- One row for each finding of a current report, report by report, worst first.
select
    finding_id,
    cause_id,
    report_key,
    coalesce(url, file_name, '') as file,
    organ_name as organ,
    report_year as year,
    rule_id,
    coalesce(title_zh, '') as title_zh,
    coalesce(title_en, '') as title_en,
    severity,
    outcome,
    scope,
    lhs,
    rhs,
    delta,
    verdict,
    message_zh,
    message_en,
    evidence,
    repair
from v_finding
order by organ asc nulls last, year asc, file asc, rank asc, cause_id asc, rule_id asc, scope asc
