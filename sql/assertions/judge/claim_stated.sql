-- The claims on figures, each with the key of its code and its row, by which all else it says is
-- found: of millions of claims few are asked for more.
create or replace temp table claim_stated as
select
    f.report_key,
    k.code_key,
    f.rowid as claim_row,
    f.value,
    f.tolerance
from fact_claim as f
inner join claim_code as k on f.claim_code = k.claim_code
