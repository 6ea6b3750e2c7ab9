-- One row for each active document; format and report are NULL until it is extracted.
insert into dim_document by name
with places as (
    select
        sha256,
        -- it is gone where it was last found at no address that still answers
        case
            when count(*) filter (replaced_at is null) = count(gone_at) then max(gone_at)
        end as gone_at
    from sighting
    group by sha256
)

select
    stable_key(raw_document.sha256) as document_key,
    raw_document.sha256,
    document_report.report_key,
    raw_document.url,
    raw_document.source_id,
    raw_report.format,
    raw_document.bytes,
    raw_document.fetched_at,
    places.gone_at,
    raw_document.file_name
from raw_document
left join raw_report
    on raw_document.sha256 = raw_report.sha256
left join document_report
    on raw_document.sha256 = document_report.sha256
left join places
    on raw_document.sha256 = places.sha256
