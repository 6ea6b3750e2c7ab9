-- One row for each report row that stands beside an earlier one of the same organ and year: what it
-- is to that one (`change_level`), how many cells differ, and where both can be read.
-- The few such rows are found before anything is joined to them: v_report would join every report.
create or replace view v_revision as
with changes as (
    select
        report_key,
        count(*) as n_cells
    from fact_revision_change
    group by report_key
),

compared as (
    select
        dim_report.report_key,
        dim_report.previous_report_key,
        dim_report.organ_key,
        dim_report.report_year,
        dim_report.change_level,
        dim_report.is_current,
        dim_report.valid_from,
        dim_report.document_key,
        earlier.document_key as previous_document_key
    from dim_report
    inner join dim_report as earlier
        on dim_report.previous_report_key = earlier.report_key
    where dim_report.previous_report_key is not null
)

select
    compared.report_key,
    compared.previous_report_key,
    dim_organ.organ_name,
    compared.report_year,
    compared.change_level,
    coalesce(changes.n_cells, 0) as n_cells,
    compared.is_current,
    compared.valid_from as seen_at,
    coalesce(document.url, document.file_name) as source,
    coalesce(earlier_document.url, earlier_document.file_name) as previous_source,
    document.sha256,
    earlier_document.sha256 as previous_sha256
from compared
inner join dim_document as document
    on compared.document_key = document.document_key
inner join dim_document as earlier_document
    on compared.previous_document_key = earlier_document.document_key
left join dim_organ
    on compared.organ_key = dim_organ.organ_key
left join changes
    on compared.report_key = changes.report_key
