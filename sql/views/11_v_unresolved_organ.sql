-- One row for each organ that is not in the registry of regions, with why, and where it was found.
-- `ambiguous`: several places bear its name; `no_place`: it names none; `unknown_place`: it names
-- one that the registry lacks below one that it has.
create or replace view v_unresolved_organ as
select
    dim_organ.organ_key,
    dim_organ.organ_name,
    dim_organ.evidence as reason,
    dim_organ.organ_type,
    count(dim_report.report_key) as n_reports,
    min(dim_report.report_year) as first_year,
    max(dim_report.report_year) as last_year,
    any_value(coalesce(dim_document.url, dim_document.file_name)) as found_at
from dim_organ
left join dim_report
    on dim_organ.organ_key = dim_report.organ_key
left join dim_document
    on dim_report.document_key = dim_document.document_key
where dim_organ.evidence in ('ambiguous', 'no_place', 'unknown_place')
group by
    dim_organ.organ_key, dim_organ.organ_name, dim_organ.evidence, dim_organ.organ_type
