-- One row for each report that open units are compared with: what it is named and found by.
create or replace temp table other_report as
select
    r.report_key,
    o.organ_name,
    r.report_year,
    d.sha256,
    coalesce(d.url, d.file_name) as origin,
    r.layout_t2,
    r.layout_t3
from dim_report as r
inner join dim_document as d on r.document_key = d.document_key
left join dim_organ as o on r.organ_key = o.organ_key
where r.report_key in (select u.other_key from open_unit as u)
