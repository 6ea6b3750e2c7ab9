-- One row for each report revision, with its organ, its document and its state.
-- `organ`, `region` and `year` are for reading; the other views join on report_key.
create or replace view v_report as
select
    dim_report.report_key,
    dim_organ.organ_name as organ,
    dim_region.region_name as region,
    dim_report.report_year as year,
    dim_document.url,
    dim_report.read_state,
    dim_report.title,
    dim_document.file_name,
    dim_report.revision,
    dim_report.is_current,
    dim_report.valid_from,
    dim_report.valid_to,
    dim_report.change_level,
    dim_report.published_on,
    dim_report.scope,
    dim_report.layout_t2,
    dim_report.layout_t3,
    dim_report.cells_filled,
    dim_report.cells_expected,
    dim_organ.organ_name,
    dim_report.report_year,
    dim_organ.organ_type,
    dim_organ.deadline_class,
    parent.organ_name as parent_organ_name,
    dim_region.region_code,
    dim_document.source_id,
    dim_document.format,
    dim_document.sha256,
    dim_document.fetched_at,
    dim_document.gone_at
from dim_report
inner join dim_document
    on dim_report.document_key = dim_document.document_key
left join dim_organ
    on dim_report.organ_key = dim_organ.organ_key
left join dim_organ as parent
    on dim_organ.parent_organ_key = parent.organ_key
left join dim_region
    on dim_organ.region_key = dim_region.region_key
