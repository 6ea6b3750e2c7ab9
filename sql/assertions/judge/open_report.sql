-- One row for each report that has open units: what its findings are named and dated by.
create or replace temp table open_report as
select
    r.report_key,
    coalesce(r.organ_key || '|' || r.report_year, d.sha256) as subject,
    d.sha256,
    coalesce(d.url, d.file_name) as origin,
    d.fetched_at,
    r.layout_t2,
    r.layout_t3
from dim_report as r
inner join dim_document as d on r.document_key = d.document_key
where r.report_key in (select c.report_key from open_table as c)
order by r.report_key
