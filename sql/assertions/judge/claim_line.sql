-- One row for each code of a claim on figures and each line whose figures it states.
create or replace temp table claim_line as
with code as (
    select distinct claim_code
    from fact_claim
    where regexp_matches(claim_code, '^(count|handled|none|share|change)[.]')
),

term as (
    select
        claim_code,
        split_part(claim_code, '.', 2) as table_code,
        split_part(claim_code, '.', 4) as column_code,
        unnest(string_split(split_part(claim_code, '.', 3), '+')) as term
    from code
)

select distinct
    t.claim_code,
    t.table_code,
    t.column_code,
    l.line_key
from term as t
inner join claim_term as m on t.table_code = m.table_code and t.term = m.term
inner join dim_line as l on m.table_code = l.table_code and m.line_code = l.line_code
