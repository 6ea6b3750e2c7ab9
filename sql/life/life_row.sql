-- One row for each finding of each revision, with what it is a finding of. A place is a subject
-- (an organ's year, else a document), a rule and a scope: its figures are not part of it.
create or replace temp table life_row as
select
    f.finding_id,
    f.report_key,
    f.rule_id,
    f.scope,
    f.outcome,
    coalesce(r.organ_key || '|' || r.report_year, d.sha256) as subject,
    r.revision,
    r.is_current,
    r.valid_from,
    d.sha256,
    d.fetched_at,
    u.version as rule_version
from fact_finding as f
inner join dim_report as r on f.report_key = r.report_key
inner join dim_document as d on r.document_key = d.document_key
inner join dim_rule as u on f.rule_id = u.rule_id
