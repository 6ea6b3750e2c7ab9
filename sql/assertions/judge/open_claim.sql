-- The claims of the reports with open units: a finding on the prose quotes its sentence.
create or replace temp table open_claim as
select distinct
    f.report_key,
    f.claim_code,
    f.sentence,
    f.value
from fact_claim as f
where f.report_key in (select c.report_key from open_table as c)
order by f.report_key, f.claim_code, f.sentence, f.value
