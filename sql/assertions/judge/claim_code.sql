-- One row for each code of a claim on figures; a key, since there are many claims of few codes.
-- A denial is judged by itself, beside figures stated for the same cells. `group_key` is the same
-- for the codes of which only one claim of a report is judged.
create or replace temp table claim_code as
with code as (
    select distinct claim_code
    from fact_claim
    where regexp_matches(claim_code, '^(count|handled|none|share|change)[.]')
),

part as (
    select
        claim_code,
        split_part(claim_code, '.', 1) as kind,
        claim_code[position('.' in claim_code) + 1:] as scope,
        split_part(claim_code, '.', 2) as table_code,
        split_part(claim_code, '.', 3) as terms,
        split_part(claim_code, '.', 4) as column_code
    from code
),

numbered as (
    select
        *,
        (row_number() over (order by claim_code))::smallint as code_key,
        kind = 'none' and (table_code = 't4' or terms = 'new_requests') as is_denial
    from part
)

select
    claim_code,
    code_key,
    kind,
    scope,
    table_code,
    terms,
    column_code,
    is_denial,
    (
        dense_rank() over (
            order by
                scope,
                is_denial,
                case when kind in ('share', 'change') then kind end
        )
    )::smallint as group_key
from numbered
