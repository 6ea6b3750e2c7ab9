-- One row for each code of a claim on figures and each line whose figures it states.
create or replace temp table claim_line as
with term as (
    select
        code_key,
        table_code,
        column_code,
        unnest(string_split(terms, '+')) as term
    from claim_code
)

select distinct
    t.code_key,
    t.table_code,
    t.column_code,
    l.line_key
from term as t
inner join claim_term as m on t.table_code = m.table_code and t.term = m.term
inner join dim_line as l on m.table_code = l.table_code and m.line_code = l.line_code
