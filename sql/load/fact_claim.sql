-- One row for each claim of the prose, whatever became of the tables; what a report is made of is
-- in fact_outline.
insert into fact_claim by name
select
    document_revision.report_key,
    raw_claim.claim_code,
    raw_claim.value,
    raw_claim.sentence,
    raw_claim.unit,
    raw_claim.scope,
    raw_claim.is_stated,
    raw_claim.tolerance,
    raw_claim.list_no
from raw_claim
inner join document_revision
    on raw_claim.sha256 = document_revision.sha256
where
    split_part(raw_claim.claim_code, '.', 1)
    not in ('section', 'table', 'fee', 'assessment', 'period')
