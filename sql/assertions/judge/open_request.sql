-- The lines of table 3 of the reports whose units there are open, in form order.
create or replace temp table open_request as
select
    f.report_key,
    l.line_code,
    f.natural_person,
    f.org_enterprise,
    f.org_research,
    f.org_public_welfare,
    f.org_legal_service,
    f.org_other,
    f.total
from fact_request as f
semi join open_table as c on f.report_key = c.report_key and c.table_code = 't3'
inner join dim_line as l on f.line_key = l.line_key
order by f.report_key, l.sort_order
