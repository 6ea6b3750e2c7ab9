-- One row for each figure of an older form, as it stands in the document.
insert into fact_legacy by name
select
    document_revision.report_key,
    raw_legacy.label,
    raw_legacy.unit,
    raw_legacy.value,
    raw_legacy.raw_text
from raw_legacy
inner join document_revision
    on raw_legacy.sha256 = document_revision.sha256
