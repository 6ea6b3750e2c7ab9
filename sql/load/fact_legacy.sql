-- One row for each figure of an older form, as it stands in the document.
insert into fact_legacy by name
select
    dim_report.report_key,
    raw_legacy.label,
    raw_legacy.unit,
    raw_legacy.value,
    raw_legacy.raw_text
from raw_legacy
inner join dim_document
    on raw_legacy.sha256 = dim_document.sha256
inner join dim_report
    on dim_document.document_key = dim_report.document_key
