-- The claims of the chunk: a finding on the prose quotes its sentence.
select distinct
    f.report_key,
    f.claim_code,
    f.sentence
from fact_claim as f
where f.report_key in (select c.report_key from chunk_table as c)
order by f.report_key, f.claim_code, f.sentence
