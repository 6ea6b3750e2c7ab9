-- One row for each report that has open units: what its findings are named and dated by.
create or replace temp table open_report as
select
    r.report_key,
    coalesce(r.organ_key || '|' || r.report_year, d.sha256) as subject,
    d.sha256,
    coalesce(d.url, d.file_name) as origin,
    d.fetched_at,
    r.layout_t2,
    r.layout_t3,
    p.organ_key is not null as has_prior
from dim_report as r
inner join dim_document as d on r.document_key = d.document_key
left join (
    select distinct
        organ_key,
        report_year
    from dim_report
    where read_state in ('read', 'partial')
) as p
    on r.organ_key = p.organ_key and r.report_year = p.report_year + 1
where r.report_key in (select c.report_key from open_table as c)
order by r.report_key
