-- The claims of the reports with open units, and the period they state: a finding on the prose
-- quotes its sentence.
create or replace temp table open_claim as
with said as (
    select
        report_key,
        claim_code,
        sentence,
        value
    from fact_claim
    union all
    select
        report_key,
        'period' as claim_code,
        period_sentence as sentence,
        null as value
    from fact_outline
    where period_sentence is not null
)

select distinct
    f.report_key,
    f.claim_code,
    f.sentence,
    f.value
from said as f
where f.report_key in (select c.report_key from open_table as c)
order by f.report_key, f.claim_code, f.sentence, f.value
