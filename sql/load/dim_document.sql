-- One row for each active document; the format is NULL until it is extracted.
insert into dim_document by name
select
    stable_key(raw_document.sha256) as document_key,
    raw_document.sha256,
    raw_document.url,
    raw_document.source_id,
    raw_report.format,
    raw_document.bytes,
    raw_document.fetched_at,
    raw_document.file_name
from raw_document
left join raw_report
    on raw_document.sha256 = raw_report.sha256
