-- One row for each claim of the prose, whatever became of the tables.
insert into fact_claim by name
select
    dim_report.report_key,
    raw_claim.claim_code,
    raw_claim.value,
    raw_claim.sentence
from raw_claim
inner join dim_document
    on raw_claim.sha256 = dim_document.sha256
inner join dim_report
    on dim_document.document_key = dim_report.document_key
