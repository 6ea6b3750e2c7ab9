-- The lines of table 3 of the reports that open units are compared with.
create or replace temp table other_request as
select
    f.report_key,
    f.line_key,
    f.natural_person,
    f.org_enterprise,
    f.org_research,
    f.org_public_welfare,
    f.org_legal_service,
    f.org_other,
    f.total
from fact_request as f
semi join other_report as o on f.report_key = o.report_key
